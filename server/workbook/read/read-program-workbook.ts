import { localTable } from '../../../shared/sync/read/local-table.ts';
import type { DoubledHeader } from '../../../shared/sync/read/match-headers.ts';
import type { SheetRow } from '../../../shared/sync/read/sheet-table.ts';
import { finish } from '../../../shared/sync/steps.ts';
import { reportDigestsFromRows, type ReportDigest } from '../../../shared/tables/report-digests.ts';
import { isRowId } from '../../../shared/tables/cell.ts';
import { columnLabel, editableColumns, type Table } from '../../../shared/tables/table.ts';
import {
  METADATA_SHEET,
  metadataFromRows,
  ROW_ID_HEADER,
  type MetadataResult,
} from '../../../shared/tables/workbook-metadata.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { typedOver } from '../report-cells.ts';
import {
  readSharedStrings,
  readSheet,
  type SheetCell,
  type SheetRow as FileSheetRow,
  type SpecialCell,
} from './read-sheet.ts';
import { mergedInTable } from './merged-in-table.ts';
import { bearsHeaders, locateTable, type TableBlock } from './table-block.ts';
import type { EditedReport, FileTable, WorkbookContents, WorkbookReading } from './workbook-contents.ts';
import { openWorkbookPackage, type SheetPart, type WorkbookPackage } from './workbook-package.ts';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';

/**
 * Reads an uploaded workbook, whichever program saved it: its metadata and every table of `tables` that it holds. Tables
 * are found by the name of the Excel table, else by the sheet's name and its headers; columns by header. Hostile or
 * damaged files come back as a sentence for the person.
 */
export async function readProgramWorkbook(bytes: Uint8Array, tables: readonly Table[]): Promise<WorkbookReading> {
  try {
    return { ok: true, contents: await readContents(await openWorkbookPackage(bytes), tables) };
  } catch (error) {
    if (error instanceof WorkbookUnreadable) return { ok: false, message: error.message };
    throw error;
  }
}

async function readContents(workbook: WorkbookPackage, tables: readonly Table[]): Promise<WorkbookContents> {
  const sharedStrings = await readSharedStrings(workbook);
  const { metadata, reports } = await readMetadata(workbook, sharedStrings);
  const found: FileTable[] = [];
  const warnings: string[] = [];
  for (const table of tables) {
    const part = workbook.tables.find(({ name }) => sameName(name, table.excelName));
    const sheet = workbook.sheets.find(({ name }) => (part ? name === part.sheet : sameName(name, table.label)));
    const contents = sheet && (await readSheet(workbook, sheet.path, sharedStrings));
    const block = contents && locateTable(table, contents.rows, part);
    if (sheet && block) {
      const merged = mergedInTable(block, contents.merged);
      if (merged !== undefined) throw mergedCells(sheet, merged);
      const isFiltered = contents.isFiltered || part?.isFiltered === true;
      found.push(readTable({ table, sheet, block, date1904: workbook.date1904, isFiltered }, warnings));
    } else if (isGiven(metadata, table)) {
      warnings.push(`The workbook has no table ${table.label}; nothing of it was changed.`);
    }
  }
  if (found.length === 0) {
    throw new WorkbookUnreadable(
      'The workbook holds none of the tables of the plan.',
      'Download a fresh workbook of the program and edit that.',
    );
  }
  const { copies, editedReports } = await otherSheets(workbook, sharedStrings, { tables, found, reports });
  return { metadata, tables: found, warnings: [...warnings, ...copies], editedReports };
}

/** [W17] A workbook of a part of the plan was not given every table. */
function isGiven(metadata: MetadataResult, { name }: Table): boolean {
  const part = metadata.ok ? metadata.metadata.part : undefined;
  return part === undefined || part.rows.some(({ table }) => table === name);
}

/** Sheets beside the plan's own that are looked at; a workbook of somebody's own may have many. */
const MOST_OTHER_SHEETS = 80;

interface KnownSheets {
  readonly tables: readonly Table[];
  readonly found: readonly FileTable[];
  readonly reports: readonly ReportDigest[];
}

/**
 * [FA6] Sheets on which something may have been typed that is in no table, and has to be told: copies of the plan's own,
 * and reports.
 */
async function otherSheets(
  workbook: WorkbookPackage,
  sharedStrings: readonly string[],
  { tables, found, reports }: KnownSheets,
): Promise<{ copies: string[]; editedReports: EditedReport[] }> {
  const read = new Set([METADATA_SHEET, ...found.map(({ sheet }) => sheet)]);
  const others = workbook.sheets.filter(({ name }) => !read.has(name)).slice(0, MOST_OTHER_SHEETS);
  const copies: string[] = [];
  const editedReports: EditedReport[] = [];
  for (const { name, path } of others) {
    const { rows } = await readSheet(workbook, path, sharedStrings);
    const report = reports.find(({ sheet }) => sheet === name);
    const places = report ? typedOver(report, rows) : [];
    if (places.length > 0) editedReports.push({ sheet: name, places });
    const copied = tables.find((table) => bearsHeaders(table, rows));
    const original = found.find(({ table }) => table === copied?.name)?.sheet;
    if (copied === undefined || original === undefined) continue;
    copies.push(`The sheet ${name} is a copy of ${original}; nothing of it was read. Make the changes in ${original}.`);
  }
  return { copies, editedReports };
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

interface FileMetadata {
  readonly metadata: MetadataResult;
  readonly reports: readonly ReportDigest[];
}

async function readMetadata(workbook: WorkbookPackage, sharedStrings: readonly string[]): Promise<FileMetadata> {
  const sheet = workbook.sheets.find(({ name }) => sameName(name, METADATA_SHEET));
  const { rows } = sheet ? await readSheet(workbook, sheet.path, sharedStrings) : { rows: [] };
  const pairs = rows.map(({ cells }) => cells.slice(0, 2).map(plain));
  return { metadata: metadataFromRows(pairs, { takesParts: true }), reports: reportDigestsFromRows(pairs) };
}

function plain(cell: SheetCell): string | number | boolean | undefined {
  return typeof cell === 'object' ? cell.value : cell;
}

interface TableContext {
  readonly table: Table;
  readonly sheet: SheetPart;
  readonly block: TableBlock;
  readonly date1904: boolean;
  readonly isFiltered: boolean;
}

function readTable({ table, sheet, block, date1904, isFiltered }: TableContext, warnings: string[]): FileTable {
  const { match, lastOwnRow } = block;
  const { rowIdIndex } = match;
  if (rowIdIndex === null) throw withoutIdentity(sheet, ROW_ID_HEADER);
  const lostKey = table.key.find((column) => !match.indexByColumn.has(column));
  if (lostKey !== undefined) throw withoutIdentity(sheet, columnLabel(table, lostKey));
  const [doubled] = match.doubled;
  if (doubled) throw doubledHeader(sheet, doubled);
  for (const name of editableColumns(table)) {
    if (match.indexByColumn.has(name)) continue;
    warnings.push(
      `The sheet ${sheet.name} has no column ${columnLabel(table, name)}; its cells were taken as unchanged.`,
    );
  }
  const placed = [...match.indexByColumn].toSorted(([, left], [, right]) => left - right);
  const columns = placed.map(([name]) => name);
  const columnIndexes = placed.map(([, index]) => index);
  const rows = block.rows.map((row) => sheetRow(row, rowIdIndex, columnIndexes));
  const local = finish(localTable(table, { table: table.name, columns, rows }, date1904, isFiltered));
  return { table: table.name, sheet: sheet.name, columns, columnIndexes, rows: local.rows, lastOwnRow, isFiltered };
}

/** [W9] Without its key, a row whose Row ID belongs to another row would pass for it [W4]. */
function withoutIdentity(sheet: SheetPart, header: string): WorkbookUnreadable {
  return new WorkbookUnreadable(
    `The sheet ${sheet.name} has no column ${header}, so its rows cannot be told apart.`,
    'Undo its removal or renaming.',
  );
}

/** [W9] Which columns are meant, and the way out. */
function doubledHeader(sheet: SheetPart, { header, indexes }: DoubledHeader): WorkbookUnreadable {
  const columns = indexes.map(columnLetters).join(' and ');
  return new WorkbookUnreadable(
    `In the sheet ${sheet.name} the columns ${columns} are both headed “${header}”, and nobody can tell which is the plan’s. Nothing was sent.`,
    'Rename the column that is your own and upload the file again.',
  );
}

/** [W9] Where the merged cells are, and the way out. */
function mergedCells(sheet: SheetPart, address: string): WorkbookUnreadable {
  return new WorkbookUnreadable(
    `In the sheet ${sheet.name} the cells ${address} are merged, which has emptied all of them but one, and nobody can tell what the others are to hold. Nothing was sent.`,
    'Undo the merging, fill the cells, and upload the file again.',
  );
}

const none: readonly number[] = [];

function sheetRow(row: FileSheetRow, rowIdIndex: number, columnIndexes: readonly number[]): SheetRow {
  const id = String(plain(row.cells[rowIdIndex]) ?? '').trim();
  const cells = columnIndexes.map((index) => row.cells[index]);
  const where = (holds: (cell: SpecialCell) => boolean): readonly number[] => {
    const places = cells.flatMap((cell, place) => (typeof cell === 'object' && holds(cell) ? [place] : []));
    return places.length === 0 ? none : places;
  };
  return {
    rowId: isRowId(id) ? id : null,
    position: row.number,
    values: cells.map((cell) => plain(cell) ?? ''),
    formulas: where(({ isFormula }) => isFormula),
    errors: where(({ isError }) => isError),
    withoutResult: where(({ withoutResult }) => withoutResult === true),
  };
}
