import type { ProgramRows } from '../figures/program-rows.ts';
import { getOrMake } from '../../sync/get-or-make.ts';
import type { PostingDeclaration, Tell } from './declare.ts';
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

/** Tells the postings of one program, as `postProgram` does. */
export type Poster = (asOf: string | null, tell: Tell, isAsked?: (account: Account) => boolean) => void;

/** Works each posting out once, for whoever asks for it again. Of a large program they take as much memory as its rows. */
export function postingOnce(program: ProgramRows): Poster {
  const known = new Map<PostingDeclaration, readonly Posting[]>();
  const postingsOf = (declaration: PostingDeclaration): readonly Posting[] =>
    getOrMake(known, declaration, () => {
      const postings: Posting[] = [];
      declaration.postAll(program, (posting) => postings.push(posting));
      return postings;
    });
  return (asOf, tell, isAsked = () => true) => {
    for (const declaration of postingDeclarations) {
      if (!declaration.accounts.some(isAsked)) continue;
      for (const posting of postingsOf(declaration)) if (asOf === null || countsOn(posting, asOf)) tell(posting);
    }
  };
}

function countsOn({ date }: Posting, day: string): boolean {
  return date === null || date <= day;
}
