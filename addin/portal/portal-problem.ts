import type { ErrorCode } from '../../shared/protocol/error.ts';
import type { Result } from '../../shared/result.ts';

/** What can keep the page from doing something. Expected, so it travels as a value. */
export type PortalProblem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signedOut' }
  /** The server is starting or overloaded. Seconds until the next try makes sense. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** It has given up on something so large, and says what to ask for instead. */
  | { readonly kind: 'tooLarge'; readonly message: string }
  /** The person, or their program, has asked very often. The server says so in a sentence, and when to come again. */
  | { readonly kind: 'tooOften'; readonly message: string; readonly retryAfterSeconds: number }
  /** The server says why not, in a sentence for the person. `needs`: what would let it go on with a workbook. */
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly message: string;
      readonly needs: 'base' | 'realign' | null;
    }
  /** The file could not be read on this computer. */
  | { readonly kind: 'fileUnreadable' }
  /** A reply that is no reply of this server. */
  | { readonly kind: 'unreadable'; readonly code: string };

export type PortalOutcome<T> = Result<T, PortalProblem>;

export interface ProblemWords {
  readonly title: string;
  readonly line: string;
}

/** Whether what the person looked at is not what the plan holds any more: changed by somebody else, or restored from a backup. */
export function isOutdated(problem: PortalProblem): boolean {
  return problem.kind === 'refused' && (problem.code === 'changed_meanwhile' || problem.code === 'revision_unknown');
}

/** Whether nobody knows what has become of a request that was to do something. */
export function isUnanswered({ kind }: PortalProblem): boolean {
  return kind === 'offline' || kind === 'busy' || kind === 'unreadable';
}

/**
 * As `wordsOfPortalProblem`, of something that is to be done: where its answer is lost, nothing is said to be as it was.
 *
 * @param next what to do then; left out: it is done once for each id
 */
export function wordsOfUndone(
  problem: PortalProblem,
  what: string,
  safe: string,
  next = 'Press again in a moment: it is done once.',
): ProblemWords {
  if (!isUnanswered(problem)) return wordsOfPortalProblem(problem, what, safe);
  return { title: 'The answer was lost', line: `Nobody knows yet whether it was done. ${next}` };
}

/** Of something that could be done twice, or is refused the second time. */
export const LOOK_FIRST = 'See whether it was before you try again.';

/**
 * A problem as the person reads it: what happened, is my work safe, what next.
 *
 * @param what what did not happen, such as "The workbook wasn’t downloaded"
 * @param safe what is safe, a whole sentence
 */
export function wordsOfPortalProblem(problem: PortalProblem, what: string, safe: string): ProblemWords {
  switch (problem.kind) {
    case 'offline':
      return { title: 'We couldn’t reach the budget service', line: `${safe} Check your connection and try again.` };
    case 'signedOut':
      return { title: 'Your sign-in has ended', line: `${safe} Sign in again to go on.` };
    case 'busy':
      return { title: 'It’s taking longer than usual', line: `${safe} Try again in ${problem.retryAfterSeconds} s.` };
    case 'tooLarge':
    case 'tooOften':
      return { title: what, line: `${problem.message} ${safe}` };
    case 'fileUnreadable':
      return {
        title: 'This file couldn’t be read',
        line: `${safe} Close it in Excel if it is open there, and choose it again.`,
      };
    case 'refused':
      return { title: what, line: `${problem.message} ${safe}` };
    case 'unreadable':
      return { title: what, line: `${safe} Try again, or send us code SV-${problem.code}.` };
  }
}
