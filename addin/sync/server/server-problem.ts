import type { ErrorCode } from '../../../shared/protocol/error.ts';
import type { Restored } from '../../../shared/protocol/restored.ts';
import type { Result } from '../../../shared/result.ts';

/** Everything that can keep the add-in from reaching or using the server. Expected, so it travels as a value. */
export type ServerProblem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'signedOut' }
  /** E-mail and password do not fit. */
  | { readonly kind: 'signInFailed'; readonly message: string }
  /** Too many requests, or the server is starting or overloaded. Seconds until the next try makes sense. */
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  /** The program is gone, or not for this person. */
  | { readonly kind: 'noAccess' }
  /** [ADM3] The program can be read and takes no changes until it is brought back. */
  | { readonly kind: 'archived' }
  /** The server speaks a newer protocol. */
  | { readonly kind: 'addinTooOld' }
  /** The workbook's revision is unknown: the server was restored from a backup, or this is another server. */
  | { readonly kind: 'revisionUnknown'; readonly restored?: Restored }
  | { readonly kind: 'tooLarge' }
  /** Anything else it refused, or a reply that is no reply of this protocol. */
  | { readonly kind: 'serverFailed'; readonly code: ErrorCode | 'unreadable_reply'; readonly detail: string };

export type ServerOutcome<T> = Result<T, ServerProblem>;

/** The problem in the words of the pane: title and line of the status card. */
export function wordsOfServerProblem(problem: ServerProblem): { readonly title: string; readonly line: string } {
  switch (problem.kind) {
    case 'offline':
      return {
        title: 'You’re offline',
        line: 'Your changes are safe in this workbook. Save the file; you can send them when you’re back.',
      };
    case 'signedOut':
      return { title: 'Sign in to send your changes', line: 'Your changes stay in this workbook.' };
    case 'signInFailed':
      return { title: 'That didn’t sign you in', line: problem.message };
    case 'busy':
      return {
        title: 'It’s taking longer than usual',
        line: `Your changes are saved. Try again in ${problem.retryAfterSeconds} s.`,
      };
    case 'noAccess':
      return {
        title: 'This program isn’t open to you',
        line: 'Your changes stay in this workbook. Ask your administrator for access.',
      };
    case 'archived':
      return {
        title: 'This program is archived',
        line: 'It takes no changes. Yours stay in this workbook and can be sent once your administrator brings it back.',
      };
    case 'addinTooOld':
      return { title: 'This add-in needs an update', line: 'Your changes are kept. Reload to go on.' };
    case 'revisionUnknown':
      return {
        title: 'Let’s double-check',
        line:
          problem.restored === undefined
            ? 'The service doesn’t know this workbook’s revision. It may have been restored from a backup. Nothing was sent.'
            : 'The service was restored from a backup that is older than this workbook. Nothing was sent.',
      };
    case 'tooLarge':
      return { title: 'That’s too much at once', line: 'Your changes are safe in this workbook. Send us code SV-413.' };
    case 'serverFailed':
      return {
        title: 'The budget service couldn’t do that',
        line: `Your changes are saved in this workbook. Try again or send us code SV-${problem.code}.`,
      };
  }
}
