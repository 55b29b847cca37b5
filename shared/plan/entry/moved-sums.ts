import { getOrMake } from '../../sync/get-or-make.ts';
import { tableNamed, type TableName } from '../../tables/all-tables.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { keyOf } from '../../tables/table.ts';
import { addPosting } from '../postings/add-posting.ts';
import type { PostingDeclaration } from '../postings/declare.ts';
import { amountNames, type Amounts } from '../figures/amounts.ts';
import { programRows } from '../figures/columns-read.ts';
import { postingDeclarations } from '../postings/posting-declarations.ts';
import { namedKey, repostedBy, rowPlace, type ChangedRow } from '../postings/reposted-rows.ts';
import { addDatedSums, amountsOn, noDatedSums, nothingPosted, type DatedSums, type KnownSums } from './dated-sums.ts';
import type { EntryView, FindRows, FoundRow } from './entry-view.ts';
import type { PostedLine } from '../postings/accounts.ts';

/** What is posted on budget lines more than before. What a line is for does not matter to what it holds and owes. */
export type SumsByLine = ReadonlyMap<string, KnownSums>;

/** The same of few lines. A first push has a hundred thousand of them, and a map is ten times as large as what is in it. */
export type SumsOfFew = readonly (readonly [line: string, sums: KnownSums])[];

export const anyLine: PostedLine = { isContingency: false, isReserve: false };

/** What a sync moves: on which lines, and each changed row's part in it. A row that two changed rows have moved is in both. */
export interface MovedSums {
  readonly byLine: SumsByLine;
  readonly byChange: ReadonlyMap<ChangedRow, SumsOfFew>;
}

/** A row that may post otherwise, as it was and as it becomes, and the changed rows that it is for. */
interface Affected {
  readonly before: Cells | undefined;
  readonly after: Cells | undefined;
  readonly causes: readonly ChangedRow[];
}

/**
 * The postings of what a sync changes, after less before: of the changed rows and of those that name them.
 * @param day after which what is dated is told apart
 */
export function movedSums(changed: readonly ChangedRow[], view: EntryView, day: string): MovedSums {
  const byLine = new GatheredSums();
  const byChange = new Map<ChangedRow, SumsOfFew>();
  const ofMany = new Map<ChangedRow, GatheredSums>();
  const add = (moved: SumsOfFew, causes: readonly ChangedRow[]): void => {
    byLine.add(moved);
    for (const cause of causes) {
      const first = byChange.get(cause);
      if (first === undefined) byChange.set(cause, moved);
      // A budget change may move a line by each of ten thousand rows: they are put together once.
      else getOrMake(ofMany, cause, () => new GatheredSums(first)).add(moved);
    }
  };
  for (const [declaration, all] of affectedRows(changed, view)) {
    for (const rows of inPortions(all)) {
      const was = postedByRow(declaration, rows, { moment: 'before', find: view.asItWas, day });
      const becomes = postedByRow(declaration, rows, { moment: 'after', find: view.asItBecomes, day });
      for (const [row, { causes }] of rows) {
        const moved = difference(was.get(row) ?? [], becomes.get(row) ?? []);
        if (moved.length > 0) add(moved, causes);
      }
    }
  }
  for (const [cause, gathered] of ofMany) byChange.set(cause, [...gathered.sums]);
  return { byLine: byLine.sums, byChange };
}

/** Of a first push; what rows are typed by takes several times as much as they do. */
const ROWS_AT_A_TIME = 5_000;

function* inPortions(rows: ReadonlyMap<RowId, Affected>): Generator<ReadonlyMap<RowId, Affected>> {
  if (rows.size <= ROWS_AT_A_TIME) {
    yield rows;
    return;
  }
  const all = [...rows];
  for (let at = 0; at < all.length; at += ROWS_AT_A_TIME) yield new Map(all.slice(at, at + ROWS_AT_A_TIME));
}

/** Sums by line, gathered from many rows. What comes once is kept as it came; what more is added to is a copy. */
class GatheredSums {
  readonly #sums = new Map<string, KnownSums>();
  readonly #own = new Map<string, DatedSums>();

  constructor(first: SumsOfFew = []) {
    this.add(first);
  }

  get sums(): SumsByLine {
    return this.#sums;
  }

  add(more: SumsOfFew, times: 1 | -1 = 1): void {
    for (const [line, sums] of more) {
      if (times === 1 && !this.#sums.has(line)) this.#sums.set(line, sums);
      else addDatedSums(this.#ownOf(line), sums, times);
    }
  }

  #ownOf(line: string): DatedSums {
    return getOrMake(this.#own, line, () => {
      const own = noDatedSums();
      addDatedSums(own, this.#sums.get(line) ?? nothingPosted);
      this.#sums.set(line, own);
      return own;
    });
  }
}

function affectedRows(
  changed: readonly ChangedRow[],
  { asItWas, asItBecomes }: EntryView,
): Map<PostingDeclaration, Map<RowId, Affected>> {
  const byPlace = new Map(changed.map((row) => [rowPlace(row.change.table, row.change.row), row]));
  const byKey = changedByKey(changed);
  const { own, naming } = repostedBy(changed);
  const found = new Map<PostingDeclaration, Map<RowId, Affected>>();
  const rowsOf = (declaration: PostingDeclaration) => getOrMake(found, declaration, () => new Map<RowId, Affected>());
  for (const declaration of postingDeclarations) {
    for (const row of own.get(declaration.table) ?? []) {
      const { before, after } = row;
      rowsOf(declaration).set(row.change.row, { before, after, causes: [row] });
    }
  }
  for (const { declaration, keys } of naming) {
    const { table, names } = declaration;
    if (names === null) continue;
    for (const [key, values] of keys) {
      const causes = byKey.get(`${names.table}/${key}`) ?? [];
      for (const find of [asItWas, asItBecomes]) {
        for (const hit of find(table, names.columns, values))
          addNaming(rowsOf(declaration), hit, byPlace.get(rowPlace(table, hit.row)), causes);
      }
    }
  }
  return found;
}

/** Changed rows by the keys that they had or have, so that what names them finds them. */
function changedByKey(changed: readonly ChangedRow[]): Map<string, ChangedRow[]> {
  const found = new Map<string, ChangedRow[]>();
  const tables = new Set(postingDeclarations.map(({ names }) => names?.table));
  for (const row of changed) {
    const table = [...tables].find((name) => name === row.change.table);
    if (table === undefined) continue;
    const states = [row.before, row.after].flatMap((cells) => (cells === undefined ? [] : [cells]));
    for (const key of new Set(states.map((cells) => keyOf(tableNamed(table), cells))))
      getOrMake(found, `${table}/${key}`, (): ChangedRow[] => []).push(row);
  }
  return found;
}

function addNaming(
  rows: Map<RowId, Affected>,
  { row, cells }: FoundRow,
  changed: ChangedRow | undefined,
  causes: readonly ChangedRow[],
): void {
  const { before, after } = changed ?? { before: cells, after: cells };
  const known = rows.get(row)?.causes ?? [];
  rows.set(row, { before, after, causes: [...new Set([...known, ...causes])] });
}

interface Moment {
  readonly moment: 'before' | 'after';
  readonly find: FindRows;
  readonly day: string;
}

/** What each of the rows posts at one moment, by budget line. */
function postedByRow(
  declaration: PostingDeclaration,
  rows: ReadonlyMap<RowId, Affected>,
  { moment, find, day }: Moment,
): Map<RowId, SumsOfFew> {
  const { table, names } = declaration;
  const there: FoundRow[] = [];
  const named = new Map<RowId, FoundRow>();
  for (const [row, affected] of rows) {
    const cells = affected[moment];
    if (cells === undefined) continue;
    there.push({ row, cells });
    const key = namedKey(declaration, cells);
    if (names === null || key === null) continue;
    for (const found of find(names.table, tableNamed(names.table).key, key)) named.set(found.row, found);
  }
  const stored: { [T in TableName]?: readonly FoundRow[] } = { [table]: there };
  if (names !== null) stored[names.table] = [...named.values()];
  const posted = new Map<RowId, [string, DatedSums][]>();
  declaration.postAll(programRows(stored), ({ row, line, account, date, cents }) => {
    const from = date ?? '';
    const sums = sumsOn(
      getOrMake(posted, row, () => []),
      line,
    );
    addPosting(sums.all, { account, cents }, anyLine);
    if (from > day) addPosting(amountsOn(sums, from), { account, cents }, anyLine);
  });
  return posted;
}

/** Those of a line among the few of a row. */
function sumsOn(ofRow: [string, DatedSums][], line: string): DatedSums {
  const known = ofRow.find(([id]) => id === line);
  if (known !== undefined) return known[1];
  const sums = noDatedSums();
  ofRow.push([line, sums]);
  return sums;
}

function difference(was: SumsOfFew, becomes: SumsOfFew): SumsOfFew {
  // As it is of a new row, which there may be a hundred thousand of.
  if (was.length === 0) return becomes.filter(([, sums]) => !isNothing(sums));
  const moved = new GatheredSums();
  moved.add(becomes);
  moved.add(was, -1);
  return [...moved.sums].filter(([, sums]) => !isNothing(sums));
}

/** What only moves to another day is something: until then it counts no more, or already. */
function isNothing({ all, later }: KnownSums): boolean {
  return [all, ...(later?.values() ?? [])].every((amounts: Readonly<Amounts>) =>
    amountNames.every((name) => amounts[name] === 0),
  );
}
