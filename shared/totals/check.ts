import type { CodeNames } from '../tables/code-names.ts';
import type { PlanFacts } from './plan-facts.ts';
import type { ProgramRows } from './program-rows.ts';

/** One invariant of the plan, with what it found. */
export interface CheckResult {
  /** C01…, numbered as the invariants of the program office. */
  readonly id: string;
  readonly name: string;
  /** An error has to be cured before a month closes; a warning has to be explained. */
  readonly severity: 'error' | 'warning';
  readonly passed: boolean;
  /** Sum of all deviations in cents, each as a positive amount; 0 when it passed or when what is wrong is no amount. */
  readonly difference: number;
  /** What is wrong and where, the first few places; empty when it passed. */
  readonly detail: string;
}

/** One place where an invariant does not hold. */
export interface Finding {
  /** How much is wrong, in cents of either sign; 0 where it is no amount. */
  readonly cents: number;
  /** The place and what is wrong, a clause without full stop. */
  readonly text: string;
}

export interface Check {
  readonly id: string;
  readonly name: string;
  readonly severity: CheckResult['severity'];
  /** `names`: of projects and funding sources, whose codes never stand alone in a finding [FB6]. */
  find(program: ProgramRows, facts: PlanFacts, names: CodeNames): Finding[];
}

const SHOWN = 3;

export function checkResult(check: Check, findings: readonly Finding[]): CheckResult {
  const { id, name, severity } = check;
  const difference = findings.reduce((sum, { cents }) => sum + Math.abs(cents), 0);
  return { id, name, severity, passed: findings.length === 0, difference, detail: detailOf(findings) };
}

function detailOf(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const shown = findings.slice(0, SHOWN).map(({ text }) => text);
  const more = findings.length - shown.length;
  return `${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`;
}
