/** Excel's 1900 calendar: serial 1 is 1900-01-01, serial 60 the 29 February 1900 that never was. No time zone anywhere. */
export interface SerialParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const DAY_MS = 86_400_000;
const EPOCH_MS = Date.UTC(1899, 11, 30);
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/** The date and time of a serial number of days; undefined where Excel shows `####`. */
export function partsOfSerial(serial: number): SerialParts | undefined {
  if (serial < 0 || serial >= LAST_SERIAL + 1) return undefined;
  const days = Math.floor(serial);
  const seconds = Math.round((serial - days) * 86_400);
  const date = new Date(EPOCH_MS + (days < 60 ? days + 1 : days) * DAY_MS);
  const time = { hour: Math.floor(seconds / 3600) % 24, minute: Math.floor(seconds / 60) % 60, second: seconds % 60 };
  if (days === 60) return { year: 1900, month: 2, day: 29, ...time };
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), ...time };
}

/** The serial day of a date of the calendar; undefined where there is no such day. */
export function serialOfDate(year: number, month: number, day: number): number | undefined {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  const isReal = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isReal || year < 1900 || year > 9999) return undefined;
  const serial = Math.round((time - EPOCH_MS) / DAY_MS);
  return serial <= 60 ? serial - 1 : serial;
}
