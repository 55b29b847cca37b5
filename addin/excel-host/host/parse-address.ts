import { parseArea, splitSheetName } from '../book/address.ts';
import { HostError, invalidArgument } from './host-error.ts';
import { LiveRange } from './live-range.ts';
import type { Session } from './session.ts';

/** Excel cuts longer address texts off. */
const LONGEST_ADDRESS = 8192;

/** The range of an address or a defined name; `sheetId` is the sheet of an address without one. */
export function parseAddress(session: Session, sheetId: string, address: string): LiveRange {
  checkAddress(address);
  const { sheetName, rest } = splitSheetName(address);
  const home = sheetName === undefined ? sheetId : sheetIdNamed(session, sheetName);
  const area = parseArea(rest);
  if (area !== undefined) return new LiveRange(home, area);
  const named = namedRange(session, rest, home);
  if (named === undefined) throw invalidArgument(`“${address}” is neither an address nor a name of a range.`);
  return named;
}

export function checkAddress(address: string): void {
  if (address.length > LONGEST_ADDRESS) throw invalidArgument('The address is longer than 8,192 characters.');
}

/** The cells a defined name stands for; undefined where it is no name or stands for something else. */
export function namedRange(session: Session, name: string, sheetId: string | undefined): LiveRange | undefined {
  const found = session.book
    .names()
    .find(
      (known) =>
        known.name.toLowerCase() === name.toLowerCase() &&
        (known.scopeSheetId === undefined || known.scopeSheetId === sheetId),
    );
  if (found === undefined) return undefined;
  const { sheetName, rest } = splitSheetName(found.formula.slice(1));
  const area = parseArea(rest);
  return sheetName === undefined || area === undefined
    ? undefined
    : new LiveRange(sheetIdNamed(session, sheetName), area);
}

function sheetIdNamed(session: Session, name: string): string {
  const sheet = session.book.sheets().find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (sheet === undefined) throw new HostError('ItemNotFound', `There is no sheet named ${name}.`);
  return sheet.id;
}
