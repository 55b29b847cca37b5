import type { Kysely } from 'kysely';
import { dueBaselines, isAdopted, type ChangedCells } from '../../shared/plan/baselines/due-baselines.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { budgetLines } from '../../shared/tables/budget-lines.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { changes } from '../../shared/tables/changes.ts';
import { periods } from '../../shared/tables/periods.ts';
import { projects } from '../../shared/tables/projects.ts';
import { readJournalSince } from '../storage/journal.ts';
import type { Database, RevisionRow } from '../storage/schema.ts';
import { daysOfRevisions } from '../totals/plan-time.ts';
import { addBaselines, type NewBaseline } from './baselines.ts';

/** Remembers that the history of a program has been named, and whether its adopted plan is among it. */
export async function setBaselinesKept(db: Kysely<Database>, program: string, isAdoption: boolean): Promise<void> {
  await db
    .updateTable('programs')
    .set({ baselines_kept: isAdoption ? 1 : 0 })
    .where('id', '=', program)
    .execute();
}

/**
 * Names what a history has approved and closed, of a program of which nothing has been named yet: at its first approval or close
 * under this server, or when somebody asks for its baselines. Costs the journal of changes, months and projects.
 */
export async function fillBaselines(db: Kysely<Database>, program: string): Promise<void> {
  const adopted = await adoptionOf(db, program);
  const byRevision = await approvalsAndCloses(db, program);
  if (adopted !== undefined) getOrMake(byRevision, adopted.last, (): ChangedCells[] => []);
  const numbers = [...byRevision.keys()].sort((a, b) => a - b);
  const revisions = new Map((await readRevisionRows(db, program, numbers)).map((row) => [row.number, row]));
  const days = await daysOfRevisions(db, program, numbers);
  const made: NewBaseline[] = [];
  for (const number of numbers) {
    const [revision, day] = [revisions.get(number), days.get(number)];
    if (!revision || day === undefined) continue;
    const { hash, at, person: id, person_name: name } = revision;
    const isWithin = adopted !== undefined && number >= adopted.first && number < adopted.last;
    if (isWithin) continue;
    for (const due of dueBaselines(byRevision.get(number) ?? [], day, number === adopted?.last))
      made.push({ ...due, revision: number, hash, at, person: { id, name }, reason: '' });
  }
  await addBaselines(db, program, made);
  await setBaselinesKept(db, program, adopted !== undefined);
}

/** By revision, the budget changes and months that it changed, as they were after it. */
async function approvalsAndCloses(db: Kysely<Database>, program: string): Promise<Map<Revision, ChangedCells[]>> {
  const byRevision = new Map<Revision, ChangedCells[]>();
  for (const { name: table } of [changes, periods]) {
    const rows = new Map<RowId, Cells>();
    const entries = await readJournalSince(db, { program, after: 0, table });
    for (const { revision, row, kind, after } of entries.toReversed()) {
      const cells = kind === 'delete' ? {} : { ...rows.get(row), ...after };
      rows.set(row, cells);
      getOrMake(byRevision, revision, (): ChangedCells[] => []).push({ change: { table, kind, after }, cells });
    }
  }
  return byRevision;
}

/** The revisions in which a plan was taken up. */
interface Adoption {
  readonly first: Revision;
  readonly last: Revision;
}

/** The first revision with an approved project and a budget line. What was brought in portions under one note is one. */
async function adoptionOf(db: Kysely<Database>, program: string): Promise<Adoption | undefined> {
  const { line } = await db
    .selectFrom('journal')
    .select(({ fn }) => fn.min('revision').as('line'))
    .where('program', '=', program)
    .where('table_name', '=', budgetLines.name)
    .executeTakeFirstOrThrow();
  if (line === null) return undefined;
  const entries = await readJournalSince(db, { program, after: 0, table: projects.name });
  const approved = entries.findLast(({ after }) => isAdopted(after['status']))?.revision;
  if (approved === undefined) return undefined;
  const first = Math.max(line, approved);
  return { first, last: await lastPortion(db, program, first) };
}

async function lastPortion(db: Kysely<Database>, program: string, first: Revision): Promise<Revision> {
  const [start] = await readRevisionRows(db, program, [first]);
  if (!start || start.note === '') return first;
  const other = await db
    .selectFrom('revisions')
    .select('number')
    .where('program', '=', program)
    .where('number', '>', first)
    .where((where) =>
      where.or([
        where('person', '!=', start.person),
        where('workbook', '!=', start.workbook),
        where('note', '!=', start.note),
      ]),
    )
    .orderBy('number')
    .limit(1)
    .executeTakeFirst();
  if (other) return other.number - 1;
  const { last } = await db
    .selectFrom('revisions')
    .select(({ fn }) => fn.max('number').as('last'))
    .where('program', '=', program)
    .executeTakeFirstOrThrow();
  return last;
}

async function readRevisionRows(
  db: Kysely<Database>,
  program: string,
  numbers: readonly Revision[],
): Promise<RevisionRow[]> {
  // PostgreSQL takes no empty list.
  if (numbers.length === 0) return [];
  return db.selectFrom('revisions').selectAll().where('program', '=', program).where('number', 'in', numbers).execute();
}
