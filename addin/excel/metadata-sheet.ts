import type { MetadataCell } from '../../shared/tables/metadata-cell.ts';
import {
  isSameMetadata,
  METADATA_SHEET,
  metadataFromRows,
  rewriteMetadata,
  type MetadataResult,
  type WorkbookMetadata,
} from '../../shared/tables/workbook-metadata.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { done, hindered, type Outcome } from './workbook-problem.ts';

/**
 * A cell beside the metadata that holds a known day. How Excel shows it tells whether the workbook counts from 1900 or
 * 1904: `use1904DateSystem` is only in preview builds.
 */
const DATE_CHECK = {
  row: 0,
  column: 3,
  serial: 40_000,
  format: 'yyyy-mm-dd',
  text1900: '2009-07-06',
  text1904: '2013-07-07',
};

export interface MetadataReading {
  readonly result: MetadataResult;
  /** Null: the sheet does not say. */
  readonly date1904: boolean | null;
}

const missing: MetadataResult = {
  ok: false,
  reason: 'missing',
  message: 'This workbook does not say which program and revision it holds.',
};

/** Reads the hidden sheet. Two requests. */
export async function readMetadata(context: Excel.RequestContext): Promise<MetadataReading> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(METADATA_SHEET);
  sheet.load('name');
  await context.sync();
  if (sheet.isNullObject) return { result: missing, date1904: null };
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('values,text,rowIndex,columnIndex');
  await context.sync();
  const result = resultOf(used);
  return { result, date1904: result === missing ? null : date1904Of(used.values, used.text) };
}

function resultOf(used: Excel.Range): MetadataResult {
  if (used.isNullObject || used.rowIndex !== 0 || used.columnIndex !== 0) return missing;
  return metadataFromRows(used.values);
}

function date1904Of(values: readonly (readonly unknown[])[], texts: readonly (readonly string[])[]): boolean | null {
  const { row, column, serial, text1900, text1904 } = DATE_CHECK;
  if (values[row]?.[column] !== serial) return null;
  const text = texts[row]?.[column];
  if (text === text1900) return false;
  return text === text1904 ? true : null;
}

/** Writes the known day into the sheet and reads how it is shown. */
export async function findDateSystem(context: Excel.RequestContext): Promise<Outcome<boolean>> {
  const sheet = context.workbook.worksheets.getItem(METADATA_SHEET);
  const cell = writeDateCheck(sheet).load('values,text');
  await context.sync();
  const padded = (value: unknown): unknown[] => [null, null, null, value];
  const found = date1904Of([padded(cell.values[0]?.[0])], [padded(cell.text[0]?.[0]).map(String)]);
  return found === null ? hindered({ kind: 'dateSystemUnclear', sheet: METADATA_SHEET, address: 'D1' }) : done(found);
}

function writeDateCheck(sheet: Excel.Worksheet): Excel.Range {
  const cell = sheet.getRangeByIndexes(DATE_CHECK.row, DATE_CHECK.column, 1, 1);
  cell.numberFormat = [[DATE_CHECK.format]];
  cell.values = [[DATE_CHECK.serial]];
  return cell;
}

/** The sheet as it was when it was looked at. */
export interface MetadataLook {
  /** True unless it says another revision than this one: a colleague's pane has brought the workbook there. */
  saysStill(revision: Revision): boolean;
  /** True where it says just this; null: nothing that can be read. */
  saysJust(metadata: WorkbookMetadata | null): boolean;
  /**
   * Writes the metadata with the next request, as one block, blank down to the last row used before: one operation, so the revision
   * can never stand beside entries of another one [A2]. What others have noted in the sheet stays [W15].
   */
  put(metadata: WorkbookMetadata): void;
}

/** Looks at the sheet with the next request. What is returned is to be asked after that. */
export function lookAtMetadata(context: Excel.RequestContext): MetadataLook {
  const sheets = context.workbook.worksheets;
  const found = sheets.getItemOrNullObject(METADATA_SHEET);
  const used = found.getUsedRangeOrNullObject(true);
  used.load('values,rowIndex,columnIndex');
  const rowsBefore = (): MetadataCell[][] => (found.isNullObject || used.isNullObject ? [] : rowsFromTop(used));
  return {
    saysStill: (revision) => {
      const said = metadataFromRows(rowsBefore());
      return !said.ok || said.metadata.revision === revision;
    },
    saysJust: (metadata) => {
      const said = found.isNullObject ? missing : resultOf(used);
      return isSameMetadata(said.ok ? said.metadata : null, metadata);
    },
    put: (metadata) => {
      const sheet = found.isNullObject ? addSheet(sheets) : found;
      const { kept, rows } = rewriteMetadata(rowsBefore(), metadata);
      const block = rows.map((row): string[] => [...row]);
      const range = sheet.getRangeByIndexes(kept, 0, block.length, 2);
      range.numberFormat = block.map(() => ['@', '@']);
      if (found.isNullObject) writeDateCheck(sheet);
      range.values = block;
    },
  };
}

/** Writes the metadata, unless it is to follow on a revision that the sheet does not say any more. Two requests, the first to see. */
export async function writeMetadata(
  context: Excel.RequestContext,
  metadata: WorkbookMetadata,
  after?: Revision,
): Promise<Outcome<null>> {
  const look = lookAtMetadata(context);
  await context.sync();
  if (after !== undefined && !look.saysStill(after)) return hindered({ kind: 'overtaken' });
  look.put(metadata);
  await context.sync();
  return done(null);
}

/** Keys and values of the sheet from its first row and column on, wherever its used range begins. */
function rowsFromTop({ values, rowIndex, columnIndex }: Excel.Range): MetadataCell[][] {
  const blank = Array.from({ length: rowIndex }, (): MetadataCell[] => []);
  const left = Array.from({ length: columnIndex }, () => null);
  return [...blank, ...values.map((row: MetadataCell[]) => [...left, ...row].slice(0, 2))];
}

function addSheet(sheets: Excel.WorksheetCollection): Excel.Worksheet {
  const sheet = sheets.add(METADATA_SHEET);
  sheet.visibility = 'VeryHidden';
  return sheet;
}
