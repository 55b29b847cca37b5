import {
  isBlankCell,
  type FormattedCell,
  type Grid,
  type GridCell,
  type GridRow,
  type MergedBlock,
} from '../../../shared/import/grid.ts';
import { columnOfLetters } from '../../../shared/workbook-file/column-letters.ts';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import { attributeOf } from '../../../shared/workbook-file/xml-scanner.ts';
import { readSharedStrings, readSheet, type SheetCell, type SheetRow } from './read-sheet.ts';
import { readTextGrid } from './read-text-grid.ts';
import { openWorkbookPackage, type WorkbookPackage } from './workbook-package.ts';

/** Filled cells of a file; a district's largest table has a tenth of it. */
const MOST_CELLS = 2_000_000;
/** Columns of a sheet that are looked at. */
const MOST_COLUMNS = 500;
const ZIP = [0x50, 0x4b];
const OLE2 = [0xd0, 0xcf, 0x11, 0xe0];

/** Excel's own number formats that are told by number alone and mean a day or a share. */
const builtInFormats: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'm/d/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  22: 'm/d/yyyy h:mm',
};

/** Every sheet of an .xlsx workbook, or the one of a text file, as it stands there. Throws WorkbookUnreadable. */
export async function readGrids(bytes: Uint8Array): Promise<Grid[]> {
  const starts = (magic: readonly number[]): boolean => magic.every((byte, index) => bytes[index] === byte);
  if (bytes.length === 0) throw new WorkbookUnreadable('The file is empty.', 'Choose another one.');
  const grids =
    starts(ZIP) || starts(OLE2)
      ? await gridsOfWorkbook(await openWorkbookPackage(bytes))
      : [readTextGrid(bytes, 'Text')];
  let count = 0;
  for (const { rows } of grids)
    for (const { cells } of rows) count += cells.filter((cell) => !isBlankCell(cell)).length;
  if (count > MOST_CELLS) {
    const what = `The file holds more than ${MOST_CELLS.toLocaleString('en-US')} filled cells.`;
    throw new WorkbookUnreadable(what, 'Filter it to your own district first and save that part as a file of its own.');
  }
  return grids;
}

async function gridsOfWorkbook(workbook: WorkbookPackage): Promise<Grid[]> {
  const sharedStrings = await readSharedStrings(workbook);
  const formats = await readFormats(workbook);
  const grids: Grid[] = [];
  for (const { name, path } of workbook.sheets) {
    const { rows, merged } = await readSheet(workbook, path, sharedStrings, { withStyles: true });
    grids.push({
      sheet: name,
      rows: rows.map((row) => gridRow(row, formats)),
      merged: merged.flatMap(mergedBlock),
      date1904: workbook.date1904,
    });
  }
  return grids;
}

function gridRow({ number, cells, styles = [] }: SheetRow, formats: readonly string[]): GridRow {
  return {
    number,
    cells: cells.slice(0, MOST_COLUMNS).map((cell, column) => gridCell(cell, formats[styles[column] ?? 0] ?? '')),
  };
}

/** Only a number is shown otherwise by its format; text and flags stand as they are. */
function gridCell(cell: SheetCell, format: string): GridCell {
  const value = typeof cell === 'object' ? cell.value : cell;
  if (value === undefined) return undefined;
  const trouble: FormattedCell['trouble'] =
    typeof cell !== 'object' ? undefined : cell.withoutResult ? 'noResult' : cell.isError ? 'error' : undefined;
  const isFormatted = typeof value === 'number' && format !== '';
  if (!isFormatted && trouble === undefined) return value;
  return { value, ...(isFormatted && { format }), ...(trouble && { trouble }) };
}

/** The number format of each style of the file, "" for General. */
async function readFormats(workbook: WorkbookPackage): Promise<string[]> {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let isInStyles = false;
  if (workbook.stylesPath === undefined) return formats;
  await workbook.readPart(workbook.stylesPath, {
    open: (name, attributes) => {
      if (name === 'numFmt') {
        own.set(Number(attributeOf(attributes, 'numFmtId')), attributeOf(attributes, 'formatCode') ?? '');
      } else if (name === 'cellXfs') isInStyles = true;
      else if (name === 'xf' && isInStyles) {
        const id = Number(attributeOf(attributes, 'numFmtId') ?? 0);
        formats.push(own.get(id) ?? builtInFormats[id] ?? '');
      }
    },
    close: (name) => {
      if (name === 'cellXfs') isInStyles = false;
    },
  });
  return formats;
}

function mergedBlock(address: string): MergedBlock[] {
  const [, left = '', top = '', right = '', bottom = ''] =
    /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(address) ?? [];
  if (left === '' || columnOfLetters(left) >= MOST_COLUMNS) return [];
  return [
    {
      firstRow: Number(top),
      lastRow: Number(bottom),
      firstColumn: columnOfLetters(left),
      lastColumn: columnOfLetters(right),
    },
  ];
}
