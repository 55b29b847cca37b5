import { parseArea, splitSheetName } from 'excel-host/book/address.ts';
import type { Area } from 'excel-host/book/area.ts';
import type { SheetInfo } from 'excel-host/book/book.ts';

/** The cells that an address typed by the person means: `B5` on the sheet in front, `Sites!A1:C3`; undefined where nobody could see them. */
export function placeOfAddress(
  address: string,
  sheets: readonly SheetInfo[],
  inFront: string,
): { readonly sheetId: string; readonly area: Area } | undefined {
  const { sheetName, rest } = splitSheetName(address.trim());
  const area = parseArea(rest);
  const sheet = sheets.find(({ id, name }) => (sheetName === undefined ? id === inFront : name === sheetName));
  return area === undefined || sheet?.visibility !== 'Visible' ? undefined : { sheetId: sheet.id, area };
}
