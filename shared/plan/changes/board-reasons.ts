import { formatMoney } from '../../tables/kinds/number-kinds.ts';
import type { ProgramSettings } from '../program-settings.ts';

/** What a line of a change moves, and the account string of its budget line. */
export interface AccountMoved {
  /** Cents. */
  readonly amount: number;
  readonly account: string | null;
}

/** Cents that a change moves: what its lines add to budget lines. */
export function grossMoved(lines: readonly Pick<AccountMoved, 'amount'>[]): number {
  return lines.reduce((sum, { amount }) => sum + Math.max(amount, 0), 0);
}

/** [V23] Why staff may not decide on a change, in clauses; empty: it may. */
export function boardReasons(
  lines: readonly AccountMoved[],
  { delegatedLimit }: Pick<ProgramSettings, 'delegatedLimit'>,
): string[] {
  const moved = grossMoved(lines);
  const classes = [...new Set(lines.flatMap(({ account }) => (account === null ? [] : [objectClass(account)])))].sort();
  return [
    ...(moved > delegatedLimit
      ? [`it moves ${formatMoney(moved)}, more than the delegated ${formatMoney(delegatedLimit)}`]
      : []),
    ...(classes.length > 1 ? [`it moves money between the object classes ${classes.join(' and ')}`] : []),
  ];
}

/** The major class of an account's object: "4000" of …-4400-…. */
function objectClass(account: string): string {
  return `${account.split('-')[5]?.charAt(0) ?? ''}000`;
}
