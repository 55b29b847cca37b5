import type { Kysely } from 'kysely';
import type { AccountSums } from '../../shared/plan/sums/account-sums.ts';
import { amountNames } from '../../shared/plan/figures/amounts.ts';
import type { GroupSum } from '../../shared/plan/sums/group-sums.ts';
import { lineSums, type LineSum } from '../../shared/plan/sums/line-sums.ts';
import { keptOf, type ProjectPlaces } from '../../shared/plan/sums/project-places.ts';
import { postProgram } from '../../shared/plan/postings/post-program.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { findTable, tableNames } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Database, PostingRow } from '../storage/schema.ts';
import { readLineSums } from './project-sums.ts';
import { amountsOfRow, lineSumValues, placesOfRow } from './sum-rows.ts';
import { accountSpecs, summedAccounts } from '../../shared/plan/postings/accounts.ts';

/** What is kept and not what the rows say. */
export interface SumFault {
  /** The row whose postings are wrong; null: a sum is. */
  readonly table: string | null;
  readonly row: RowId | null;
  readonly message: string;
}

/** Holds everything that is kept against what the rows of the program give. */
export async function compareSums(db: Kysely<Database>, program: string, rows: ProgramRows): Promise<SumFault[]> {
  const lines = lineSums(rows);
  const { groups, places } = keptOf(rows, lines);
  return [
    ...(await comparePostings(db, program, rows)),
    ...(await compareLines(db, program, lines)),
    ...(await compareGroups(db, program, groups)),
    ...(await comparePlaces(db, program, places)),
  ];
}

/** What each row posts, as one text: of a large plan there are half a million. */
async function comparePostings(db: Kysely<Database>, program: string, rows: ProgramRows): Promise<SumFault[]> {
  const expected = new Map<string, Map<RowId, string>>();
  postProgram(rows, null, (posting) => addText(expected, posting.table, posting.row, posting));
  const kept = new Map<string, Map<RowId, string>>();
  const faults: SumFault[] = [];
  for (const table of await postedTables(db, program)) {
    for await (const postings of readPostings(db, program, table))
      for (const posting of postings) addText(kept, table, posting.row_id, posting);
    const [should, is] = [expected.get(table) ?? none, kept.get(table) ?? none];
    for (const row of new Set([...should.keys(), ...is.keys()])) {
      if (should.get(row) === is.get(row)) continue;
      const label = findTable(table)?.label ?? table;
      faults.push({ table, row, message: `The kept postings of row ${row} of ${label} are not what it says.` });
    }
    expected.delete(table);
    kept.delete(table);
  }
  return faults;
}

/** Those of the plan, and whatever somebody has put beside them. */
async function postedTables(db: Kysely<Database>, program: string): Promise<ReadonlySet<string>> {
  const query = db.selectFrom('postings').select('table_name').distinct().where('program', '=', program);
  return new Set([...tableNames, ...(await query.execute()).map(({ table_name: name }) => name)]);
}

const none: ReadonlyMap<RowId, string> = new Map();
/** Postings that are read together. */
const POSTINGS_TOGETHER = 5_000;

/** The kept postings of a table in their order, in portions. */
export async function* readPostings(
  db: Kysely<Database>,
  program: string,
  table: string,
  size = POSTINGS_TOGETHER,
): AsyncGenerator<readonly PostingRow[]> {
  let last: Pick<PostingRow, 'row_id' | 'ordinal'> | undefined = { row_id: '', ordinal: -1 };
  while (last !== undefined) {
    const after = last;
    const found: readonly PostingRow[] = await db
      .selectFrom('postings')
      .selectAll()
      .where('program', '=', program)
      .where('table_name', '=', table)
      // By this the index leads there; the next condition alone would go through all that stand before.
      .where('row_id', '>=', after.row_id)
      .where((where) =>
        where.or([
          where('row_id', '>', after.row_id),
          where.and([where('row_id', '=', after.row_id), where('ordinal', '>', after.ordinal)]),
        ]),
      )
      .orderBy('row_id')
      .orderBy('ordinal')
      .limit(size)
      .execute();
    yield found;
    last = found.length < size ? undefined : found.at(-1);
  }
}

function addText(
  byTable: Map<string, Map<RowId, string>>,
  table: string,
  row: RowId,
  { line, account, date, cents, change }: Pick<Posting, 'line' | 'account' | 'date' | 'cents' | 'change'>,
): void {
  const texts = getOrMake(byTable, table, () => new Map<RowId, string>());
  texts.set(row, (texts.get(row) ?? '') + JSON.stringify([line, account, date, cents, change]));
}

async function compareLines(db: Kysely<Database>, program: string, lines: readonly LineSum[]): Promise<SumFault[]> {
  const stored = await readLineSums(db, program);
  const kept = new Map(stored.map((line) => [JSON.stringify([line.project, line.line]), line]));
  const expected = new Map(lines.map((line) => [JSON.stringify([line.project, line.line]), line]));
  const faults: SumFault[] = [];
  for (const place of new Set([...expected.keys(), ...kept.keys()])) {
    const [is, should] = [kept.get(place), expected.get(place)];
    if (is && should && lineSumValues('', is).join('\n') === lineSumValues('', should).join('\n')) continue;
    const { line = '', project = '' } = should ?? is ?? {};
    const what = line === '' ? `project ${project}, which has no lines,` : `budget line ${line}`;
    faults.push(sumFault(what, accountWords(is?.sums, should?.sums)));
  }
  return faults;
}

async function compareGroups(db: Kysely<Database>, program: string, groups: readonly GroupSum[]): Promise<SumFault[]> {
  const stored = await db.selectFrom('group_sums').selectAll().where('program', '=', program).execute();
  const kept = new Map(
    stored.map((row) => [placeOf(row.cut, row.group_name), { lines: row.lines, amounts: amountsOfRow(row) }]),
  );
  const expected = new Map(groups.map((sum) => [placeOf(sum.cut, sum.group), sum]));
  const faults: SumFault[] = [];
  for (const place of new Set([...expected.keys(), ...kept.keys()])) {
    const [is, should] = [kept.get(place), expected.get(place)];
    const words = amountNames
      .filter((name) => (is?.amounts[name] ?? 0) !== (should?.amounts[name] ?? 0))
      .map((name) => `${name} is kept as ${is?.amounts[name] ?? 0} cents and adds up to ${should?.amounts[name] ?? 0}`);
    if (words.length === 0 && is?.lines === should?.lines) continue;
    faults.push(sumFault(place, words.join('; ') || 'they are of other lines'));
  }
  return faults;
}

function placeOf(cut: string, group: string): string {
  return group === '' ? `no group in the cut by ${cut}` : `${group} in the cut by ${cut}`;
}

async function comparePlaces(
  db: Kysely<Database>,
  program: string,
  places: readonly ProjectPlaces[],
): Promise<SumFault[]> {
  const stored = await db.selectFrom('project_places').selectAll().where('program', '=', program).execute();
  const kept = new Map(stored.map((row) => [row.project, JSON.stringify(placesOfRow(row))]));
  const expected = new Map(places.map((place) => [place.project, JSON.stringify(place)]));
  return [...new Set([...expected.keys(), ...kept.keys()])]
    .filter((project) => kept.get(project) !== expected.get(project))
    .map((project) => ({
      table: null,
      row: null,
      message: `The kept sites of project ${project} are not those of its lines and scope.`,
    }));
}

function accountWords(is: AccountSums | undefined, should: AccountSums | undefined): string {
  const words = summedAccounts
    .filter((account) => (is?.[account] ?? 0) !== (should?.[account] ?? 0))
    .map(
      (account) =>
        `${accountSpecs[account].label} is kept as ${is?.[account] ?? 0} cents and adds up to ${should?.[account] ?? 0}`,
    );
  return words.join('; ') || 'they are of other groups';
}

function sumFault(what: string, words: string): SumFault {
  return { table: null, row: null, message: `The kept sums of ${what} are not what the rows add up to: ${words}.` };
}
