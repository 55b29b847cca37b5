import { changeLines } from '../../shared/tables/change-lines.ts';
import { changes } from '../../shared/tables/changes.ts';
import { compareText } from '../../shared/sync/compare-text.ts';
import { netsBySource } from '../../shared/plan/change-nets.ts';
import { nextChangeNumber, titleOfLines } from '../../shared/plan/changes/change-number.ts';
import { budgetLines } from '../../shared/tables/budget-lines.ts';
import type { Cell, CellPlace, Cells, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Instead } from '../../shared/sync/outcome.ts';
import type { LocalTable } from '../../shared/sync/read/local-table.ts';
import { emptyWrites, type RowAppend, type TableWrites } from '../../shared/sync/apply/table-writes.ts';
import { planPutBack } from './put-back.ts';
import type { WorkbookReading } from './read-workbook.ts';
import type { OpenRefusal } from './session/sync-state.ts';
import { isStillRefused } from './standing.ts';

/** A side of a drafted change that the person has yet to choose: the line that gives, or takes, what is left. */
export interface OpenSide {
  readonly source: string;
  /** Cents. */
  readonly amount: number;
  readonly place: CellPlace;
}

/** A budget change as it is drafted in the workbook. */
export interface StartedChange {
  readonly number: string;
  /** What was refused, as it is on its lines: cents by budget line. */
  readonly moved: readonly Instead[];
  /** Where its reason goes. */
  readonly reason: CellPlace;
  /** One per source in which the refused amounts do not net to zero. */
  readonly open: readonly OpenSide[];
}

export interface PlannedChange extends StartedChange {
  readonly writes: readonly TableWrites[];
}

export interface ChangeStart {
  /** What was refused and a budget change would do instead; others are left out. */
  readonly refusals: readonly OpenRefusal[];
  /** Name of who asks. */
  readonly requestedBy: string;
  readonly newRow: () => RowId;
}

/**
 * [FD1] What drafts one budget change for refused amounts: its header and a line for each, as changes of the person's own,
 * and the plan's values back where they were typed. Where they do not net to zero in a source, the line that gives the
 * money stands there with its amount [V20]; which one it is, and the reason, are the person's to fill in. Null where the
 * workbook has no tables for it.
 */
export function planChange(reading: WorkbookReading, start: ChangeStart): PlannedChange | null {
  const { locals, survey } = reading;
  const [header, lines] = [changes, changeLines].map(({ name }) => locals.find(({ table }) => table.name === name));
  if (!header || !lines) return null;
  const { refusals, requestedBy, newRow } = start;
  const moved = movedAmounts(refusals);
  const number = nextNumber(reading, header);
  const headerRow = newRow();
  const open = openSides(reading, moved).map((side) => ({ ...side, place: placeIn(lines, newRow(), 'budgetLine') }));
  const lineRows = [
    ...moved.map(({ line, amount }) => ({ row: newRow(), cells: { budgetLine: line, amount } })),
    ...open.map(({ amount, place: { row } }) => ({ row, cells: { amount } })),
  ];
  const draft = {
    number,
    type: 'Staff Modification',
    status: 'Draft',
    title: titleOfLines(moved.map(({ line }) => line)),
    requestedBy,
  };
  const writes = [
    append(header, [{ row: headerRow, cells: draft }], survey.date1904),
    append(
      lines,
      lineRows.map(({ row, cells }, index) => ({ row, cells: { change: number, line: index + 1, ...cells } })),
      survey.date1904,
    ),
    ...givenUp(reading, refusals),
  ];
  return { number, moved, reason: placeIn(header, headerRow, 'reason'), open, writes };
}

/**
 * True while the sheet holds just what was refused, and each line the amount by which its change would move money. What
 * somebody has typed since has been judged by nobody: the plan's value must not take its place.
 */
export function areAsRefused(
  reading: WorkbookReading,
  edits: readonly Edit[],
  refusals: readonly OpenRefusal[],
): boolean {
  const byPlace = new Map(edits.map((edit) => [`${edit.table} ${edit.row}`, edit]));
  return refusals.every((refusal) => {
    const edit = byPlace.get(`${refusal.table} ${refusal.row}`);
    if (edit === undefined || !isStillRefused(refusal, edit)) return false;
    // A word about a row as a whole is about its coming or its going.
    if (refusal.column === null && edit.kind === 'update') return false;
    return refusal.instead === undefined || refusal.instead.amount === difference(reading, refusal.row);
  });
}

/** Cents by which the original amount of a line differs from the plan's; null: it cannot be read. */
function difference({ locals, base }: WorkbookReading, row: RowId): number | null {
  const found = locals
    .find(({ table }) => table.name === budgetLines.name)
    ?.rows.find(({ rowId }) => rowId === row)?.cells;
  const [now, before] = [
    found === undefined ? null : found['original'],
    base.tables.get(budgetLines.name)?.get(row)?.['original'],
  ];
  return now === undefined ? null : Number(now ?? 0) - Number(before ?? 0);
}

function placeIn({ table }: LocalTable, row: RowId, column: string): CellPlace {
  return { table: table.name, row, column };
}

/** The amounts to move, each budget line once, in their order: a lock refuses every cell of a row that it holds. */
function movedAmounts(refusals: readonly OpenRefusal[]): Instead[] {
  const byLine = new Map(refusals.flatMap(({ instead }) => (instead ? [[instead.line, instead] as const] : [])));
  return [...byLine.values()].toSorted((a, b) => compareText(a.line, b.line));
}

function openSides({ locals, base }: WorkbookReading, moved: readonly Instead[]): Omit<OpenSide, 'place'>[] {
  const local = locals.find(({ table }) => table.name === budgetLines.name);
  const known = [
    ...(base.tables.get(budgetLines.name)?.values() ?? []),
    ...(local?.rows ?? []).map((row) => row.cells),
  ];
  const sources = new Map(known.map(({ id, source }) => [id, source]));
  const nets = netsBySource(
    moved.flatMap(({ line, amount }) => {
      const source = sources.get(line);
      return typeof source === 'string' ? [{ source, amount }] : [];
    }),
  );
  return [...nets].flatMap(([source, net]) => (net === 0 ? [] : [{ source, amount: -net }]));
}

function append(
  { table }: LocalTable,
  rows: readonly { readonly row: RowId; readonly cells: Cells }[],
  date1904: boolean,
): TableWrites {
  return { ...emptyWrites(table.name), appends: rows.map(({ row, cells }) => appended(table, row, cells, date1904)) };
}

/** The plan's values again; of lines that are new, and may come without an amount only, 0.00. */
function givenUp(reading: WorkbookReading, refusals: readonly OpenRefusal[]): TableWrites[] {
  const isNew = ({ isNewRow }: OpenRefusal): boolean => isNewRow === true;
  return [
    ...planPutBack(
      reading,
      refusals.filter((refusal) => !isNew(refusal)),
    ),
    ...withoutAmounts(reading, new Set(refusals.filter(isNew).map(({ row }) => row))),
  ];
}

function withoutAmounts({ locals }: WorkbookReading, rows: ReadonlySet<RowId>): TableWrites[] {
  const local = locals.find(({ table }) => table.name === budgetLines.name);
  const index = local?.sheet.columns.indexOf('original') ?? -1;
  if (!local || index < 0) return [];
  const cells = local.rows.flatMap(({ rowId, sheet: { position, values } }) =>
    rowId === null || !rows.has(rowId)
      ? []
      : [{ row: rowId, position, column: 'original', expected: values[index] ?? '', value: 0 }],
  );
  return cells.length === 0 ? [] : [{ ...emptyWrites(budgetLines.name), cells }];
}

function appended(table: Table, row: RowId, cells: Readonly<Record<string, Cell>>, date1904: boolean): RowAppend {
  const values = Object.entries(cells).flatMap(([name, value]) => {
    const column = table.columns[name];
    return column ? [[name, cellToExcel(column, value, date1904)] as const] : [];
  });
  return { row, cells: Object.fromEntries(values) };
}

/** One more than the highest number in sheet and plan. */
function nextNumber({ base }: WorkbookReading, header: LocalTable): string {
  const known = [...(base.tables.get(changes.name)?.values() ?? []), ...header.rows.map(({ cells }) => cells)];
  return nextChangeNumber(known.map(({ number }) => String(number ?? '')));
}
