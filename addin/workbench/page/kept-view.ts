import { formatArea, parseArea } from 'excel-host/book/address.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';

const keyOf = (id: string): string => `sep-workbench.view.${id}`;

/** Notes for a reload of this tab which sheet is in front, and what is selected in it. */
export function keepView(id: string, { book, view }: ExcelHost): void {
  const sheet = book.sheets().find((known) => known.id === view.sheetId);
  try {
    window.sessionStorage.setItem(keyOf(id), JSON.stringify([sheet?.name, formatArea(view.selection)]));
  } catch {
    // A browser may forbid storage by throwing; then a reload begins at the first sheet.
  }
}

/** Brings the noted sheet to the front, where it is still there. */
export function restoreView(id: string, host: ExcelHost): void {
  const [name, address] = readView(id);
  const sheet = host.book.sheets().find((known) => known.name === name && known.visibility === 'Visible');
  const area = parseArea(String(address));
  if (sheet !== undefined && area !== undefined) host.select(sheet.id, area);
}

function readView(id: string): readonly unknown[] {
  try {
    const view: unknown = JSON.parse(window.sessionStorage.getItem(keyOf(id)) ?? '[]');
    return Array.isArray(view) ? view : [];
  } catch {
    return [];
  }
}
