import { type Area, sameArea, subtractArea } from './area.ts';
import { areasOf } from './conditional-areas.ts';
import type {
  ColumnLooks,
  ConditionalFormat,
  Protection,
  SheetInfo,
  SheetPatch,
  ValidatedArea,
  Validation,
  Visibility,
} from './book.ts';
import { SheetGrid } from './sheet-grid.ts';
import { type Move, type Shift, shiftArea } from './shift.ts';
import { mapTexts } from './json.ts';
import { moveFormula } from '../formula/shift-formula.ts';

const STANDARD_COLUMN: ColumnLooks = Object.freeze({ hidden: false, width: undefined });

/** One sheet of a memory book: its cells and everything that belongs to the sheet but not to a table. */
export class MemorySheet implements SheetInfo {
  readonly id: string;
  name: string;
  visibility: Visibility = 'Visible';
  tabColor = '';
  protection: Protection | undefined;
  freeze: { readonly rows: number; readonly columns: number } | undefined;
  showGridlines = true;
  readonly grid = new SheetGrid();
  validations: ValidatedArea[] = [];
  conditionalFormats: ConditionalFormat[] = [];
  #columns = new Map<number, ColumnLooks>();
  readonly #moves: Move[] = [];

  constructor(id: string, name: string) {
    this.id = id;
    this.name = name;
  }

  /** Its place among the sheets is the book's business. */
  apply(patch: Omit<SheetPatch, 'position'>): void {
    Object.assign(this, patch);
  }

  column(column: number): ColumnLooks {
    return this.#columns.get(column) ?? STANDARD_COLUMN;
  }

  setColumn(column: number, looks: ColumnLooks): void {
    this.#columns.set(column, looks);
  }

  setValidation(area: Area, validation: Validation | undefined): void {
    this.validations = this.validations.flatMap((entry) =>
      subtractArea(entry.area, area).map((part) => ({ area: part, validation: seenFrom(part, entry) })),
    );
    if (validation !== undefined) this.validations.push({ area, validation });
  }

  /** Writes the formulas of validation and conditional formats anew; `area` is where they hold. */
  rewriteRules(rewrite: (formula: string, area: Area) => string): void {
    this.validations = this.validations.map((entry) => {
      const rule = mapTexts(entry.validation.rule, (text) => (text.startsWith('=') ? rewrite(text, entry.area) : text));
      return rule === entry.validation.rule ? entry : { ...entry, validation: { ...entry.validation, rule } };
    });
    this.conditionalFormats = this.conditionalFormats.map((format) => {
      const formula = format.formula === '' ? '' : rewrite(format.formula, format.area);
      return formula === format.formula ? format : { ...format, formula };
    });
  }

  get moves(): readonly Move[] {
    return this.#moves;
  }

  noteMove(move: Move, isUndo: boolean): void {
    const last = this.#moves.at(-1);
    if (isUndo && last !== undefined && isOpposite(last, move)) this.#moves.pop();
    else this.#moves.push(move);
  }

  /** Moves what is tied to places when cells move: validation, conditional formats, and widths when whole columns do. */
  shift(shift: Shift, movesColumns: boolean): void {
    this.validations = this.validations.flatMap((entry) => {
      const area = shiftArea(entry.area, shift);
      return area === undefined ? [] : [{ ...entry, area }];
    });
    this.conditionalFormats = this.conditionalFormats.flatMap((format) => shiftedFormat(format, shift) ?? []);
    if (!movesColumns) return;
    const columns = new Map<number, ColumnLooks>();
    for (const [column, looks] of this.#columns) {
      const after = shiftArea({ ...shift.area, column, columnCount: 1 }, shift);
      if (after !== undefined) columns.set(after.column, looks);
    }
    this.#columns = columns;
  }
}

const OPPOSITES = { down: 'up', up: 'down', right: 'left', left: 'right' } as const;

function isOpposite(before: Move, after: Move): boolean {
  if ('direction' in before && 'direction' in after) {
    return after.direction === OPPOSITES[before.direction] && sameArea(before.area, after.area);
  }
  if (!('to' in before && 'to' in after)) return false;
  const { area, to } = before;
  if (to === null || after.to === null) return to === after.to && sameArea(area, after.area);
  return sameArea({ ...area, ...to }, after.area) && area.row === after.to.row && area.column === after.to.column;
}

/** The rule of an area as it reads from another cell: references in it are meant from the top left cell. */
export function seenFrom(
  { row, column }: Pick<Area, 'row' | 'column'>,
  { area, validation }: ValidatedArea,
): Validation {
  const [rows, columns] = [row - area.row, column - area.column];
  if (rows === 0 && columns === 0) return validation;
  const move = (text: string): string => (text.startsWith('=') ? moveFormula(text, rows, columns) : text);
  const rule = mapTexts(validation.rule, move);
  return rule === validation.rule ? validation : { ...validation, rule };
}

/** Undefined: none of the cells it lies on is left. */
function shiftedFormat(format: ConditionalFormat, shift: Shift): ConditionalFormat | undefined {
  const left = areasOf(format).flatMap((area) => {
    const shifted = shiftArea(area, shift);
    return shifted === undefined ? [] : [{ area, shifted }];
  });
  const [first, ...others] = left;
  if (first === undefined) return undefined;
  const { others: _former, ...whole } = format;
  const [rows, columns] = [first.area.row - format.area.row, first.area.column - format.area.column];
  // Written for the first cell of the first area, of which nothing may be left.
  const formula = rows === 0 && columns === 0 ? format.formula : moveFormula(format.formula, rows, columns);
  const places = others.length === 0 ? {} : { others: others.map(({ shifted }) => shifted) };
  return { ...whole, formula, area: first.shifted, ...places };
}
