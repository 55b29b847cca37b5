import type { WireExplanation } from '../../../shared/protocol/totals.ts';

/** What is said of a finding, and by whom: "Explained by Ana on 2026-11-03: … Ben sees to it." */
export function explanationWords({ owner, explanation, explainedBy, explainedOn, holds }: WireExplanation): string {
  const who = owner === null ? '' : ` ${owner} sees to it.`;
  if (explanation === null) return who.trim();
  const stop = /[.!?]$/.test(explanation) ? '' : '.';
  if (explainedBy === null) return `Proposed: ${explanation}${stop}${who}`;
  const state = holds ? 'Explained' : 'Worse than when it was explained';
  return `${state} by ${explainedBy}${explainedOn === null ? '' : ` on ${explainedOn}`}: ${explanation}${stop}${who}`;
}
