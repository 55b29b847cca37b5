import type { Kysely } from 'kysely';
import { sumCuts, type GroupSum, type GroupTally } from '../../shared/plan/sums/group-sums.ts';
import { isSameLine, type LineSum } from '../../shared/plan/sums/line-sums.ts';
import { insertMany } from '../storage/insert-many.ts';
import type { Database } from '../storage/schema.ts';
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
