import { sql, type Kysely } from 'kysely';
import { sumCuts, type GroupSum, type GroupTally } from '../../shared/plan/sums/group-sums.ts';
import { isSameLine, type LineSum } from '../../shared/plan/sums/line-sums.ts';
import { summedAccounts } from '../../shared/plan/postings/accounts.ts';
import { invalidRequest } from '../errors.ts';
import { insertMany } from '../storage/insert-many.ts';
import { sqlColumn, type Database } from '../storage/schema.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import {
  groupSumColumns,
  groupSumKey,
  groupSumsAdded,
  groupSumValues,
  lineSumColumns,
  lineSumKey,
  lineSumValues,
} from './sum-rows.ts';

/** Writes the lines that are others than before, and tells the tally. */
export async function putLines(
  db: Kysely<Database>,
  program: string,
  tally: GroupTally,
  { before, after }: { readonly before: readonly LineSum[]; readonly after: readonly LineSum[] },
): Promise<void> {
  const [known, left] = [new Set(before), new Set(after)];
  const stood = new Map(before.flatMap((line) => (left.has(line) ? [] : [[placeOf(line), line]])));
  const moved = after.filter((line) => !known.has(line));
  const put = moved.filter((line) => !isSameAs(line, stood.get(placeOf(line))));
  const stay = new Set(moved.map(placeOf));
  const gone = [...stood].flatMap(([place, line]) => (stay.has(place) ? [] : [line]));
  const replaced = put.flatMap((line) => stood.get(placeOf(line)) ?? []);
  await removeLines(db, program, gone);
  if (put.length > 0)
    await insertMany(db, {
      table: 'line_sums',
      columns: lineSumColumns,
      replacing: lineSumKey,
      rows: put.map((line) => lineSumValues(program, line)),
    });
  await assertExact(db, program, put);
  for (const line of put) tally.addLine(line);
  for (const line of [...gone, ...replaced]) tally.addLine(line, -1);
}

/** Moves the sums of groups; those that no line is left of go. */
export async function moveGroups(db: Kysely<Database>, program: string, moves: readonly GroupSum[]): Promise<void> {
  if (moves.length === 0) return;
  await insertMany(db, {
    table: 'group_sums',
    columns: groupSumColumns,
    replacing: groupSumKey,
    adding: groupSumsAdded,
    rows: moves.map((sum) => groupSumValues(program, sum)),
  });
  const fewer = new Set(moves.flatMap(({ group, lines }) => (lines < 0 ? [group] : [])));
  if (fewer.size === 0) return;
  await db
    .deleteFrom('group_sums')
    .where('program', '=', program)
    .where(isAmong(db, 'cut', sumCuts))
    .where(isAmong(db, 'group_name', fewer))
    .where('lines', '=', 0)
    .execute();
}

/** Cents that no line of a plan holds: a hundred billion dollars. */
const LARGE = 10 ** 13;
/** Cents that the lines of a program hold at most: figures made of several sums are exact in a double as well. */
const MOST = 2 ** 52;

/**
 * Throws invalid_request where lines hold more than a figure holds to the cent: what is kept would be off by some cents, and
 * stay so after the amounts are gone.
 */
async function assertExact(db: Kysely<Database>, program: string, lines: readonly LineSum[]): Promise<void> {
  if (!lines.some(({ sums }) => summedAccounts.some((account) => Math.abs(sums[account]) >= LARGE))) return;
  const sizes = summedAccounts.map((account) =>
    sql<number | string | null>`sum(abs(cast(${sql.ref(sqlColumn(account))} AS double precision)))`.as(account),
  );
  const held = await db.selectFrom('line_sums').select(sizes).where('program', '=', program).executeTakeFirstOrThrow();
  if (summedAccounts.every((account) => Number(held[account]) < MOST)) return;
  throw invalidRequest(
    '',
    'The plan would add up to more than 45 trillion dollars, which no figure holds to the cent. Nothing was saved. Look for an amount with too many digits, such as the number of an account in a column of amounts.',
  );
}

async function removeLines(db: Kysely<Database>, program: string, gone: readonly LineSum[]): Promise<void> {
  // A line is of one project, while every project without lines has one of no name.
  const [named, nameless] = [gone.filter(({ line }) => line !== ''), gone.filter(({ line }) => line === '')];
  for (const lines of [named, nameless]) {
    if (lines.length === 0) continue;
    await db
      .deleteFrom('line_sums')
      .where('program', '=', program)
      .where(isAmong(db, 'project', new Set(lines.map(({ project }) => project))))
      .where(isAmong(db, 'line', new Set(lines.map(({ line }) => line))))
      .execute();
  }
}

function placeOf({ project, line }: LineSum): string {
  // Neither holds a line break.
  return `${project}\n${line}`;
}

function isSameAs(line: LineSum, other: LineSum | undefined): boolean {
  return other !== undefined && isSameLine(line, other);
}
