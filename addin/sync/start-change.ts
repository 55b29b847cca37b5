import { changeLines } from '../../shared/tables/change-lines.ts';
import { changes } from '../../shared/tables/changes.ts';
import type { Cell, Cells, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { Table } from '../../shared/tables/table.ts';
import type { Instead } from '../../shared/sync/outcome.ts';
import type { LocalTable } from '../../shared/sync/read/local-table.ts';
import { emptyWrites, type RowAppend, type TableWrites } from '../../shared/sync/apply/table-writes.ts';
import { planPutBack } from './put-back.ts';
import type { WorkbookReading } from './read-workbook.ts';
import type { OpenRefusal } from './session/sync-state.ts';

/** A budget change as it is drafted in the workbook. */
export interface StartedChange {
  readonly number: string;
  readonly writes: readonly TableWrites[];
}

export interface ChangeStart {
  /** What was refused, and the budget change that does it instead. */
  readonly refusal: OpenRefusal;
  readonly instead: Instead;
  /** Name of who asks. */
  readonly requestedBy: string;
  readonly newRow: () => RowId;
}

/** Numbers as the office gives them: BC-0031. */
const NUMBER = /^BC-(\d+)$/;

/**
 * [FD1] What drafts a budget change for a refused amount: its header and one line, as changes of the person's own, and
 * the plan's value back where it was typed. The reason and the line that gives the money are the person's to fill in.
 * Null where the workbook has no tables for it.
 */
export function planChange(reading: WorkbookReading, start: ChangeStart): StartedChange | null {
  const { locals, survey } = reading;
  const [header, lines] = [changes, changeLines].map(({ name }) => locals.find(({ table }) => table.name === name));
  if (!header || !lines) return null;
  const number = nextNumber(reading, header);
  const { refusal, instead, requestedBy, newRow } = start;
  const append = (local: LocalTable, cells: Cells): TableWrites => ({
    ...emptyWrites(local.table.name),
    appends: [appended(local.table, newRow(), cells, survey.date1904)],
  });
  const writes = [
    append(header, {
      number,
      type: 'Staff Modification',
      status: 'Draft',
      title: `Move money of ${instead.line}`,
      requestedBy,
    }),
    append(lines, { change: number, line: 1, budgetLine: instead.line, amount: instead.amount }),
    ...givenUp(reading, refusal),
  ];
  return { number, writes };
}

/** The plan's value again; of a line that is new, and may come without an amount only, 0.00. */
function givenUp(reading: WorkbookReading, { table, row, column, isNewRow }: OpenRefusal): TableWrites[] {
  if (isNewRow !== true) return planPutBack(reading, [{ table, row, column }]);
  const local = reading.locals.find((each) => each.table.name === table);
  const found = local?.rows.find(({ rowId }) => rowId === row);
  const index = local?.sheet.columns.indexOf('original') ?? -1;
  if (!found || index < 0) return [];
  const { position, values } = found.sheet;
  const cell = { row, position, column: 'original', expected: values[index] ?? '', value: 0 };
  return [{ ...emptyWrites(table), cells: [cell] }];
}

function appended(table: Table, row: RowId, cells: Readonly<Record<string, Cell>>, date1904: boolean): RowAppend {
  const values = Object.entries(cells).flatMap(([name, value]) => {
    const column = table.columns[name];
    return column ? [[name, cellToExcel(column, value, date1904)] as const] : [];
  });
  return { row, cells: Object.fromEntries(values) };
}

/** One more than the highest number in sheet and plan, with as many digits. */
function nextNumber({ base }: WorkbookReading, header: LocalTable): string {
  const known = [...(base.tables.get(changes.name)?.values() ?? []), ...header.rows.map(({ cells }) => cells)];
  const digits = known.flatMap(({ number }) => NUMBER.exec(String(number ?? ''))?.[1] ?? []);
  const width = Math.max(4, ...digits.map((text) => text.length));
  const highest = digits.reduce((most, text) => Math.max(most, Number(text)), 0);
  return `BC-${String(highest + 1).padStart(width, '0')}`;
}
