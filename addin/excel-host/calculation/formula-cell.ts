import { type Area, areaOf } from '../book/area.ts';
import type { Expression, Formula } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { type Matrix, type SheetArea, type Value, sizeOf } from './value.ts';

/** A cell with a formula, what it came to, and what it read on the way. */
export class FormulaCell {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
  readonly formula: Formula | undefined;
  /** Leaves out of a SUBTOTAL above it, because it is one. */
  readonly isSubtotal: boolean;
  value: Value = null;
  /** Where the formula gives several values: all of them, its own among them. */
  block: Matrix | undefined;
  state: 'due' | 'running' | 'known' = 'due';
  reads: readonly SheetArea[] = [];
  /** The same of the calculation that is running, or was last broken off. */
  noted: SheetArea[] = [];
  /** The formula whose value it last needed. */
  waitsFor: FormulaCell | undefined;
  /** Asks for the time, a random number, or which rows are shown: due again without a change of any cell. */
  isVolatile = false;
  readsShownRows = false;
  /** Needs its own value. Excel shows 0 and says so. */
  isCircular = false;
  /** What it had read changed while it was running. */
  isOvertaken = false;
  /** How often it was calculated since everything was last known. */
  rounds = 0;

  constructor(sheetId: string, row: number, column: number, text: string) {
    this.sheetId = sheetId;
    this.row = row;
    this.column = column;
    this.formula = parseFormula(text);
    this.isSubtotal =
      this.formula !== undefined && /SUBTOTAL|AGGREGATE/i.test(text) && callsSubtotal(this.formula.expression);
  }

  get place(): Area {
    return areaOf(this.row, this.column, 1, 1);
  }

  /** The cells it fills. */
  get area(): Area {
    if (this.block === undefined) return this.place;
    const { rows, columns } = sizeOf(this.block);
    return areaOf(this.row, this.column, rows, columns);
  }
}

function callsSubtotal(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call':
      return ['SUBTOTAL', 'AGGREGATE'].includes(expression.name) || expression.args.some(callsSubtotal);
    case 'binary':
      return callsSubtotal(expression.left) || callsSubtotal(expression.right);
    case 'unary':
      return callsSubtotal(expression.operand);
    default:
      return false;
  }
}
