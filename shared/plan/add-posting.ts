import type { Amounts } from './figures/amounts.ts';
import type { Account, Posting } from './posting.ts';

/** What a posting needs to know of its line. */
export interface PostedLine {
  readonly isContingency: boolean;
  /** Its project is a program reserve. */
  readonly isReserve: boolean;
}

/** Adds a posting to the amounts of its line. Every figure is a sum or difference of amounts, so it adds up posting by posting. */
export function addPosting(
  amounts: Amounts,
  { account, cents }: Pick<Posting, 'account' | 'cents'>,
  line: PostedLine,
): void {
  adders[account](amounts, cents, line);
}

type Adder = (amounts: Amounts, cents: number, line: PostedLine) => void;

const nothing: Adder = () => undefined;

const adders: { readonly [A in Account]: Adder } = {
  requested: addOriginal,
  original: addOriginal,
  board: (amounts, cents, line) => {
    amounts.boardApproved += cents;
    addChange(amounts, cents, line);
  },
  staff: addChange,
  pending: (amounts, cents) => {
    amounts.pending += cents;
  },
  contract: (amounts, cents) => {
    amounts.commitmentOriginal += cents;
    addCommitted(amounts, cents);
  },
  changeOrder: (amounts, cents) => {
    amounts.changeOrders += cents;
    addCommitted(amounts, cents);
  },
  release: addCommitted,
  liquidated: (amounts, cents) => {
    amounts.openEncumbrance += cents;
  },
  paid: (amounts, cents) => {
    amounts.expended += cents;
  },
  direct: (amounts, cents) => {
    amounts.expended += cents;
    amounts.directCost += cents;
  },
  estimate: (amounts, cents) => {
    amounts.etc += cents;
  },
  // What a source says is no amount of a line.
  authorized: nothing,
  available: nothing,
  // Nor is what waits, or who pays in the end.
  pendingOrder: nothing,
  erate: nothing,
};

function addOriginal(amounts: Amounts, cents: number, line: PostedLine): void {
  amounts.original += cents;
  amounts.boardApproved += cents;
  addCurrent(amounts, cents, line);
}

function addCurrent(amounts: Amounts, cents: number, { isContingency, isReserve }: PostedLine): void {
  amounts.current += cents;
  if (isContingency) amounts.contingencyBudget += cents;
  if (isReserve) amounts.programReserve += cents;
}

function addChange(amounts: Amounts, cents: number, line: PostedLine): void {
  addCurrent(amounts, cents, line);
  if (line.isContingency) amounts.contingencyDrawn -= cents;
}

function addCommitted(amounts: Amounts, cents: number): void {
  amounts.committed += cents;
  amounts.openEncumbrance += cents;
}
