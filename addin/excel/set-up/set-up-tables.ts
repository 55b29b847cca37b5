import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { columnWidth } from '../../../shared/tables/column-width.ts';
import { numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import { frozenColumns } from '../../../shared/tables/frozen-columns.ts';
import type { Table } from '../../../shared/tables/table.ts';
import { ROW_ID_HEADER } from '../../../shared/tables/workbook-metadata.ts';
import { queueDropDowns } from './drop-downs.ts';
import { findDropDownSources, queueDropDownSources } from './list-sheet.ts';
import { findLayouts } from '../read/table-layout.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import type { AdoptionCandidate, SetUp } from '../workbook-port.ts';
import { done, hindered, type Outcome } from '../workbook-problem.ts';

const TABLE_STYLE = 'TableStyleMedium2';
/** Shows that a column is not for typing; the server's values are put back. */
const COMPUTED_FILL = '#F2F2F2';
const COMPUTED_FONT = '#595959';
/** Of the headers of `TABLE_STYLE`. */
const HEADER_FONT = '#FFFFFF';
/** Points per character of the standard font, for widths given in characters. */
const POINTS_PER_CHARACTER = 5.6;

/**
 * Makes and takes over tables. Doing it again after an interruption finishes what is missing. Seven requests, one more
 * where tables are adopted, and one for each of them.
 */
export async function setUpTables(context: Excel.RequestContext, setUp: SetUp): Promise<Outcome<null>> {
  const locked = await protectedSheetOf(context, setUp.adopt);
  if (locked !== null) return hindered({ kind: 'sheetProtected', sheet: locked });
  for (const candidate of setUp.adopt) await adoptTable(context, candidate);
  const before = await findLayouts(context);
  const missing = setUp.create.filter(({ name }) => !before.has(name));
  if (missing.length > 0) await createTables(context, missing);
  const layouts = [...(await findLayouts(context)).values()];
  const sources = queueDropDownSources(context, layouts, await findDropDownSources(context));
  await context.sync();
  const created = layouts.filter(({ table }) => missing.includes(table));
  for (const layout of created) queueDropDowns(layout, 0, layout.rowCount, sources);
  if (created.length > 0) await context.sync();
  return done(null);
}

async function createTables(context: Excel.RequestContext, tables: readonly Table[]): Promise<void> {
  const { worksheets } = context.workbook;
  worksheets.load('items/name');
  await context.sync();
  const taken = new Set(worksheets.items.map(({ name }) => name.toLowerCase()));
  for (const table of tables) {
    const name = freeName(table.label, taken);
    taken.add(name.toLowerCase());
    queueTable(worksheets.add(name), table);
  }
  await context.sync();
}

/** Excel's sheet names have at most 31 characters and no case. */
function freeName(label: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? label : `${label.slice(0, 27)} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

function queueTable(sheet: Excel.Worksheet, table: Table): void {
  const columns = Object.values(table.columns);
  const width = columns.length + 1;
  const header = sheet.getRangeByIndexes(0, 0, 1, width);
  setNumberFormat(sheet.getRangeByIndexes(0, 0, 1, 1).getEntireColumn(), '@');
  header.values = [[ROW_ID_HEADER, ...columns.map(({ label }) => label)]];
  const excelTable = sheet.tables.add(`A1:${columnLetters(width - 1)}2`, true);
  excelTable.name = table.excelName;
  excelTable.style = TABLE_STYLE;
  columns.forEach((column, index) => {
    const cells = sheet.getRangeByIndexes(0, index + 1, 2, 1);
    // Down the whole sheet, so that a code typed right below the table keeps its zeros while the table grows around it.
    setNumberFormat(cells.getEntireColumn(), numberFormatOf(column));
    cells.format.columnWidth = Math.round(columnWidth(column) * POINTS_PER_CHARACTER);
    if (column.computed === true) greyColumn(cells);
  });
  setNumberFormat(header, '@');
  sheet.getRangeByIndexes(0, 0, 1, 1).getEntireColumn().columnHidden = true;
  sheet.freezePanes.freezeAt(sheet.getRangeByIndexes(0, 0, 1, 1 + frozenColumns(table)));
}

/**
 * [FB7] Down the whole sheet, so that every row is grey, whoever adds it and however it is sorted; the header keeps the
 * look that the table's style gives it.
 */
function greyColumn(cells: Excel.Range): void {
  const { fill, font } = cells.getEntireColumn().format;
  fill.color = COMPUTED_FILL;
  font.color = COMPUTED_FONT;
  const header = cells.getCell(0, 0).format;
  header.fill.clear();
  header.font.color = HEADER_FONT;
}

/** One format for all cells of a range: Excel takes a single text for that, which its types do not know. */
function setNumberFormat(range: Excel.Range, format: string): void {
  Object.assign(range, { numberFormat: format });
}

/** A protected sheet among those of the tables that are to be taken over: before any of them is changed. One request. */
async function protectedSheetOf(
  context: Excel.RequestContext,
  adopt: readonly AdoptionCandidate[],
): Promise<string | null> {
  if (adopt.length === 0) return null;
  const sheets = adopt.map(({ excelName }) =>
    context.workbook.tables.getItem(excelName).worksheet.load('name,protection/protected'),
  );
  await context.sync();
  return sheets.find(({ protection }) => protection.protected)?.name ?? null;
}

/**
 * Gives the table its name and a Row ID column at its right end, where no cell of the person's moves. The sheet's column
 * is hidden only where nothing else stands in it.
 */
async function adoptTable(context: Excel.RequestContext, candidate: AdoptionCandidate): Promise<void> {
  const table = tableNamed(candidate.table);
  const excelTable = context.workbook.tables.getItem(candidate.excelName);
  const columns = excelTable.columns.load('items/name');
  await context.sync();
  if (candidate.excelName !== table.excelName) excelTable.name = table.excelName;
  const hasRowIds = columns.items.some(({ name }) => name === ROW_ID_HEADER);
  if (hasRowIds) {
    await context.sync();
    return;
  }
  const column = excelTable.columns.add(undefined, undefined, ROW_ID_HEADER);
  const body = column.getDataBodyRange();
  setNumberFormat(body, '@');
  const cells = column.getRange().load('rowCount');
  const used = cells.getEntireColumn().getUsedRange(true).load('rowCount');
  await context.sync();
  if (used.rowCount <= cells.rowCount) cells.getEntireColumn().columnHidden = true;
  await context.sync();
}
