import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { measures, postedMeasure, sourceMeasures } from '../../shared/plan/figures/measures.ts';
import { wrongArgument, type FunctionFailure } from './function-answer.ts';
import { matchName } from './match-name.ts';

/** A measure as a function can ask for it. */
export interface AskedMeasure {
  readonly name: string;
  readonly label: string;
  readonly kind: 'money' | 'percent';
  /** The only cut that has this measure; null: every one. */
  readonly onlyBy: Cut | null;
}

export const askedMeasures: readonly AskedMeasure[] = [
  ...measures.map(({ name, label, kind }) => ({ name, label, kind, onlyBy: null })),
  ...sourceMeasures.map(({ name, label, kind }) => ({ name, label, kind, onlyBy: 'source' as const })),
  { name: postedMeasure.name, label: postedMeasure.label, kind: postedMeasure.kind, onlyBy: 'fiscalYear' },
];

/** True when figures of parts add up to the figure of the whole, so that any finer cut can answer. */
export function isAdditive({ kind, onlyBy }: AskedMeasure): boolean {
  return kind === 'money' && onlyBy === null;
}

/** The measure of that name or label. */
export function findMeasure(text: string): { readonly ok: true; readonly measure: AskedMeasure } | FunctionFailure {
  const measure = matchName(text, askedMeasures, ({ name, label }) => [name, label]);
  if (measure) return { ok: true, measure };
  const names = askedMeasures.map(({ name }) => name).join(', ');
  return wrongArgument(
    text.trim() === ''
      ? `Name a measure. Use one of: ${names}.`
      : `There is no measure named “${text}”. Use one of: ${names}.`,
  );
}
