import type { Posting } from '../postings/posting.ts';

/** An amount as the row that makes it tells it; its day, table and row come from elsewhere. */
export type Amount = Pick<Posting, 'account' | 'line' | 'cents'> & { readonly change?: string | undefined };

/** An amount with the day from which it counts. */
export type Posted = Amount & Pick<Posting, 'date'>;

/** What counts from a day on, in place of what counted before; `since` null: from ever. */
export interface Step {
  readonly since: string | null;
  readonly amounts: readonly Amount[];
}

/**
 * Postings of amounts that take turns: each step posts its own on its day and takes back those of the step before.
 * @param from the day before which nothing of it counts; null: none
 * @param steps in the order of their days
 */
export function inTurn(from: string | null, steps: readonly Step[]): Posted[] {
  const posted: Posted[] = [];
  let standing: readonly Amount[] = [];
  const take = (since: string | null, amounts: readonly Amount[]): void => {
    for (const amount of standing) posted.push(postedOn(since, amount, 0 - amount.cents));
    for (const amount of amounts) posted.push(postedOn(since, amount, amount.cents));
    standing = amounts;
  };
  const begun = steps.findLast(({ since }) => hasBegun(since, from));
  if (begun) take(from, begun.amounts);
  for (const { since, amounts } of steps) if (!hasBegun(since, from)) take(since, amounts);
  return posted;
}

/** Written out in one piece, not spread: a large program has a hundred thousand. */
function postedOn(date: string | null, { account, line, change }: Amount, cents: number): Posted {
  return { account, line, date, cents, change };
}

function hasBegun(since: string | null, from: string | null): boolean {
  return since === null || (from !== null && since <= from);
}
