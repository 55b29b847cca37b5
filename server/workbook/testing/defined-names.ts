import { strFromU8, unzipSync } from 'fflate';
import { tables } from '../../../shared/tables/all-tables.ts';

/** A name of the workbook, as its file has it. */
export interface DefinedName {
  readonly name: string;
  /** Name of the sheet it belongs to; undefined: the workbook. */
  readonly scope: string | undefined;
  readonly reference: string;
}

/** All defined names of an .xlsx file. */
export function definedNamesOf(bytes: Uint8Array): DefinedName[] {
  const xml = workbookXml(bytes);
  const sheets = sheetNamesOf(bytes);
  return [...xml.matchAll(/<definedName([^>]*)>([^<]*)<\/definedName>/g)].map(([, attributes = '', reference = '']) => {
    const scope = /localSheetId="(\d+)"/.exec(attributes)?.[1];
    return {
      name: /name="([^"]*)"/.exec(attributes)?.[1] ?? '',
      scope: scope === undefined ? undefined : sheets[Number(scope)],
      reference: unescaped(reference),
    };
  });
}

export function sheetNamesOf(bytes: Uint8Array): string[] {
  return [...workbookXml(bytes).matchAll(/<sheet [^>]*?name="([^"]*)"/g)].map(([, name = '']) => unescaped(name));
}

function workbookXml(bytes: Uint8Array): string {
  return strFromU8(unzipSync(bytes)['xl/workbook.xml'] ?? new Uint8Array());
}

function unescaped(text: string): string {
  return text.replaceAll('&apos;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
}

/** A sheet's name that needs no quotes in a formula: letters, digits, _ and ., not a digit first, not like a cell. */
const PLAIN_SHEET = /^(?!\d)(?![A-Z]{1,3}\d+$)(?![RC]\d*$)[\p{L}_][\p{L}\p{N}_.]*$/iu;
const AREA = /^\$?[A-Z]{1,3}\$?[1-9]\d*(:\$?[A-Z]{1,3}\$?[1-9]\d*)?$/;
const ROWS = /^\$[1-9]\d*:\$[1-9]\d*$/;
const COLUMNS = /^\$[A-Z]{1,3}:\$[A-Z]{1,3}$/;
const SHEET_REFERENCE = /^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$/;
const TABLE_COLUMN = /^(\w+)\[((?:'.|[^[\]'])+)\]$/;

/** Why Excel could not read a name's reference; undefined when it can. `sheets` are those of the workbook. */
export function wrongInReference(reference: string, sheets: readonly string[]): string | undefined {
  const column = TABLE_COLUMN.exec(reference);
  if (column) return wrongInTableColumn(column[1] ?? '', (column[2] ?? '').replaceAll(/'(.)/g, '$1'));
  const found = SHEET_REFERENCE.exec(reference);
  if (!found) return 'is no reference';
  const [, quoted, plain, place = ''] = found;
  if (plain !== undefined && !PLAIN_SHEET.test(plain)) return `leaves ${plain} without quotes`;
  const sheet = quoted?.replaceAll("''", "'") ?? plain ?? '';
  if (!sheets.includes(sheet)) return `names the sheet ${sheet}, which is not there`;
  return [AREA, ROWS, COLUMNS].some((form) => form.test(place)) ? undefined : `ends in ${place}, which is no range`;
}

function wrongInTableColumn(excelName: string, header: string): string | undefined {
  const table = tables.find((known) => known.excelName === excelName);
  if (table === undefined) return `names the table ${excelName}, which is not there`;
  const isThere = Object.values(table.columns).some(({ label }) => label === header);
  return isThere ? undefined : `names the column ${header}, which ${excelName} does not have`;
}
