import { noAmounts, type Amounts } from './figures/amounts.ts';
import { summedAccounts, type PostedLine, type SummedAccount } from './accounts.ts';
import { addPosting } from './add-posting.ts';

/** Cents per account. */
export type AccountSums = { [A in SummedAccount]: number };

export function noSums(): AccountSums {
  return {
    requested: 0,
    original: 0,
    board: 0,
    staff: 0,
    pending: 0,
    contract: 0,
    changeOrder: 0,
    release: 0,
    liquidated: 0,
    paid: 0,
    direct: 0,
    estimate: 0,
    pendingOrder: 0,
    erate: 0,
  };
}

/** Adds sums, or with `times` −1 takes them away. */
export function addSums(sums: AccountSums, more: Readonly<AccountSums>, times: 1 | -1 = 1): void {
  for (const account of summedAccounts) sums[account] += times * more[account];
}

/** What the accounts of lines of one kind say in amounts. */
export function addToAmounts(amounts: Amounts, sums: Readonly<AccountSums>, kind: PostedLine): void {
  for (const account of summedAccounts) {
    if (sums[account] !== 0) addPosting(amounts, { account, cents: sums[account] }, kind);
  }
}

export function amountsOfSums(sums: Readonly<AccountSums>, kind: PostedLine): Amounts {
  const amounts = noAmounts();
  addToAmounts(amounts, sums, kind);
  return amounts;
}
