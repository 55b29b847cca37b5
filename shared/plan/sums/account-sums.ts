import { noAmounts, type Amounts } from '../figures/amounts.ts';
import { summedAccounts, type PostedLine, type SummedAccount } from '../postings/accounts.ts';
import { addPosting } from '../postings/add-posting.ts';

/** Cents per account. */
export type AccountSums = { [A in SummedAccount]: number };

function holdsEvery(sums: Partial<AccountSums>): sums is AccountSums {
  return summedAccounts.every((account) => sums[account] !== undefined);
}

function zeros(): AccountSums {
  const sums: Partial<AccountSums> = Object.fromEntries(summedAccounts.map((account) => [account, 0]));
  if (!holdsEvery(sums)) throw new Error('An account of lines has no sum.');
  return sums;
}

const nothing: Readonly<AccountSums> = zeros();

export function noSums(): AccountSums {
  return { ...nothing };
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
