import { sql, type Kysely } from 'kysely';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { journalRecord, readJournalSince } from '../storage/journal.ts';
import { readRows, readRowsById } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import { undoJournal } from '../storage/undo-journal.ts';
import { readNarrowRows, type NarrowRow } from './read-narrow-rows.ts';

interface PartRequest {
  readonly program: string;
  /** Revision of the rows; absent: the head. */
  readonly at: Revision | undefined;
}

/**
 * The rows that the figures of these projects are made of, at the head or as they were at a revision: their lines with everything that
 * posts on them or is ordered there, their scope and forecasts. Costs the rows of the projects, not those of the plan.
 */
export async function readProjectPart(
  db: Kysely<Database>,
  request: PartRequest,
  numbers: readonly string[],
): Promise<ProgramRows> {
  const of = (table: TableName, column: string, values: Iterable<Cell>): Promise<readonly NarrowRow[]> =>
    rowsWhere(db, request, { table, column, values: texts(values) });
  const whole = (table: TableName): Promise<readonly NarrowRow[]> =>
    request.at === undefined
      ? readNarrowRows(db, request.program, table)
      : readRows(db, request.program, tableNamed(table), request.at);
  const projects = await of('projects', 'number', numbers);
  const budgetLines = await of('budgetLines', 'project', numbers);
  const lines = cellsOf(budgetLines, 'id');
  const changeLines = await of('changeLines', 'budgetLine', lines);
  const changes = await of('changes', 'number', cellsOf(changeLines, 'change'));
  const onLines = await of('commitments', 'budgetLine', lines);
  const charged = await of('expenditures', 'budgetLine', lines);
  // What is paid on a line may be ordered on another, and the other way round.
  const ordered = cellsOf(onLines, 'number');
  const expenditures = byRow(charged, await of('expenditures', 'commitment', ordered));
  const elsewhere = cellsOf(expenditures, 'commitment').filter((number) => !ordered.includes(number));
  const commitments = byRow(onLines, await of('commitments', 'number', [...ordered, ...elsewhere]));
  return programRows({
    projects,
    budgetLines,
    changeLines,
    changes,
    commitments,
    expenditures,
    commitmentChanges: await of('commitmentChanges', 'commitment', ordered),
    forecasts: await of('forecasts', 'project', numbers),
    scope: await of('scope', 'project', numbers),
    sites: await whole('sites'),
    siteBoundaries: await whole('siteBoundaries'),
    fundingSources: await whole('fundingSources'),
    fundingRequests: await whole('fundingRequests'),
  });
}

/** The project of a budget line at a revision; undefined: there is no such line. */
export async function projectOfLine(
  db: Kysely<Database>,
  { program, at }: PartRequest,
  line: string,
): Promise<string | undefined> {
  const [row] = await rowsWhere(db, { program, at }, { table: 'budgetLines', column: 'id', values: [line] });
  const project = row?.cells['project'];
  return typeof project === 'string' ? project : undefined;
}

interface Where {
  readonly table: TableName;
  readonly column: string;
  readonly values: readonly string[];
}

async function rowsWhere(
  db: Kysely<Database>,
  { program, at }: PartRequest,
  { table, column, values }: Where,
): Promise<readonly NarrowRow[]> {
  if (values.length === 0) return [];
  const head = await readNarrowRows(db, program, table, { column, values });
  if (at === undefined) return head;
  const wanted = new Set<Cell>(values);
  const gone = await rowsThatWere(db, program, at, { table, column, wanted });
  const ids = new Set([...head.map(({ row }) => row), ...gone]);
  const named = tableNamed(table);
  const rows = await readRowsById(db, program, named, ids);
  const since = await readJournalSince(db, { program, after: at, table, rows: [...ids] });
  return undoJournal(named, rows, since).filter(({ cells }) => wanted.has(cells[column] ?? null));
}

/** Rows that held one of the values before a change since then: they are not found by it any more. */
async function rowsThatWere(
  db: Kysely<Database>,
  program: string,
  at: Revision,
  { table, column, wanted }: { readonly table: TableName; readonly column: string; readonly wanted: ReadonlySet<Cell> },
): Promise<RowId[]> {
  const entries = await db
    .selectFrom('journal')
    .select(['revision', 'table_name', 'row_id', 'kind', 'before', 'after', 'previous'])
    .where('program', '=', program)
    .where('table_name', '=', table)
    .where('revision', '>', at)
    .where('kind', '!=', sql.lit('insert'))
    .where('before', 'like', `%"${column}":%`)
    .execute();
  return entries.map(journalRecord).flatMap(({ row, before }) => (wanted.has(before[column] ?? null) ? [row] : []));
}

function cellsOf(rows: readonly NarrowRow[], column: string): string[] {
  return [...new Set(texts(rows.map(({ cells }) => cells[column] ?? null)))];
}

function texts(cells: Iterable<Cell>): string[] {
  return [...cells].filter((cell) => typeof cell === 'string');
}

/** Each row once. */
function byRow(...lists: readonly (readonly NarrowRow[])[]): NarrowRow[] {
  return [...new Map(lists.flat().map((row) => [row.row, row])).values()];
}
