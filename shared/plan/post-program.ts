import type { RowId } from '../tables/cell.ts';
import type { ProgramRow, ProgramRows, ReadTable } from '../totals/program-rows.ts';
import type { Account, Posting } from './posting.ts';

/** An amount as the row that makes it tells it; table and row are known from the row. */
type Posted = Omit<Posting, 'table' | 'row' | 'change'> & { readonly change?: string };

/** Rows that other rows name, by their keys. */
interface NamedRows {
  readonly asOf: string | null;
  readonly change: (number: string) => ProgramRow<'changes'>['cells'] | undefined;
  readonly commitment: (number: string | null, line: number | null) => ProgramRow<'commitments'>['cells'] | undefined;
}

type Tell = (posting: Posting) => void;

/** What the rows of one table post. */
type Declaration = (program: ProgramRows, named: NamedRows, tell: Tell) => void;

function declare<T extends ReadTable>(
  table: T,
  post: (cells: ProgramRow<T>['cells'], named: NamedRows) => readonly Posted[],
): Declaration {
  return (program, named, tell) => {
    for (const { row, cells } of program[table]) tellEach(post(cells, named), table, row, named.asOf, tell);
  };
}

/** What the rows of each table that moves money post: of a row's own cells and of the rows it names. Nowhere else. */
const declarations: readonly Declaration[] = [
  declare('budgetLines', ({ id, original }) => [{ account: 'original', line: id, date: null, cents: original }]),

  declare('changeLines', ({ change: number, budgetLine: line, amount: cents }, { asOf, change }) => {
    const cells = change(number);
    const account = cells === undefined ? 'none' : changeEffect(cells, asOf);
    return account === 'none' ? [] : [{ account, line, date: cells?.effectiveDate ?? null, cents, change: number }];
  }),

  declare('commitments', (cells, { asOf }) =>
    commitmentCounts(cells, asOf)
      ? [{ account: 'contract', line: cells.budgetLine, date: cells.awardDate, cents: cells.original }]
      : [],
  ),

  declare('commitmentChanges', (cells, { asOf, commitment }) => {
    const { date, amount: cents, reason, status } = cells;
    const changed = commitment(cells.commitment, cells.commitmentLine);
    if (changed === undefined || status !== 'Approved' || !commitmentCounts(changed, asOf)) return [];
    const account: Account = reason === 'Release' ? 'release' : 'changeOrder';
    return [{ account, line: changed.budgetLine, date, cents }];
  }),

  declare('expenditures', (cells, { asOf, commitment }) => {
    const { postingDate: date, budgetLine: line, amount: cents } = cells;
    const against = commitment(cells.commitment, cells.commitmentLine);
    if (against === undefined || !commitmentCounts(against, asOf)) return [{ account: 'direct', line, date, cents }];
    // What is paid leaves the encumbrance of the line it was ordered on, which need not be the line it is charged to.
    return [
      { account: 'liquidated', line: against.budgetLine, date, cents: 0 - cents },
      { account: 'paid', line, date, cents },
    ];
  }),
];

/** What a change does to the budget: an approved board amendment, another approved change, a pending one, or nothing. */
export type ChangeEffect = 'board' | 'staff' | 'pending' | 'none';

/** `asOf`: the day after which nothing counts; null: everything counts. */
export function changeEffect(change: ProgramRow<'changes'>['cells'], asOf: string | null): ChangeEffect {
  if (change.status === 'Pending' || change.status === 'BOC Recommended') return 'pending';
  if (change.status !== 'Approved') return 'none';
  if (asOf !== null && change.effectiveDate !== null && change.effectiveDate > asOf) return 'none';
  return change.type === 'Board Amendment' ? 'board' : 'staff';
}

/** Drafts and cancelled ones do not count: nothing is committed, and what was paid is direct cost. */
export function commitmentCounts(
  { awardDate, status }: Pick<ProgramRow<'commitments'>['cells'], 'awardDate' | 'status'>,
  asOf: string | null,
): boolean {
  return (asOf === null || awardDate <= asOf) && status !== 'Draft' && status !== 'Cancelled';
}

/** Key of a commitment line; neither a commitment number nor a line number holds a space. */
export function commitmentKey(number: string, line: number): string {
  return `${number} ${line}`;
}

/**
 * Tells every posting of the program, one at a time: a large program has hundreds of thousands.
 * @param asOf a day after which nothing counts; null: everything counts
 */
export function postProgram(program: ProgramRows, asOf: string | null, tell: Tell): void {
  const named = namedRows(program, asOf);
  for (const post of declarations) post(program, named, tell);
}

function tellEach(posted: readonly Posted[], table: ReadTable, row: RowId, asOf: string | null, tell: Tell): void {
  for (const { account, line, date, cents, change = null } of posted) {
    // A pending change has no day yet on which it would count.
    const isLater = account !== 'pending' && asOf !== null && date !== null && date > asOf;
    if (!isLater) tell({ account, line, date, cents, table, row, change });
  }
}

function namedRows(program: ProgramRows, asOf: string | null): NamedRows {
  const changes = new Map(program.changes.map(({ cells }) => [cells.number, cells]));
  const commitments = new Map(program.commitments.map(({ cells }) => [commitmentKey(cells.number, cells.line), cells]));
  return {
    asOf,
    change: (number) => changes.get(number),
    commitment: (number, line) =>
      number === null || line === null ? undefined : commitments.get(commitmentKey(number, line)),
  };
}
