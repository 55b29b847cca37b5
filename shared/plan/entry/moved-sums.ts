import { getOrMake } from '../../sync/get-or-make.ts';
import { tableNamed } from '../../tables/all-tables.ts';
import type { Cells, RowId } from '../../tables/cell.ts';
import { keyOf } from '../../tables/table.ts';
import { addPosting } from '../add-posting.ts';
import type { PostingDeclaration } from '../declare.ts';
import { amountNames, noAmounts, type Amounts } from '../figures/amounts.ts';
import { programRows, type ReadTable } from '../figures/program-rows.ts';
import { postingDeclarations } from '../posting-declarations.ts';
import { namedKey, repostedBy, rowPlace, type ChangedRow } from '../reposted-rows.ts';
import { addDatedSums, noDatedSums, type DatedSums, type KnownSums } from './dated-sums.ts';
import type { EntryView, FindRows, FoundRow } from './entry-view.ts';
import type { PostedLine } from '../accounts.ts';

/** What is posted on budget lines more than before. What a line is for does not matter to what it holds and owes. */
export type SumsByLine = Map<string, DatedSums>;

export const anyLine: PostedLine = { isContingency: false, isReserve: false };

/** What a sync moves: on which lines, and each changed row's part in it. A row that two changed rows have moved is in both. */
export interface MovedSums {
  readonly byLine: SumsByLine;
  readonly byChange: ReadonlyMap<ChangedRow, SumsByLine>;
}

/** A row that may post otherwise, as it was and as it becomes, and the changed rows that it is for. */
interface Affected {
  before: Cells | undefined;
  after: Cells | undefined;
  readonly causes: Set<ChangedRow>;
}

/**
 * The postings of what a sync changes, after less before: of the changed rows and of those that name them.
 * @param day after which what is dated is told apart
 */
export function movedSums(changed: readonly ChangedRow[], view: EntryView, day: string): MovedSums {
  const byLine: SumsByLine = new Map();
  const byChange = new Map<ChangedRow, SumsByLine>();
  for (const [declaration, rows] of affectedRows(changed, view)) {
    const was = postedByRow(declaration, rows, { moment: 'before', find: view.asItWas, day });
    const becomes = postedByRow(declaration, rows, { moment: 'after', find: view.asItBecomes, day });
    for (const [row, { causes }] of rows) {
      for (const [line, sums] of difference(was.get(row), becomes.get(row))) {
        addDatedSums(getOrMake(byLine, line, noDatedSums), sums);
        for (const cause of causes)
          addDatedSums(
            getOrMake(
              getOrMake(byChange, cause, (): SumsByLine => new Map()),
              line,
              noDatedSums,
            ),
            sums,
          );
      }
    }
  }
  return { byLine, byChange };
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
      rowsOf(declaration).set(row.change.row, { before, after, causes: new Set([row]) });
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
  const affected = getOrMake(rows, row, (): Affected => ({ before, after, causes: new Set() }));
  for (const cause of causes) affected.causes.add(cause);
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
): Map<RowId, SumsByLine> {
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
  const stored: { [T in ReadTable]?: readonly FoundRow[] } = { [table]: there };
  if (names !== null) stored[names.table] = [...named.values()];
  const posted = new Map<RowId, SumsByLine>();
  declaration.postAll(programRows(stored), ({ row, line, account, date, cents }) => {
    const ofRow = getOrMake(posted, row, (): SumsByLine => new Map());
    const { all, later } = getOrMake(ofRow, line, noDatedSums);
    addPosting(all, { account, cents }, anyLine);
    if (date !== null && date > day) addPosting(getOrMake(later, date, noAmounts), { account, cents }, anyLine);
  });
  return posted;
}

function difference(was: SumsByLine | undefined, becomes: SumsByLine | undefined): SumsByLine {
  const moved: SumsByLine = new Map();
  for (const [line, sums] of becomes ?? []) addDatedSums(getOrMake(moved, line, noDatedSums), sums);
  for (const [line, sums] of was ?? []) addDatedSums(getOrMake(moved, line, noDatedSums), sums, -1);
  for (const [line, sums] of moved) if (isNothing(sums)) moved.delete(line);
  return moved;
}

/** What only moves to another day is something: until then it counts no more, or already. */
function isNothing({ all, later }: KnownSums): boolean {
  return [all, ...later.values()].every((amounts: Readonly<Amounts>) =>
    amountNames.every((name) => amounts[name] === 0),
  );
}
