import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { formatArea } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { BookFile, SheetFile } from 'excel-host/file/book-file.ts';

const TEXT_RESULT = /<c r="([A-Z]+\d+)"([^>]*) t="str"([^>]*)>(?=<f[ >])/g;

/**
 * [FA1] Marks the results of formulas that are errors as errors. hucre writes them as texts, and another program, or our
 * own upload, would take "#DIV/0!" for something that a person typed.
 */
export function withErrorResults(xlsx: Uint8Array, { sheets }: BookFile): Uint8Array {
  const errors = sheets.map(addressesOfErrors);
  if (errors.every(({ size }) => size === 0)) return xlsx;
  const parts = unzipSync(xlsx);
  errors.forEach((addresses, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const part = parts[path];
    if (part === undefined || addresses.size === 0) return;
    const marked = strFromU8(part).replaceAll(
      TEXT_RESULT,
      (cell: string, address: string, before: string, behind: string) =>
        addresses.has(address) ? `<c r="${address}"${before} t="e"${behind}>` : cell,
    );
    parts[path] = strToU8(marked);
  });
  return zipSync(parts);
}

function addressesOfErrors({ cells }: SheetFile): Set<string> {
  const addresses = new Set<string>();
  cells?.contents.forEach((line, row) => {
    line.forEach((content, column) => {
      if (typeof content !== 'object' || !('formula' in content) || typeof content.result !== 'object') return;
      addresses.add(formatArea(areaOf(cells.area.row + row, cells.area.column + column, 1, 1)));
    });
  });
  return addresses;
}
