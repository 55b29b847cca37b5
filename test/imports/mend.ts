import exceljs from 'exceljs';

/** A cell to be mended, known by its header and what stands in it; the last of those that are alike. */
export interface Mend {
  readonly header: string;
  readonly was: string;
  readonly becomes: string | number | boolean | null;
}

/** A workbook with some of its cells typed anew, as somebody does who was told what is wrong. Throws where a cell is not found. */
export async function mended(bytes: Uint8Array, mends: readonly Mend[]): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('The workbook has no sheet.');
  const headers = textsOf(sheet.getRow(1));
  for (const { header, was, becomes } of mends) {
    const column = headers.indexOf(header) + 1;
    const rows = Array.from({ length: sheet.rowCount - 1 }, (_, index) => sheet.getRow(index + 2));
    const row = rows.findLast((candidate) => column > 0 && (textsOf(candidate)[column - 1] ?? '') === was);
    if (!row) throw new Error(`No cell under ${header} holds ${was}.`);
    row.getCell(column).value = becomes;
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** What a person reads in a row, from the first column on. */
export function textsOf(row: exceljs.Row): string[] {
  return Array.from({ length: row.cellCount }, (_, index) => {
    const { value } = row.getCell(index + 1);
    return value instanceof Date ? value.toISOString().slice(0, 10) : row.getCell(index + 1).text;
  });
}

/** Rows of the first sheet of a workbook as texts. */
export async function rowsOfFile(bytes: Uint8Array): Promise<string[][]> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer);
  const [sheet] = book.worksheets;
  return Array.from({ length: sheet?.rowCount ?? 0 }, (_, index) => (sheet ? textsOf(sheet.getRow(index + 1)) : []));
}
