import type { Cells } from '../../tables/cell.ts';
import type { Finding, Severity } from '../invariants/invariant.ts';
import { getOrMake } from '../../sync/get-or-make.ts';

/** What one check says of one subject, all its findings together: what an explanation speaks of. */
export interface Flag {
  /** Id of the invariant. */
  readonly checkId: string;
  readonly subject: string;
  readonly severity: Severity;
  /** Sum of the differences in cents, each as a positive amount. */
  readonly difference: number;
  readonly findings: number;
}

/** A check with what it found, as far as flags are made of it. */
interface Found {
  readonly id: string;
  readonly severity: Severity;
  readonly findings: readonly Pick<Finding, 'subject' | 'difference'>[];
}

/** The flags of a check, in the order of its findings. */
export function flagsOf({ id: checkId, severity, findings }: Found): Flag[] {
  const bySubject = new Map<string, { difference: number; findings: number }>();
  for (const { subject, difference } of findings) {
    const flag = getOrMake(bySubject, subject, () => ({ difference: 0, findings: 0 }));
    flag.difference += Math.abs(difference);
    flag.findings++;
  }
  return [...bySubject].map(([subject, sums]) => ({ checkId, subject, severity, ...sums }));
}

/**
 * True when a row of Explanations lets a flag stand: it says why, and nothing has become worse since. An error is cured, never
 * explained.
 */
export function isExplained({ severity, difference, findings }: Flag, row: Cells | undefined): boolean {
  if (severity === 'error' || row?.['status'] !== 'Explained') return false;
  return difference <= amountOf(row, 'difference') && findings <= amountOf(row, 'findings');
}

function amountOf(row: Cells, column: string): number {
  const cell = row[column];
  return typeof cell === 'number' ? cell : 0;
}
