import type { BookFile } from 'excel-host/file/book-file.ts';
import { attributeOf } from '../../../shared/workbook-file/xml-scanner.ts';
import type { OpenedPackage } from './opened-package.ts';
import type { PackageParts } from './package/package-parts.ts';
import { childNamed, readXml } from './package/xml-part.ts';
import { openParts, readBookOf } from './read-xlsx.ts';

export interface OpenedXlsx {
  readonly book: BookFile;
  readonly opened: OpenedPackage;
  /** What the person should know of the file, a sentence each. */
  readonly notes: readonly string[];
}

/** Opens an .xlsx file and keeps it. Throws an Error with a sentence for the person where that is not possible. */
export async function openXlsx(name: string, bytes: Uint8Array): Promise<OpenedXlsx> {
  const parts = openParts(name, bytes);
  if (countsFrom1904(parts)) {
    throw new Error(
      `${name} counts its days from 1904, which is not done here. Open it in Excel, switch that off under File › Options › Advanced, check its dates, save it and open it again.`,
    );
  }
  const book = await readBookOf(name, bytes, parts);
  const entries = parts.sheets();
  const sheets = book.sheets.map((sheet) => {
    const part = entries.find((entry) => entry.name === sheet.name)?.part;
    return part === undefined ? null : { part, moves: [] };
  });
  const notes = parts.hasMacros
    ? [`${name} holds macros. They do not run here and stay in the file when it is saved.`]
    : [];
  return { book, opened: { format: 1, bytes, sheets }, notes };
}

function countsFrom1904(parts: PackageParts): boolean {
  const properties = childNamed(readXml(parts.workbookPath, parts.text(parts.workbookPath)), 'workbookPr');
  return /^(?:1|true)$/.test(attributeOf(properties?.attributes ?? '', 'date1904') ?? '');
}
