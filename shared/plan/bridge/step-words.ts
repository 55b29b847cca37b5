import { accountSpecs, type FigureAccount } from '../postings/accounts.ts';
import type { StepKind } from './bridge-figure.ts';

/** What there is to say of a step; a title and a report are known of budget changes alone. */
export interface SaidStep {
  readonly key: string;
  readonly kind: StepKind;
  readonly account: FigureAccount;
  readonly change: string | null;
  readonly category: string | null;
  readonly title?: string | null;
  readonly reportNumber?: string | null;
}

/** "BC-0031 · Augment the cameras (Rep-110-25/26)", "Payments on contracts", "Still to come: Equipment". */
export function stepWords({
  key,
  kind,
  account,
  change,
  category,
  title = null,
  reportNumber = null,
}: SaidStep): string {
  switch (kind) {
    case 'change': {
      const report = reportNumber === null ? '' : ` (${reportNumber})`;
      return `${change ?? ''}${title === null ? '' : ` · ${title}`}${report}`;
    }
    case 'estimate':
      return category === null ? accountSpecs[account].label : `${accountSpecs[account].label}: ${category}`;
    case 'moved':
      return `Assigned anew: ${key.slice(key.indexOf('/') + 1)}`;
    case 'rows':
      return accountSpecs[account].label;
  }
}

/** What kind of step it is, in words, where its own words do not say so. */
export function stepKindWords({ kind, account }: Pick<SaidStep, 'kind' | 'account'>): string | null {
  if (kind === 'moved') return 'Says the same as before, and counts elsewhere now';
  return kind === 'change' ? accountSpecs[account].label : null;
}
