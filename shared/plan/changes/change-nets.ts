import type { Cell } from '../../tables/cell.ts';

const meantStatuses: readonly (Cell | undefined)[] = ['Pending', 'BOC Recommended', 'Approved'];

/** True in the states in which a change is meant as it stands: a draft, or what has come to nothing, may add up to anything. */
export function isMeant(status: Cell | undefined): boolean {
  return meantStatuses.includes(status);
}

/** [V20] Cents by source that the lines of a change come to. */
export function netsBySource(
  lines: Iterable<{ readonly source: string; readonly amount: number }>,
): Map<string, number> {
  const nets = new Map<string, number>();
  for (const { source, amount } of lines) nets.set(source, (nets.get(source) ?? 0) + amount);
  return nets;
}
