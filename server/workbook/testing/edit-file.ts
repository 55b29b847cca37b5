import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** Changes one part of a workbook's XML, as another program might have written it. Throws when nothing changed. */
export function editPart(bytes: Uint8Array, path: string, change: (xml: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  const before = strFromU8(parts[path] ?? new Uint8Array());
  const after = change(before);
  if (after === before) throw new Error(`Nothing changed in ${path}.`);
  return zipSync({ ...parts, [path]: strToU8(after) });
}

/** Path of the part with a sheet's cells. */
export function sheetPath(bytes: Uint8Array, name: string): string {
  const workbook = strFromU8(unzipSync(bytes)['xl/workbook.xml'] ?? new Uint8Array());
  const names = [...workbook.matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1]);
  const index = names.indexOf(name.replaceAll('&', '&amp;'));
  if (index < 0) throw new Error(`There is no sheet ${name}.`);
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** Replaces a cell by a typed one, as Excel writes it: text inline, numbers and flags as values, "" clears it. */
export function setCell(
  bytes: Uint8Array,
  sheet: string,
  address: string,
  value: string | number | boolean,
): Uint8Array {
  const cell = new RegExp(`<c r="${address}"([^>]*?)(?:/>|>.*?</c>)`, 's');
  return editPart(bytes, sheetPath(bytes, sheet), (xml) =>
    xml.replace(cell, (_cell, attributes: string) => {
      const rest = attributes.replace(/ t="[^"]*"/, '');
      if (value === '') return `<c r="${address}"${rest}/>`;
      if (typeof value === 'string') return `<c r="${address}"${rest} t="inlineStr"><is><t>${value}</t></is></c>`;
      if (typeof value === 'boolean') return `<c r="${address}"${rest} t="b"><v>${Number(value)}</v></c>`;
      return `<c r="${address}"${rest}><v>${value}</v></c>`;
    }),
  );
}

/** Takes a row out of a sheet, leaving its place blank. */
export function removeRow(bytes: Uint8Array, sheet: string, row: number): Uint8Array {
  return editPart(bytes, sheetPath(bytes, sheet), (xml) =>
    xml.replace(new RegExp(`<row r="${row}"[^>]*>.*?</row>`, 's'), ''),
  );
}

/** Puts the rows of a sheet into another order, from the second on: `order` gives the old row number for each place. */
export function reorderRows(bytes: Uint8Array, sheet: string, order: readonly number[]): Uint8Array {
  return editPart(bytes, sheetPath(bytes, sheet), (xml) => {
    const rows = new Map([...xml.matchAll(/<row r="(\d+)".*?<\/row>/gs)].map(([row, number]) => [Number(number), row]));
    const moved = order.map((old, index) => renumbered(rows.get(old) ?? '', old, index + 2)).join('');
    return xml.replace(/<row r="2".*<\/row>(?=<\/sheetData>)/s, moved);
  });
}

/** A row as it stands under another number. */
export function renumbered(row: string, from: number, to: number): string {
  return row.replaceAll(new RegExp(`r="([A-Z]*)${from}"`, 'g'), `r="$1${to}"`);
}

/** Adds a row below the last one, made from that one: `change` gets its XML. */
export function appendRow(bytes: Uint8Array, sheet: string, change: (row: string) => string): Uint8Array {
  return editPart(bytes, sheetPath(bytes, sheet), (xml) => {
    const last = [...xml.matchAll(/<row r="(\d+)".*?<\/row>/gs)].at(-1);
    const number = Number(last?.[1]);
    return xml.replace('</sheetData>', `${change(renumbered(last?.[0] ?? '', number, number + 1))}</sheetData>`);
  });
}

/** Gives the Excel table of a sheet a totals row, made from its last row: `change` gets its XML. */
export function addTotalsRow(
  bytes: Uint8Array,
  sheet: string,
  table: string,
  change: (row: string) => string,
): Uint8Array {
  const withRow = appendRow(bytes, sheet, change);
  const part = Object.entries(unzipSync(withRow)).find(
    ([path, xml]) => path.startsWith('xl/tables/') && strFromU8(xml).includes(`displayName="${table}"`),
  );
  return editPart(withRow, part?.[0] ?? '', (xml) =>
    xml
      .replace(
        /(<table [^>]*?ref="[A-Z]+\d+:[A-Z]+)(\d+)"/,
        (_ref, start: string, last: string) => `${start}${Number(last) + 1}"`,
      )
      .replace(/ totalsRow(Shown|Count)="\d"/g, '')
      .replace('<table ', '<table totalsRowCount="1" '),
  );
}
