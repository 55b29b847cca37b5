import type { Kysely } from 'kysely';
import { summedAccounts, type AccountSums } from '../../shared/plan/account-sums.ts';
import { cutSums, lineSums, type CutSum } from '../../shared/plan/line-sums.ts';
import { postProgram } from '../../shared/plan/post-program.ts';
import { accountLabels, type Posting } from '../../shared/plan/posting.ts';
import { rowPlace } from '../../shared/plan/reposted-rows.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { kindOfRow, lineSumOf, lineSumValues, sumsOfRow } from './sum-rows.ts';

/** What is kept and not what the rows say. */
export interface SumFault {
  /** The row whose postings are wrong; null: a sum is. */
  readonly table: string | null;
  readonly row: RowId | null;
  readonly message: string;
}

/** Holds everything that is kept against what the rows of the program give. */
export async function compareSums(db: Kysely<Database>, program: string, rows: ProgramRows): Promise<SumFault[]> {
  return [
    ...(await comparePostings(db, program, rows)),
    ...(await compareLines(db, program, rows)),
    ...(await compareCuts(db, program, rows)),
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

async function compareLines(db: Kysely<Database>, program: string, rows: ProgramRows): Promise<SumFault[]> {
  const stored = await db.selectFrom('line_sums').selectAll().where('program', '=', program).execute();
  const kept = new Map(stored.map((row) => [JSON.stringify([row.project, row.line]), lineSumOf(row)]));
  const expected = new Map(lineSums(rows).map((line) => [JSON.stringify([line.project, line.line]), line]));
  const faults: SumFault[] = [];
  for (const place of new Set([...expected.keys(), ...kept.keys()])) {
    const [is, should] = [kept.get(place), expected.get(place)];
    if (is && should && lineSumValues('', is).join('\n') === lineSumValues('', should).join('\n')) continue;
    const { line = '', project = '' } = should ?? is ?? {};
    const what = line === '' ? `project ${project}, which has no lines,` : `budget line ${line}`;
    faults.push(sumFault(what, is?.sums, should?.sums));
  }
  return faults;
}

async function compareCuts(db: Kysely<Database>, program: string, rows: ProgramRows): Promise<SumFault[]> {
  const stored = await db.selectFrom('cut_sums').selectAll().where('program', '=', program).execute();
  const keyOf = ({ cut, group, kind }: Pick<CutSum, 'group' | 'kind'> & { readonly cut: string }): string =>
    JSON.stringify([cut, group, kind.isContingency, kind.isReserve]);
  const kept = new Map(
    stored.map((row) => {
      const sum = { cut: row.cut, group: row.group_name, kind: kindOfRow(row), lines: row.lines, sums: sumsOfRow(row) };
      return [keyOf(sum), sum];
    }),
  );
  const expected = new Map(cutSums(lineSums(rows)).map((sum) => [keyOf(sum), sum]));
  const faults: SumFault[] = [];
  for (const place of new Set([...expected.keys(), ...kept.keys()])) {
    const [is, should] = [kept.get(place), expected.get(place)];
    if (is && should && is.lines === should.lines && differing(is.sums, should.sums).length === 0) continue;
    const { cut = '', group = '' } = should ?? is ?? {};
    faults.push(sumFault(`${group} in the cut by ${cut}`, is?.sums, should?.sums));
  }
  return faults;
}

function differing(a: AccountSums | undefined, b: AccountSums | undefined) {
  return summedAccounts.filter((account) => (a?.[account] ?? 0) !== (b?.[account] ?? 0));
}

function sumFault(what: string, is: AccountSums | undefined, should: AccountSums | undefined): SumFault {
  const accounts = differing(is, should);
  const words = accounts.map(
    (account) =>
      `${accountLabels[account]} is kept as ${is?.[account] ?? 0} cents and adds up to ${should?.[account] ?? 0}`,
  );
  const message = `The kept sums of ${what} are not what the rows add up to: ${words.join('; ') || 'they are of other groups'}.`;
  return { table: null, row: null, message };
}
