import type { RowOrCellPlace } from '../../../shared/tables/cell.ts';
import { bodyBlock, findLayouts, type TableLayout } from '../read/table-layout.ts';
import { done, type Outcome } from '../workbook-problem.ts';

/** Why a cell is marked. */
export type MarkKind = 'conflict' | 'refusal';

/** Of a row as a whole, column null, its key cells are marked. */
export interface CellMark extends RowOrCellPlace {
  readonly kind: MarkKind;
}

/** More marks than this help nobody to find a cell; the review lists them all. */
const MOST_MARKS = 200;

/**
 * Always true, and known again as ours: a mark is a conditional format, which lies over the person's own formats and
 * comments, leaves them be, and goes without a trace.
 */
const formulas: { readonly [K in MarkKind]: string } = {
  conflict: '=ISTEXT("SEP Sync: needs your decision")',
  refusal: '=ISTEXT("SEP Sync: was not accepted")',
};

/** Fill and underline, so that colour is not the only sign. Dark text on both fills has a contrast above 10:1. */
const fills: { readonly [K in MarkKind]: string } = { conflict: '#FCE4A8', refusal: '#F9D2CC' };

/**
 * Marks these cells and takes every earlier mark away. Requests: 2 to find the tables, 1–2 for the marks that are there,
 * 1 for the Row IDs, 1 to write. @returns how many cells are marked now
 */
export async function markCells(context: Excel.RequestContext, marks: readonly CellMark[]): Promise<Outcome<number>> {
  const layouts = await findLayouts(context);
  await queueRemoval(context, [...layouts.values()]);
  const wanted = marks.slice(0, MOST_MARKS);
  const places = await positionsOf(context, layouts, wanted);
  for (const { layout, row, column, kind } of places) {
    if (!layout.isProtected) queueMark(bodyBlock(layout, row, column, 1, 1), kind);
  }
  await context.sync();
  return done(places.length);
}

function queueMark(range: Excel.Range, kind: MarkKind): void {
  const { custom } = range.conditionalFormats.add('Custom');
  custom.rule.formula = formulas[kind];
  custom.format.fill.color = fills[kind];
  custom.format.font.color = '#201F1E';
  custom.format.font.underline = 'Single';
}

async function queueRemoval(context: Excel.RequestContext, layouts: readonly TableLayout[]): Promise<void> {
  const collections = layouts
    .filter(({ isProtected }) => !isProtected)
    .map((layout) => {
      const body = bodyBlock(layout, 0, 0, Math.max(1, layout.rowCount), layout.columnCount);
      return body.conditionalFormats.load('items/type,items/id');
    });
  if (collections.length === 0) return;
  await context.sync();
  const rules = collections.flatMap(({ items }) =>
    items
      .filter(({ type }) => type === 'Custom')
      .map((format) => ({ format, rule: format.custom.rule.load('formula') })),
  );
  if (rules.length === 0) return;
  await context.sync();
  const ours: readonly string[] = Object.values(formulas);
  for (const { format, rule } of rules) if (ours.includes(rule.formula)) format.delete();
}

interface MarkPosition {
  readonly layout: TableLayout;
  readonly row: number;
  readonly column: number;
  readonly kind: MarkKind;
}

/** Body positions of the marks' cells; those that are not in the sheet are left out. */
async function positionsOf(
  context: Excel.RequestContext,
  layouts: ReadonlyMap<string, TableLayout>,
  marks: readonly CellMark[],
): Promise<MarkPosition[]> {
  const tables = [...new Set(marks.map(({ table }) => table))].flatMap((table) => layouts.get(table) ?? []);
  const ids = new Map(
    tables.map((layout) => [
      layout.table.name,
      bodyBlock(layout, 0, layout.match.rowIdIndex ?? 0, layout.rowCount, 1).load('values'),
    ]),
  );
  if (tables.length === 0) return [];
  await context.sync();
  const rows = new Map(
    [...ids].map(([table, { values }]) => [table, new Map(values.map(([id], row) => [String(id), row] as const))]),
  );
  return marks.flatMap(({ table, row, column, kind }) => {
    const layout = layouts.get(table);
    const position = rows.get(table)?.get(row);
    if (layout === undefined || position === undefined) return [];
    const columns = column === null ? layout.table.key : [column];
    const indexes = columns.flatMap((name) => layout.match.indexByColumn.get(name) ?? []);
    return indexes.map((index) => ({ layout, row: position, column: index, kind }));
  });
}
