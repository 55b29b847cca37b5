import type { Cell } from '../../../shared/tables/cell.ts';
import { cellFromExcel } from '../../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../../shared/tables/table.ts';
import {
  METADATA_SHEET,
  metadataFromRows,
  ROW_ID_HEADER,
  type MetadataResult,
} from '../../../shared/tables/workbook-metadata.ts';
import { cellAddress } from '../cell-address.ts';
import { readSharedStrings, readSheet, type SheetCell, type SheetRow } from './read-sheet.ts';
import { locateTable, type TableBlock } from './table-block.ts';
import type { FileRow, FileTable, RefusedCell, WorkbookContents, WorkbookReading } from './workbook-contents.ts';
import { openWorkbookPackage, type SheetPart, type WorkbookPackage } from './workbook-package.ts';
import { WorkbookUnreadable } from './workbook-unreadable.ts';

/** Refusals and warnings that are told; a file with more has one thing wrong, many times. */
const MOST_TOLD = 1000;

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
  const metadata = await readMetadata(workbook, sharedStrings);
  const found: FileTable[] = [];
  const warnings: string[] = [];
  for (const table of tables) {
    const part = workbook.tables.find(({ name }) => sameName(name, table.excelName));
    const sheet = workbook.sheets.find(({ name }) => (part ? name === part.sheet : sameName(name, table.label)));
    const block = sheet && locateTable(table, await readSheet(workbook, sheet.path, sharedStrings), part);
    if (sheet && block) found.push(readTable(table, sheet, block, workbook.date1904, warnings));
    else warnings.push(`The workbook has no table ${table.label}; nothing of it was changed.`);
  }
  if (found.length === 0) {
    throw new WorkbookUnreadable(
      'The workbook holds none of the tables of the plan. Download a fresh workbook of the program and edit that.',
    );
  }
  return { metadata, tables: found, warnings: warnings.slice(0, MOST_TOLD) };
}

function sameName(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

async function readMetadata(workbook: WorkbookPackage, sharedStrings: readonly string[]): Promise<MetadataResult> {
  const sheet = workbook.sheets.find(({ name }) => sameName(name, METADATA_SHEET));
  const rows = sheet ? await readSheet(workbook, sheet.path, sharedStrings) : [];
  return metadataFromRows(rows.map(({ cells }) => cells.slice(0, 2).map(plain)));
}

function plain(cell: SheetCell): string | number | boolean | undefined {
  return typeof cell === 'object' ? cell.value : cell;
}

function readTable(
  table: Table,
  sheet: SheetPart,
  block: TableBlock,
  date1904: boolean,
  warnings: string[],
): FileTable {
  const { idColumn } = block;
  if (idColumn === undefined) {
    throw new WorkbookUnreadable(
      `The sheet ${sheet.name} has no column ${ROW_ID_HEADER}, so its rows cannot be told apart. Undo its removal.`,
    );
  }
  for (const label of block.missing) {
    warnings.push(`The sheet ${sheet.name} has no column ${label}; its cells were taken as unchanged.`);
  }
  const refused: RefusedCell[] = [];
  const rows = block.rows.map((row) => readRow({ table, sheet, block, date1904, idColumn }, row, refused, warnings));
  return { table: table.name, sheet: sheet.name, rows, refused };
}

interface RowContext {
  readonly table: Table;
  readonly sheet: SheetPart;
  readonly block: TableBlock;
  readonly date1904: boolean;
  readonly idColumn: number;
}

function readRow(context: RowContext, row: SheetRow, refused: RefusedCell[], warnings: string[]): FileRow {
  const { table, sheet, block, date1904, idColumn } = context;
  const cells: Record<string, Cell> = {};
  for (const [name, index] of block.columns) {
    const column = table.columns[name];
    const cell = row.cells[index];
    if (column === undefined) continue;
    if (cell === undefined) {
      cells[name] = null;
      continue;
    }
    const special = typeof cell === 'object' ? cell : { value: cell, isFormula: false, isError: false };
    const result = cellFromExcel(column, { ...special, date1904 });
    const place = `${sheet.name} ${cellAddress(row.number - 1, index)}`;
    if (result.ok) {
      cells[name] = result.value;
      if (result.warning !== undefined && warnings.length < MOST_TOLD) warnings.push(`${place}: ${result.warning}`);
    } else {
      const message = `${place}: ${result.message}`;
      refused.push({ sheetRow: row.number, column: name, rule: result.rule, value: special.value, message });
    }
  }
  return { sheetRow: row.number, row: String(plain(row.cells[idColumn]) ?? '').trim(), cells };
}
