import { addressIn, shownText, type GridCell } from '../../../shared/import/grid.ts';
import { readMetadata } from '../metadata-sheet.ts';
import { done, type Outcome } from '../workbook-problem.ts';
import { CELLS_PER_READ, rowsPerBlock } from './read-tables.ts';
import { planTableNamed } from './table-layout.ts';

/** What is selected in the sheet, for a table that an office keeps itself. */
export type SelectedCells =
  | { readonly kind: 'nothing' | 'oneCell' | 'tooFarRight' }
  /** They are of a table of the plan, which syncs by itself. */
  | { readonly kind: 'ofPlan'; readonly label: string }
  | {
      readonly kind: 'cells';
      /** "Rooms!B3:F40" */
      readonly name: string;
      /** As a text file of rows parted by tabs: each cell stands in it in the row and column that it has in the sheet. */
      readonly text: string;
    };

/** Columns of a text file that are looked at. */
const MOST_COLUMNS = 500;

/**
 * The selected cells that hold something, whole and not as their number formats show them; days and shares as they are
 * shown. Rows that a filter hides come, too. Three requests, and one for each 40,000 cells.
 */
export async function selectedCells(context: Excel.RequestContext): Promise<Outcome<SelectedCells>> {
  const selected = context.workbook.getSelectedRange().load('cellCount');
  const used = selected.getUsedRangeOrNullObject(true).load('rowIndex,columnIndex,rowCount,columnCount');
  const around = selected.getTables(false).load('items/name');
  selected.worksheet.load('name');
  await context.sync();
  const ofPlan = around.items.map(({ name }) => planTableNamed(name)).find((table) => table !== undefined);
  if (ofPlan !== undefined) return done({ kind: 'ofPlan', label: ofPlan.label });
  if (selected.cellCount === 1) return done({ kind: 'oneCell' });
  if (used.isNullObject) return done({ kind: 'nothing' });
  if (used.columnIndex + used.columnCount > MOST_COLUMNS) return done({ kind: 'tooFarRight' });
  const { date1904 } = await readMetadata(context);
  const { name: sheet } = selected.worksheet;
  const lines = await linesOf(context, { used, sheet: selected.worksheet, date1904: date1904 ?? false });
  const first = addressIn(used.rowIndex + 1, used.columnIndex);
  const last = addressIn(used.rowIndex + used.rowCount, used.columnIndex + used.columnCount - 1);
  // The first line is Excel's own way to say what parts the cells; it counts for no row.
  const text = `sep=\t\n${'\n'.repeat(used.rowIndex)}${lines.join('\n')}\n`;
  return done({ kind: 'cells', name: `${sheet}!${first}:${last}`, text });
}

interface Used {
  readonly used: Excel.Range;
  readonly sheet: Excel.Worksheet;
  readonly date1904: boolean;
}

async function linesOf(context: Excel.RequestContext, { used, sheet, date1904 }: Used): Promise<string[]> {
  const { rowIndex, columnIndex, rowCount, columnCount } = used;
  const before = '\t'.repeat(columnIndex);
  const size = rowsPerBlock(columnCount, CELLS_PER_READ);
  const lines: string[] = [];
  for (let from = 0; from < rowCount; from += size) {
    const count = Math.min(size, rowCount - from);
    const block = sheet.getRangeByIndexes(rowIndex + from, columnIndex, count, columnCount).load('values,numberFormat');
    await context.sync();
    block.values.forEach((cells: readonly unknown[], row) => {
      const formats: readonly unknown[] = block.numberFormat[row] ?? [];
      lines.push(before + cells.map((value, column) => textOf(value, formats[column], date1904)).join('\t'));
    });
  }
  return lines;
}

/** A cell as a text file holds it, between quotation marks where it holds what parts cells. */
function textOf(value: unknown, format: unknown, date1904: boolean): string {
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : '';
  const cell: GridCell = typeof format === 'string' ? { value: plain, format } : plain;
  const text = typeof plain === 'string' ? plain : shownText(cell, date1904);
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
