import { invariantFacts, judgePlan, type Verdict } from '../../../shared/plan/invariants/judge-plan.ts';
import { planRows } from '../../../shared/plan/invariants/plan-rows.ts';
import { rowsOfPart, tablesOfPart, type RowsByTable } from '../../../shared/plan/part/plan-part.ts';
import type { LockedCells } from '../../../shared/plan/locks/locked-cells.ts';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import type { RowId } from '../../../shared/tables/cell.ts';
import type { PartRows } from '../../../shared/tables/part-rows.ts';
import { editableColumns } from '../../../shared/tables/table.ts';
import { partReports } from '../../reports/part-report.ts';
import { stampOf, type ReportInput } from '../../reports/report-input.ts';
import type { SnapshotPart } from './program-snapshot.ts';
import type { ProgramWorkbook, WorkbookTable } from './program-workbook.ts';

const NAME_ONLY = 'This row is here for its name. What is typed here is not taken.';

/**
 * [W17] The workbook of a part of the plan: its own rows, and grey those that they name. It says which rows it was given,
 * so that what it does not hold is not taken for deleted when it comes back.
 */
export function partWorkbook(input: ReportInput, { part, label }: SnapshotPart): ProgramWorkbook {
  const { snapshot, tables } = input;
  const verdicts = part.kind === 'open' ? judged(input) : [];
  const plan = new Map(tables.map(({ table, rows }) => [table.name, rows]));
  const { own, named } = rowsOfPart(plan, part, faultyRows(verdicts));
  const open = tablesOfPart(part);
  const given = tables.flatMap((whole): { table: WorkbookTable; rows: PartRows }[] => {
    const { name } = whole.table;
    const [mine, others] = [own.get(name) ?? none, named.get(name) ?? none];
    if (mine.size === 0 && others.size === 0 && !open.has(name)) return [];
    return [{ table: partOf(whole, mine, others), rows: { table: name, own: [...mine], named: [...others] } }];
  });
  return {
    title: `${snapshot.name} – ${label}`,
    stamp: stampOf(snapshot),
    metadata: {
      ...snapshot.metadata,
      columns: given.map(({ table: { table } }) => ({ table: table.name, columns: Object.keys(table.columns) })),
      part: { label, rows: given.map(({ rows }) => rows) },
    },
    reports: partReports(input, label, verdicts),
    tables: given.map(({ table }) => table),
  };
}

const none: ReadonlySet<RowId> = new Set();
/** The day of a workbook that is of no day: nothing is in its past. */
const EARLIEST = '1990-01-01';

/** What the checks find on the day of the workbook. */
function judged({ snapshot, facts }: ReportInput): Verdict[] {
  const { asOf, rows } = snapshot;
  return judgePlan(invariantFacts(planRows(rows), asOf ?? EARLIEST, facts)).filter(({ passed }) => !passed);
}

function faultyRows(verdicts: readonly Verdict[]): RowsByTable {
  const rows = new Map<string, Set<RowId>>();
  for (const { findings } of verdicts) {
    for (const { cells } of findings) {
      for (const { table, row } of cells) getOrMake(rows, table, () => new Set<RowId>()).add(row);
    }
  }
  return rows;
}

/** Own rows first, as they are in the whole workbook, then those that are there for their names. */
function partOf(
  { table, rows, locked = [] }: WorkbookTable,
  own: ReadonlySet<RowId>,
  named: ReadonlySet<RowId>,
): WorkbookTable {
  const shown = [...rows.filter(({ row }) => own.has(row)), ...rows.filter(({ row }) => named.has(row))];
  const nameOnly: LockedCells[] =
    named.size === 0 ? [] : [{ table: table.name, columns: editableColumns(table), hint: NAME_ONLY, rows: named }];
  const held = locked.map((cells) => ({ ...cells, rows: new Set([...cells.rows].filter((row) => own.has(row))) }));
  return { table, rows: shown, locked: [...held.filter(({ rows: left }) => left.size > 0), ...nameOnly] };
}
