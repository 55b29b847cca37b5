import type { Kysely } from 'kysely';
import { addAmounts, noAmounts, type Amounts } from '../../shared/plan/figures/amounts.ts';
import type {
  ChangeFacts,
  ChangeLine,
  MovedLine,
  MovedSource,
  MovedWhole,
} from '../../shared/plan/changes/change-facts.ts';
import { netsBySource } from '../../shared/plan/changes/change-nets.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { budgetLines } from '../../shared/tables/budget-lines.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { changeLines } from '../../shared/tables/change-lines.ts';
import { changes } from '../../shared/tables/changes.ts';
import { programSettings } from '../../shared/tables/program-settings.ts';
import { projects } from '../../shared/tables/projects.ts';
import { keyText, type Table } from '../../shared/tables/table.ts';
import { settingsOf } from '../../shared/plan/program-settings.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readRows } from '../storage/rows.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { readColumns } from '../totals/read-narrow-rows.ts';
import { readAmountsAround, type LineAmounts } from './amounts-around.ts';

/** A budget change as it is in the plan, with its lines in their order. */
export interface StoredChange {
  readonly header: StoredRow;
  readonly lines: readonly StoredRow[];
}

/** Rows of a table at the head by the values of one column that is its key or a reference. */
export async function rowsBy(
  db: Kysely<Database>,
  program: string,
  table: Table,
  column: string,
  values: Iterable<string>,
): Promise<StoredRow[]> {
  const texts = [...new Set(values)].map((value) => keyText([value]));
  return readMatchingRows(db, program, { table, columns: [column], texts });
}

/** These changes, by their numbers; one that is not there is left out. */
export async function readChanges(
  db: Kysely<Database>,
  program: string,
  numbers: Iterable<string>,
): Promise<ReadonlyMap<string, StoredChange>> {
  const headers = await rowsBy(db, program, changes, 'number', numbers);
  const known = headers.map(({ cells }) => String(cells['number']));
  const lines = await rowsBy(db, program, changeLines, 'change', known);
  lines.sort((a, b) => Number(a.cells['line']) - Number(b.cells['line']));
  return new Map(
    headers.map((header) => {
      const { number } = header.cells;
      return [String(number), { header, lines: lines.filter(({ cells }) => cells['change'] === number) }];
    }),
  );
}

/** A text, or null where the cell holds none. */
export function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

export function changeLineOf({ row, cells }: StoredRow): ChangeLine {
  return {
    line: Number(cells['line']),
    row,
    budgetLine: String(cells['budgetLine']),
    amount: Number(cells['amount']),
    counterpart: textOf(cells['counterpart']),
    note: textOf(cells['note']),
  };
}

/** A change with its lines, and budget lines that come into the plan with it. */
export interface ChangeToRead {
  readonly change: Cells;
  readonly lines: readonly ChangeLine[];
  readonly newLines?: readonly Cells[];
  /** Its lines are still to be found: whatever could be their other side is read as well. */
  readonly isOpen?: boolean;
}

/** Reads what a change moves as of a day at the head. Call it inside a snapshot. */
export async function readChangeFacts(
  db: Kysely<Database>,
  program: ProgramRow,
  { change, lines, newLines = [], isOpen = false }: ChangeToRead,
  asOf: string,
): Promise<ChangeFacts> {
  const ids = lines.map(({ budgetLine }) => budgetLine);
  const rows = await rowsBy(db, program.id, budgetLines, 'id', ids);
  const known = rows.map(({ cells }) => cells);
  const [all, sources] = [[...known, ...newLines], await readColumns(db, program.id, sourceColumns)];
  const [own, codes] = [valuesIn(all, 'project'), valuesIn(all, 'source')];
  const reserves = !isOpen && isInBalance(lines, all) ? [] : await readReserves(db, program.id);
  const around = { projects: new Set([...own, ...reserves]), sources: codes, asOf };
  const amounts = await readAmountsAround(db, program, around);
  const byLine = new Map(amounts.lines.map((line) => [line.id, line]));
  const moved = new Map(amounts.lines.map((line) => [line.id, otherLine(line)]));
  for (const cells of known) moved.set(String(cells['id']), movedLine(cells, false, byLine.get(String(cells['id']))));
  for (const cells of newLines) moved.set(String(cells['id']), movedLine(cells, true, undefined));
  const settings = await readRows(db, program.id, programSettings);
  return {
    change,
    lines,
    budgetLines: moved,
    projects: projectsOf(await rowsBy(db, program.id, projects, 'number', own), amounts.lines),
    sources: new Map(
      sources
        .filter(({ cells }) => codes.has(String(cells['code'])))
        .map(({ cells }) => [String(cells['code']), movedSource(cells, amounts.current)]),
    ),
    settings: settingsOf(settings.map(({ cells }) => ({ key: String(cells['key']), value: String(cells['value']) }))),
    asOf,
  };
}

const sourceColumns = { table: 'fundingSources', columns: ['code', 'name', 'authorized'] } as const;

function valuesIn(rows: readonly Cells[], column: string): Set<string> {
  return new Set(rows.flatMap((cells) => textOf(cells[column]) ?? []));
}

function isInBalance(lines: readonly ChangeLine[], known: readonly Cells[]): boolean {
  const sources = new Map(known.map((cells) => [cells['id'], String(cells['source'])]));
  const moved = lines.flatMap(({ budgetLine, amount }) => {
    const source = sources.get(budgetLine);
    return source === undefined ? [] : [{ source, amount }];
  });
  return [...netsBySource(moved).values()].every((net) => net === 0);
}

/** What is held in reserve could be the other side of any change. */
async function readReserves(db: Kysely<Database>, program: string): Promise<string[]> {
  const rows = await readColumns(db, program, { table: 'projects', columns: ['number', 'class'] });
  return rows.filter(({ cells }) => cells['class'] === 'Program Reserve').map(({ cells }) => String(cells['number']));
}

function otherLine(line: LineAmounts): MovedLine {
  return { ...line, location: null, system: null, account: null, isNew: false };
}

function movedLine(cells: Cells, isNew: boolean, known: LineAmounts | undefined): MovedLine {
  return {
    id: String(cells['id']),
    project: String(cells['project']),
    source: String(cells['source']),
    fiscalYear: String(cells['fiscalYear']),
    category: String(cells['category']),
    location: textOf(cells['location']),
    system: textOf(cells['system']),
    account: textOf(cells['account']),
    isNew,
    amounts: known?.amounts ?? noAmounts(),
  };
}

function projectsOf(rows: readonly StoredRow[], lines: readonly LineAmounts[]): Map<string, MovedWhole> {
  const sums = new Map<string, Amounts>();
  for (const { project, amounts } of lines) addAmounts(getOrMake(sums, project, noAmounts), amounts);
  return new Map(
    rows.map(({ cells: { number, name } }) => [
      String(number),
      { name: textOf(name), amounts: sums.get(String(number)) ?? noAmounts() },
    ]),
  );
}

function movedSource({ code, name, authorized }: Cells, current: ReadonlyMap<string, number>): MovedSource {
  return {
    name: textOf(name),
    amounts: { ...noAmounts(), current: current.get(String(code)) ?? 0 },
    authorized: Number(authorized ?? 0),
  };
}
