import { type Area, cellCount, isEntireColumns } from '../book/area.ts';
import { type Scalar, isCellError } from '../book/cell.ts';
import { toR1C1 } from '../formula/r1c1-formula.ts';
import { displayText } from '../book/format-number.ts';
import { READ_LIMIT_CELLS } from './excel-quirks.ts';
import type { Session } from './session.ts';
import type { Json } from '../book/json.ts';

/** One cell property by rows; `null` where Excel gives up: whole columns and more than 5 million cells. */
export function readCells<T>(
  session: Session,
  area: Area,
  read: () => readonly (readonly T[])[],
  toJson: (cell: T, row: number, column: number) => Json,
): Json {
  if (session.quirks.largeReadsAreNull && (isEntireColumns(area) || cellCount(area) > READ_LIMIT_CELLS)) return null;
  return read().map((line, row) => line.map((cell, column) => toJson(cell, row, column)));
}

export function readValues(session: Session, sheetId: string, area: Area): Json {
  return readCells(
    session,
    area,
    () => session.book.readValues(sheetId, area),
    (value) => knownJson(session, value),
  );
}

/** The value of a cell, unless this host does not know what Excel would show there. */
function knownJson(session: Session, value: Scalar): Json {
  if (isCellError(value) && value.lacking !== undefined) session.lack(value.lacking);
  return scalarJson(value);
}

/** Formulas where there are any, else the values: a text that begins with `=` comes without its apostrophe (office-js issue 6687). */
export function readFormulas(session: Session, sheetId: string, area: Area): Json {
  return readCells(
    session,
    area,
    () => {
      const values = session.book.readValues(sheetId, area);
      const formulas = session.book.readFormulas(sheetId, area);
      return values.map((line, row) => line.map((value, column) => formulas[row]?.[column] ?? value));
    },
    scalarJson,
  );
}

/** The same with formulas in the notation R1C1. */
export function readFormulasR1C1(session: Session, sheetId: string, area: Area): Json {
  const { book } = session;
  return readCells(
    session,
    area,
    () => {
      const values = book.readValues(sheetId, area);
      return book
        .readFormulas(sheetId, area)
        .map((line, row) =>
          line.map((formula, column) =>
            formula === undefined
              ? (values[row]?.[column] ?? '')
              : toR1C1(formula, area.row + row, area.column + column),
          ),
        );
    },
    scalarJson,
  );
}

export function readText(session: Session, sheetId: string, area: Area): Json {
  return readCells(
    session,
    area,
    () => {
      const formats = session.book.readFormats(sheetId, area);
      return session.book.readValues(sheetId, area).map((line, row) =>
        line.map((value, column) => {
          if (isCellError(value) && value.lacking !== undefined) session.lack(value.lacking);
          return displayText(value, formats[row]?.[column] ?? 'General');
        }),
      );
    },
    (text) => text,
  );
}

export function readValueTypes(session: Session, sheetId: string, area: Area): Json {
  return readCells(session, area, () => session.book.readValues(sheetId, area), valueType);
}

export function valueType(value: Scalar): string {
  if (isCellError(value)) return 'Error';
  if (value === '') return 'Empty';
  if (typeof value === 'string') return 'String';
  return typeof value === 'boolean' ? 'Boolean' : 'Double';
}

export function scalarJson(value: Scalar): Json {
  return isCellError(value) ? value.error : value;
}
