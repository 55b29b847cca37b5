import type { Kysely } from 'kysely';
import type { AccountSums } from '../../shared/plan/sums/account-sums.ts';
import { amountNames } from '../../shared/plan/figures/amounts.ts';
import type { GroupSum } from '../../shared/plan/sums/group-sums.ts';
import { lineSums, type LineSum } from '../../shared/plan/sums/line-sums.ts';
import { keptOf, type ProjectPlaces } from '../../shared/plan/sums/project-places.ts';
import { postProgram } from '../../shared/plan/postings/post-program.ts';
import type { Posting } from '../../shared/plan/postings/posting.ts';
import { rowPlace } from '../../shared/plan/postings/reposted-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Database } from '../storage/schema.ts';
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

type PostingsOfRow = { readonly table: string; readonly row: RowId; readonly texts: string[] };

async function comparePostings(db: Kysely<Database>, program: string, rows: ProgramRows): Promise<SumFault[]> {
  const expected = new Map<string, PostingsOfRow>();
  postProgram(rows, null, (posting) => addText(expected, posting.table, posting.row, posting));
  const kept = new Map<string, PostingsOfRow>();
  const query = db.selectFrom('postings').selectAll().where('program', '=', program);
  for (const posting of await query.orderBy('table_name').orderBy('row_id').orderBy('ordinal').execute())
    addText(kept, posting.table_name, posting.row_id, posting);
  const places = [...new Set([...expected.keys(), ...kept.keys()])];
  return places
    .filter((place) => expected.get(place)?.texts.join() !== kept.get(place)?.texts.join())
    .map((place) => {
      const { table = null, row = null } = expected.get(place) ?? kept.get(place) ?? {};
      const label = table === null ? '' : tableNamed(table).label;
      return { table, row, message: `The kept postings of row ${row ?? ''} of ${label} are not what it says.` };
    });
}

function addText(
  rows: Map<string, PostingsOfRow>,
  table: string,
  row: RowId,
  { line, account, date, cents, change }: Pick<Posting, 'line' | 'account' | 'date' | 'cents' | 'change'>,
): void {
  const { texts } = getOrMake(rows, rowPlace(table, row), (): PostingsOfRow => ({ table, row, texts: [] }));
  texts.push(JSON.stringify([line, account, date, cents, change]));
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
