import { tokenize, translateFormulaToA1, translateFormulaToR1C1 } from '@borgar/fx';
import { formatArea } from '../book/address.ts';
import { areaOf } from '../book/area.ts';

/** The formula as it reads in the notation R1C1 in a cell: `=B1*2` in B2 is `=R[-1]C*2`. Places count from 0. */
export function toR1C1(formula: string, row: number, column: number): string {
  return translateFormulaToR1C1(formula, anchor(row, column));
}

/** The formula of a cell that was given in R1C1; undefined where it names cells in the other notation, which none does there. */
export function fromR1C1(formula: string, row: number, column: number): string | undefined {
  const isMixed = tokenize(formula, { r1c1: true }).some(
    ({ type, value }) => type === 'range_named' && /^\$?[A-Z]{1,3}\$?\d+$/i.test(value),
  );
  return isMixed ? undefined : translateFormulaToA1(formula, anchor(row, column));
}

function anchor(row: number, column: number): string {
  return formatArea(areaOf(row, column, 1, 1));
}
