import { compareText } from '../../sync/compare-text.ts';
import type { Severity } from './invariant.ts';
import type { Verdict } from './judge-plan.ts';

/** A check as panes from before invariants know it. */
export interface FormerCheck {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly passed: boolean;
  /** Cents. */
  readonly difference: number;
  /** What is wrong and where, the first few places; empty when it passed. */
  readonly detail: string;
}

const SHOWN = 3;

/** Verdicts under the ids and in the shape of old: several invariants may have been one check, and new ones are by themselves. */
export function formerChecks(verdicts: readonly Verdict[]): FormerCheck[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    const id = verdict.check ?? verdict.id;
    groups.set(id, [...(groups.get(id) ?? []), verdict]);
  }
  return [...groups].map(([id, of]) => formerCheck(id, of)).sort((a, b) => compareText(a.id, b.id));
}

function formerCheck(id: string, verdicts: readonly Verdict[]): FormerCheck {
  const messages = verdicts.flatMap(({ findings }) => findings.map(({ message }) => message));
  const more = messages.length - SHOWN;
  return {
    id,
    name: verdicts.map(({ title }) => title).join('; '),
    severity: verdicts.some(({ severity, passed }) => severity === 'error' && !passed)
      ? 'error'
      : (verdicts[0]?.severity ?? 'error'),
    passed: verdicts.every(({ passed }) => passed),
    difference: verdicts.reduce((sum, { difference }) => sum + difference, 0),
    detail: [...messages.slice(0, SHOWN), ...(more > 0 ? [`And ${more} more.`] : [])].join(' '),
  };
}
