import { type Area, areaOf, intersectAreas } from '../book/area.ts';
import { isCellError } from '../book/cell.ts';
import { displayText } from '../book/format-number.ts';
import { type Arguments, asRecord, flagOf, unknownFields, wordOf } from './arguments.ts';
import { invalidArgument, notImplemented } from './host-error.ts';
import type { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';

/**
 * The cell that holds a text. Arguments: text, criteria. Within a range from its first cell on; from a single cell in the
 * whole sheet after it. What is looked at, formulas or what is shown, is written nowhere: where the two disagree it is lacking.
 */
export function findCell(self: LiveRange, args: Arguments, session: Session): Area | undefined {
  const text = args.requiredText(0, 'text');
  const criteria = asRecord(args.json(1));
  const [unknown] = unknownFields(criteria, ['completeMatch', 'matchCase', 'searchDirection']);
  if (unknown !== undefined) throw notImplemented(`Range.find() with the option ${unknown}`);
  if (text === '') throw invalidArgument('There is no text to find.');
  if (/[*?~]/.test(text)) throw notImplemented('Range.find() with wildcards');
  const isWhole = flagOf(criteria['completeMatch'] ?? false);
  const matchesCase = flagOf(criteria['matchCase'] ?? false);
  const direction = wordOf(criteria['searchDirection'] ?? 'Forward', 'searchDirection', ['Forward', 'Backwards']);
  const fold = (given: string): string => (matchesCase ? given : given.toLowerCase());
  const matches = (given: string): boolean => (isWhole ? fold(given) === fold(text) : fold(given).includes(fold(text)));

  for (const cell of cellsInOrder(self, session, direction === 'Backwards')) {
    const { held, shown } = textsOf(session, self.sheetId, cell);
    if (matches(held) && matches(shown)) return cell;
    if (matches(held) !== matches(shown)) throw notImplemented('Range.find() in formulas and formatted numbers');
  }
  return undefined;
}

/** Cells that hold something, row by row. */
function cellsInOrder({ sheetId, area }: LiveRange, session: Session, backwards: boolean): Area[] {
  const used = session.book.usedArea(sheetId, true);
  const isSingle = area.rowCount === 1 && area.columnCount === 1;
  const searched = used && (isSingle ? used : intersectAreas(used, area));
  if (searched === undefined) return [];
  const cells = session.book.readValues(sheetId, searched).flatMap((line, row) =>
    line.flatMap((value, column) => {
      const formula = value === '' && session.book.readFormulas(sheetId, at(searched, row, column))[0]?.[0];
      return value === '' && formula === undefined ? [] : [at(searched, row, column)];
    }),
  );
  if (backwards) cells.reverse();
  if (!isSingle) return cells;
  const isAfter = (cell: Area): boolean =>
    backwards ? isBefore(cell, area) : !isBefore(cell, area) && !(cell.row === area.row && cell.column === area.column);
  return [...cells.filter(isAfter), ...cells.filter((cell) => !isAfter(cell))];
}

function at(area: Area, row: number, column: number): Area {
  return areaOf(area.row + row, area.column + column, 1, 1);
}

function isBefore(a: Area, b: Area): boolean {
  return a.row === b.row ? a.column < b.column : a.row < b.row;
}

/** A cell's formula or value as a text, and what it shows. */
function textsOf(session: Session, sheetId: string, cell: Area): { readonly held: string; readonly shown: string } {
  const { book } = session;
  const value = book.readValues(sheetId, cell)[0]?.[0] ?? '';
  if (isCellError(value) && value.lacking !== undefined) session.lack(value.lacking);
  const shown = displayText(value, book.readFormats(sheetId, cell)[0]?.[0] ?? 'General');
  const formula = book.readFormulas(sheetId, cell)[0]?.[0];
  return { held: formula ?? displayText(value, 'General'), shown };
}
