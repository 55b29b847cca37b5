import { areaOf } from '../book/area.ts';
import type { Content } from '../book/cell.ts';
import { moveFormula } from '../formula/shift-formula.ts';
import { notImplemented } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';

/** Copies cells with their formats; a larger target is filled by repeating the source, as Excel does. */
export function copyRange(session: Session, source: LiveRange, target: LiveRange, type: string): void {
  if (!['All', 'Values', 'Formulas', 'Formats'].includes(type)) throw notImplemented(`Range.copyFrom of ${type}`);
  const { book } = session;
  const from = source.area;
  const to = areaOf(
    target.area.row,
    target.area.column,
    Math.max(from.rowCount, target.area.rowCount),
    Math.max(from.columnCount, target.area.columnCount),
  );
  const values = book.readValues(source.sheetId, from);
  const formulas = book.readFormulas(source.sheetId, from);
  const formats = book.readFormats(source.sheetId, from);
  const each = <T>(pick: (row: number, column: number, toRow: number, toColumn: number) => T): T[][] =>
    Array.from({ length: to.rowCount }, (_row, row) =>
      Array.from({ length: to.columnCount }, (_column, column) =>
        pick(row % from.rowCount, column % from.columnCount, row, column),
      ),
    );
  if (type === 'All' || type === 'Formats') {
    book.writeFormats(
      target.sheetId,
      to,
      each((row, column) => formats[row]?.[column]),
    );
  }
  if (type === 'Formats') return;
  const contents = each((row, column, toRow, toColumn): Content => {
    const formula = type === 'Values' ? undefined : formulas[row]?.[column];
    if (formula === undefined) return values[row]?.[column];
    const rows = to.row + toRow - (from.row + row);
    return { formula: moveFormula(formula, rows, to.column + toColumn - (from.column + column)) };
  });
  book.write(target.sheetId, to.row, to.column, contents);
}
