import { isCellError } from '../book/cell.ts';
import { numberOfText } from '../book/parse-typed-text.ts';
import { type SerialParts, partsOfSerial, serialOfDate } from '../book/serial-date.ts';
import {
  boolean,
  day,
  integer,
  lift1,
  lift2,
  lift3,
  number,
  optional,
  overOperands,
  overValues,
  text,
} from '../calculation/declare.ts';
import { toNumber, toText } from '../calculation/coerce.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import { type Fallible, NUM, type Operand, VALUE, type Value } from '../calculation/value.ts';
import { listOf } from './arguments.ts';
import { basis, dayParts, days360, yearFraction } from './day-count.ts';

const LAST_DAY = 2_958_465;

export const dateFunctions: Readonly<Record<string, FunctionSpec>> = {
  NOW: overOperands(0, 0, (_operands, scope) => scope.cells.now()),
  TODAY: overOperands(0, 0, (_operands, scope) => Math.floor(scope.cells.now())),
  DATE: lift3(integer, integer, integer, (year, month, dayOfMonth) => {
    return inCalendar(serialFrom(year < 1900 ? year + 1900 : year, month, dayOfMonth));
  }),
  TIME: lift3(integer, integer, integer, (hour, minute, second) => {
    const total = hour * 3600 + minute * 60 + second;
    return total < 0 ? NUM : (total % 86_400) / 86_400;
  }),
  YEAR: part(({ year }) => year),
  MONTH: part(({ month }) => month),
  DAY: part((parts) => parts.day),
  HOUR: part(({ hour }) => hour),
  MINUTE: part(({ minute }) => minute),
  SECOND: part(({ second }) => second),
  DATEVALUE: lift1(text, (value, scope) => {
    const found = numberOfText(value, () => yearNow(scope));
    return found === undefined || /^[\s\d.,$%-]*$/.test(value.replaceAll(/\d+[-/]\d+/g, 'd'))
      ? VALUE
      : Math.floor(found);
  }),
  TIMEVALUE: lift1(text, (value, scope) => {
    const found = numberOfText(value, () => yearNow(scope));
    return found === undefined ? VALUE : found - Math.floor(found);
  }),
  DAYS: lift2(day, day, (end, start) => end - start),
  DAYS360: lift3(day, day, optional(boolean, false), days360),
  EDATE: lift2(day, integer, (start, months) => inCalendar(monthsLater(start, months, false))),
  EOMONTH: lift2(day, integer, (start, months) => inCalendar(monthsLater(start, months, true))),
  WEEKDAY: lift2(day, optional(integer, 1), (serial, type) => {
    const sunday = weekday(serial);
    if (type === 1) return sunday + 1;
    if (type === 2) return ((sunday + 6) % 7) + 1;
    if (type === 3) return (sunday + 6) % 7;
    return type >= 11 && type <= 17 ? ((sunday + 7 - ((type - 10) % 7)) % 7) + 1 : NUM;
  }),
  WEEKNUM: lift2(day, optional(integer, 1), (serial, type) => {
    if (type === 21) return isoWeek(serial);
    const first = type === 1 ? 0 : type === 2 ? 1 : type >= 11 && type <= 17 ? (type - 10) % 7 : undefined;
    if (first === undefined) return NUM;
    const { year } = dayParts(serial);
    const newYear = serialFrom(year, 1, 1);
    const offset = (weekday(newYear) + 7 - first) % 7;
    return Math.floor((serial - newYear + offset) / 7) + 1;
  }),
  ISOWEEKNUM: lift1(day, isoWeek),
  YEARFRAC: lift3(day, day, basis, (start, end, how) => yearFraction(Math.min(start, end), Math.max(start, end), how)),
  DATEDIF: overValues(3, 3, ([start = null, end = null, unit = null], scope) => {
    const [from, to, kind] = [day.read(start, scope), day.read(end, scope), toText(unit)];
    if (isCellError(from)) return from;
    if (isCellError(to)) return to;
    if (isCellError(kind)) return kind;
    return from > to ? NUM : dateDifference(from, to, kind.toUpperCase());
  }),
  NETWORKDAYS: overOperands(2, 3, ([start, end, holidays], scope) => {
    const [from, to] = [dayOf(start, scope), dayOf(end, scope)];
    return countWorkdays(from, to, WEEKEND, daysOf(holidays, scope));
  }),
  'NETWORKDAYS.INTL': overOperands(2, 4, ([start, end, weekend, holidays], scope) => {
    const [from, to] = [dayOf(start, scope), dayOf(end, scope)];
    const free = weekendOf(weekend, scope);
    return isCellError(free) ? free : countWorkdays(from, to, free, daysOf(holidays, scope));
  }),
  WORKDAY: overOperands(2, 3, ([start, count, holidays], scope) =>
    workday(dayOf(start, scope), countOf(count, scope), WEEKEND, daysOf(holidays, scope)),
  ),
  'WORKDAY.INTL': overOperands(2, 4, ([start, count, weekend, holidays], scope) => {
    const free = weekendOf(weekend, scope);
    return isCellError(free)
      ? free
      : workday(dayOf(start, scope), countOf(count, scope), free, daysOf(holidays, scope));
  }),
};

function part(pick: (parts: SerialParts) => number): FunctionSpec {
  return lift1(number, (serial) => {
    const parts = serial >= 0 && serial < 1 ? zeroDay(serial) : partsOfSerial(serial);
    return parts === undefined ? NUM : pick(parts);
  });
}

/** A time of the day 0. */
function zeroDay(serial: number): SerialParts {
  const { hour, minute, second } = partsOfSerial(serial + 1) ?? dayParts(0);
  return { ...dayParts(0), hour, minute, second };
}

function yearNow(scope: Scope): number {
  return dayParts(scope.cells.now()).year;
}

function inCalendar(serial: number): Value {
  return serial < 0 || serial > LAST_DAY ? NUM : serial;
}

/** A day by parts that may lie beyond their month or year: month 13, day 0. */
export function serialFrom(year: number, month: number, dayOfMonth: number): number {
  const index = year * 12 + month - 1;
  const first = serialOfDate(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
  return first === undefined ? -1 : first + dayOfMonth - 1;
}

export function lastDayOfMonth(year: number, month: number): number {
  const last = serialFrom(year, month + 1, 0);
  // No month follows December 9999.
  return last < 0 && serialFrom(year, month, 1) > 0 ? LAST_DAY : last;
}

/** The same day some months later, or the last of that month where it has fewer days, or is wanted. */
export function monthsLater(serial: number, months: number, isLast: boolean): number {
  const { year, month, day: own } = dayParts(serial);
  const last = lastDayOfMonth(year, month + months);
  return isLast ? last : Math.min(last, serialFrom(year, month + months, own));
}

/** 0 = Sunday. Serial 1 was one in Excel's calendar. */
function weekday(serial: number): number {
  return (Math.floor(serial) + 6) % 7;
}

function isoWeek(serial: number): number {
  const thursday = serial - ((weekday(serial) + 6) % 7) + 3;
  const { year } = dayParts(thursday);
  return Math.floor((thursday - serialFrom(year, 1, 1)) / 7) + 1;
}

function dateDifference(from: number, to: number, unit: string): Value {
  const [a, b] = [dayParts(from), dayParts(to)];
  const months = (b.year - a.year) * 12 + b.month - a.month - Number(b.day < a.day);
  switch (unit) {
    case 'D':
      return to - from;
    case 'M':
      return months;
    case 'Y':
      return Math.floor(months / 12);
    case 'YM':
      return months % 12;
    case 'MD':
      return b.day >= a.day ? b.day - a.day : to - serialFrom(b.year, b.month - 1, a.day);
    case 'YD': {
      const own = serialFrom(b.year, a.month, a.day);
      return to - (own > to ? serialFrom(b.year - 1, a.month, a.day) : own);
    }
    default:
      return NUM;
  }
}

/** Which weekdays are free, from Sunday. */
type Weekend = readonly boolean[];
const WEEKEND: Weekend = [true, false, false, false, false, false, true];

function weekendOf(operand: Operand | undefined, scope: Scope): Fallible<Weekend> {
  const [value] = operand === undefined || operand === null ? [1] : listOf(operand, scope);
  if (isCellError(value)) return value;
  if (typeof value === 'string') {
    // From Monday, 1 = free.
    if (!/^[01]{7}$/.test(value)) return VALUE;
    const fromMonday = Array.from(value).map((letter) => letter === '1');
    return [fromMonday[6] ?? false, ...fromMonday.slice(0, 6)];
  }
  const code = Math.trunc(Number(value));
  if (code >= 1 && code <= 7) return WEEKEND.map((_, index) => [(code + 5) % 7, (code + 6) % 7].includes(index));
  return code >= 11 && code <= 17 ? WEEKEND.map((_, index) => index === code - 11) : NUM;
}

function dayOf(operand: Operand | undefined, scope: Scope): Fallible<number> {
  const [value = null] = listOf(operand, scope);
  return day.read(value, scope);
}

function countOf(operand: Operand | undefined, scope: Scope): Fallible<number> {
  const [value = null] = listOf(operand, scope);
  return integer.read(value, scope);
}

function daysOf(operand: Operand | undefined, scope: Scope): Fallible<ReadonlySet<number>> {
  const days = new Set<number>();
  for (const value of listOf(operand, scope)) {
    const found = toNumber(value, scope);
    if (isCellError(found)) return found;
    days.add(Math.floor(found));
  }
  return days;
}

function countWorkdays(
  start: Fallible<number>,
  end: Fallible<number>,
  weekend: Weekend,
  holidays: Fallible<ReadonlySet<number>>,
): Value {
  if (isCellError(start)) return start;
  if (isCellError(end)) return end;
  if (isCellError(holidays)) return holidays;
  const [from, to] = [Math.min(start, end), Math.max(start, end)];
  let count = 0;
  for (let at = from; at <= to; at += 1) if (weekend[weekday(at)] === false && !holidays.has(at)) count += 1;
  return start > end ? -count : count;
}

function workday(
  start: Fallible<number>,
  count: Fallible<number>,
  weekend: Weekend,
  holidays: Fallible<ReadonlySet<number>>,
): Value {
  if (isCellError(start)) return start;
  if (isCellError(count)) return count;
  if (isCellError(holidays)) return holidays;
  // A week without a working day would never end.
  if (weekend.every(Boolean)) return VALUE;
  const step = Math.sign(count);
  let at = start;
  for (let left = Math.abs(count); left > 0;) {
    at += step;
    if (at < 0 || at > LAST_DAY) return NUM;
    if (weekend[weekday(at)] === false && !holidays.has(at)) left -= 1;
  }
  return at;
}
