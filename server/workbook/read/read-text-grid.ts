import { parse } from 'csv-parse/sync';
import { withoutApostrophe } from '../../../shared/feeds/csv.ts';
import type { Grid, GridRow } from '../../../shared/import/grid.ts';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** Columns that are looked at. */
const MOST_COLUMNS = 500;
const LOOKED_AT_LINES = 30;
const LOOKED_AT_BYTES = 4096;
/** Of the bytes of English text in UTF-16 half are 0; of other text none is. */
const ZERO_SHARE = 0.2;

/** Reads a text file of rows (.csv, .tsv, a range pasted from Excel), whichever program and country wrote it. */
export function readTextGrid(bytes: Uint8Array, sheet: string): Grid {
  const text = decodedText(bytes);
  const [, told, rest = text] = /^sep=([,;|\t])\r?\n([\s\S]*)$/.exec(text) ?? [];
  const delimiter = told ?? separatorOf(rest);
  return { sheet, rows: rowsOf(rest, delimiter), merged: [], date1904: false };
}

function rowsOf(text: string, delimiter: string): GridRow[] {
  const rows: GridRow[] = [];
  for (const [index, record] of records(text, delimiter).entries()) {
    const cells = record.slice(0, MOST_COLUMNS).map((value) => {
      const bare = withoutApostrophe(/^="(.*)"$/s.exec(value)?.[1] ?? value);
      return bare.trim() === '' ? undefined : bare;
    });
    if (cells.some((cell) => cell !== undefined)) rows.push({ number: index + 1, cells });
  }
  return rows;
}

function records(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_quotes: true, relax_column_count: true });
  } catch (error) {
    const what = 'The text file cannot be read as rows: a quotation mark is opened in it and not closed.';
    throw new WorkbookUnreadable(what, 'Open it in Excel and save it as .xlsx.', { cause: error });
  }
}

/** UTF-8 and UTF-16 by their marks or their bytes; what is neither was written by Windows of western Europe and America. */
function decodedText(bytes: Uint8Array): string {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  const head = bytes.subarray(0, LOOKED_AT_BYTES);
  const zeros = head.filter((byte) => byte === 0).length;
  if (zeros > head.length * ZERO_SHARE) return new TextDecoder(first === 0 ? 'utf-16be' : 'utf-16le').decode(bytes);
  if (zeros > 0) throw new WorkbookUnreadable('The file is neither a workbook nor text.', 'Save it as .xlsx or .csv.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (isMarked || !(error instanceof TypeError)) return new TextDecoder('utf-8').decode(bytes);
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The separator that parts the first lines into the same number of cells most often; of several, into more cells. */
function separatorOf(text: string): string {
  const lines = unquoted(text.slice(0, LOOKED_AT_BYTES * LOOKED_AT_LINES))
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LOOKED_AT_LINES);
  const scored = SEPARATORS.map((separator) => {
    const counts = lines.map((line) => line.split(separator).length - 1).filter((count) => count > 0);
    const most = Math.max(0, ...counts.map((count) => counts.filter((other) => other === count).length * count));
    return { separator, score: most };
  });
  return scored.toSorted((a, b) => b.score - a.score)[0]?.separator ?? ',';
}

/** Separators and line ends inside quotation marks part nothing. */
function unquoted(text: string): string {
  return text.replaceAll(/"(?:[^"]|"")*"/g, '""');
}
