import type { ProgramRows } from '../figures/program-rows.ts';
import type { Tell } from './declare.ts';
import type { Account } from './accounts.ts';
import { postingDeclarations } from './posting-declarations.ts';
import type { Posting } from './posting.ts';

/**
 * Tells every posting of the program that counts on a day, one at a time: a large program has hundreds of thousands. What has
 * stopped counting by then comes with its reversal.
 * @param asOf a day after which nothing counts; null: everything that is known
 * @param isAsked tables that post to none of these accounts are not looked at
 */
export function postProgram(
  program: ProgramRows,
  asOf: string | null,
  tell: Tell,
  isAsked: (account: Account) => boolean = () => true,
): void {
  const tellIfCounts: Tell =
    asOf === null
      ? tell
      : (posting) => {
          if (countsOn(posting, asOf)) tell(posting);
        };
  for (const declaration of postingDeclarations)
    if (declaration.accounts.some(isAsked)) declaration.postAll(program, tellIfCounts);
}

function countsOn({ date }: Posting, day: string): boolean {
  return date === null || date <= day;
}
