import { rowIdFromBytes, type RowId } from '../../../shared/tables/cell.ts';
import type { Outcome } from '../workbook-problem.ts';

/** The value of an outcome; a problem fails the test with what it is. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problem));
  return outcome.value;
}

/** A Row ID for a number below 1,024. */
export function rowIdOf(number: number): RowId {
  return rowIdFromBytes(
    // Five bits a character, the last one first.
    Uint8Array.from({ length: 15 }, (_, index) => (index < 9 ? 0 : (number >> (5 * (14 - index))) % 32)),
  );
}
