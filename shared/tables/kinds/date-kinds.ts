import type { PlainColumn } from '../column.ts';
import { dateFromSerial, isDate, serialFromDate } from './calendar-dates.ts';
import type { KindSpec } from './kind-spec.ts';
import { parsed, refused, shown, type ExcelCell, type Parsed } from './parsed.ts';
import { visibleText } from './text-kinds.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2060;

function inYears(date: string): boolean {
  const year = Number(date.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR;
}

function wrongDate(column: PlainColumn, raw: unknown): Parsed {
  return refused(
    'V07',
    `${shown(raw)} is not a valid date for ${column.label}. Use a date like 2026-06-30, years ${FIRST_YEAR} to ${LAST_YEAR}.`,
  );
}

function readDate(column: PlainColumn, raw: string | number | boolean): Parsed {
  const text = typeof raw === 'string' ? visibleText(raw) : '';
  if (raw !== '' && text === '' && typeof raw === 'string') return parsed(null);
  return isDate(text) && inYears(text) ? parsed(text) : wrongDate(column, raw);
}

function readDateCell(column: PlainColumn, cell: ExcelCell): Parsed {
  if (typeof cell.value === 'string') return readDateText(column, cell.value);
  if (typeof cell.value === 'boolean') return wrongDate(column, cell.value);
  if (cell.value > 0 && cell.value < 1) return noDay(column, cell.value);
  const date = dayOf(cell);
  if (date === '' || !inYears(date)) return wrongDate(column, date === '' ? cell.value : date);
  if (Number.isInteger(cell.value)) return parsed(date);
  return cell.isFormula
    ? parsed(date, `${column.label}: the time of day in the formula’s result was left out.`)
    : withTime(column, date);
}

/** Programs that export a moment as text write a day as its midnight. */
const MOMENT = /^(?<day>\d{4}-\d{2}-\d{2})[T ](?<time>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)Z?$/;
const MIDNIGHT = /^[0:.]+$/;

function readDateText(column: PlainColumn, raw: string): Parsed {
  const { day, time = '' } = MOMENT.exec(visibleText(raw))?.groups ?? {};
  if (day === undefined) return readDate(column, raw);
  const read = readDate(column, day);
  return read.ok && !MIDNIGHT.test(time) ? withTime(column, day) : read;
}

function withTime(column: PlainColumn, date: string): Parsed {
  return refused('V07', `${column.label} has a time of day beside ${date}. Type the date alone.`);
}

/** Excel keeps a time alone and a percentage as a part of one, and shows it as it was typed: named are both, the one that is seen among them. */
function noDay(column: PlainColumn, part: number): Parsed {
  const minutes = Math.floor(part * 24 * 60 + 1e-6);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((count) => String(count).padStart(2, '0'));
  const percent = Number((part * 100).toFixed(2));
  return refused(
    'V07',
    `${column.label} holds a time or a percentage (${hour}:${minute}, or ${percent} %), but no date. Use a date like 2026-06-30, years ${FIRST_YEAR} to ${LAST_YEAR}.`,
  );
}

/** The day that a number in a cell stands for, which is what a person sees there; "" for none. */
function dayOf({ value, date1904 }: ExcelCell): string {
  return dateFromSerial(Math.floor(Number(value)), date1904);
}

export const dateKindSpec: KindSpec<PlainColumn> = {
  sqlType: 'text',
  isText: false,
  numberFormat: () => 'yyyy-mm-dd',
  fromWire: readDate,
  fromExcel: readDateCell,
  toExcel: (_column, value, date1904) => serialFromDate(String(value), date1904),
  format: (_column, value) => String(value),
};

/** Kinds that are text of a fixed form in the sheet. */
function formedText(
  read: (column: PlainColumn, text: string) => Parsed,
  readNumber: (column: PlainColumn, cell: ExcelCell) => Parsed,
): KindSpec<PlainColumn> {
  return {
    sqlType: 'text',
    isText: true,
    numberFormat: () => '@',
    fromWire: (column, value) => read(column, typeof value === 'string' ? visibleText(value) : String(value)),
    fromExcel: (column, cell) =>
      typeof cell.value === 'number' ? readNumber(column, cell) : read(column, visibleText(String(cell.value))),
    toExcel: (_column, value) => value,
    format: (_column, value) => String(value),
  };
}

function wrongFiscalYear(column: PlainColumn, raw: unknown): Parsed {
  return refused('V12', `${column.label} ${shown(raw)} must read like 2025-26.`);
}

export const fiscalYearKindSpec = formedText(
  (column, text) => {
    if (text === '') return parsed(null);
    const match = /^(\d{4})-(\d{2})$/.exec(text);
    const consecutive = match !== null && (Number(match[1]) + 1) % 100 === Number(match[2]);
    return consecutive && inYears(text) ? parsed(text) : wrongFiscalYear(column, text);
  },
  (column, cell) => wrongFiscalYear(column, cell.value),
);

function wrongPeriod(column: PlainColumn, raw: unknown): Parsed {
  return refused('V07', `${shown(raw)} is not a valid period for ${column.label}. It must read like 2026-11.`);
}

export const periodKindSpec = formedText(
  (column, text) => {
    if (text === '') return parsed(null);
    return isDate(`${text}-01`) && inYears(text) ? parsed(text) : wrongPeriod(column, text);
  },
  (column, cell) => {
    // Typed into a General cell, Excel turns 2026-11 into the first of that month.
    const date = Number.isInteger(cell.value) ? dayOf(cell) : '';
    if (date.endsWith('-01') && inYears(date)) return parsed(date.slice(0, 7));
    return wrongPeriod(column, date === '' ? cell.value : date);
  },
);
