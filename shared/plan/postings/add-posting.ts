import { accountSpecs, type PostedLine } from './accounts.ts';
import type { Amounts } from '../figures/amounts.ts';
import type { Posting } from './posting.ts';

/** Adds a posting to the amounts of its line. Every figure is a sum or difference of amounts, so it adds up posting by posting. */
export function addPosting(
  amounts: Amounts,
  { account, cents }: Pick<Posting, 'account' | 'cents'>,
  line: PostedLine,
): void {
  accountSpecs[account].adds(amounts, cents, line);
}
