import type { ServerProblem } from '../sync/server/server-problem.ts';

/** Kinds of errors a function can show, by Microsoft's names: `#VALUE!`, `#N/A`. */
export type FunctionErrorCode = 'invalidValue' | 'notAvailable';

/** What goes into the cell, or why nothing does, as a sentence that Excel shows beside the error. */
export type FunctionAnswer =
  | { readonly ok: true; readonly value: number | string }
  | { readonly ok: false; readonly code: FunctionErrorCode; readonly message: string };

export type FunctionFailure = Extract<FunctionAnswer, { readonly ok: false }>;

/** The formula asks for something that is not there: `#VALUE!`. */
export function wrongArgument(message: string): FunctionFailure {
  return { ok: false, code: 'invalidValue', message };
}

/** The formula is right, but the figure cannot be had now: `#N/A`. */
export function notAvailable(message: string): FunctionFailure {
  return { ok: false, code: 'notAvailable', message };
}

export const NOT_CONNECTED = notAvailable('This workbook isn’t connected to a program.');

export function answerOfProblem(problem: ServerProblem): FunctionFailure {
  switch (problem.kind) {
    case 'signedOut':
    case 'signInFailed':
      return notAvailable('Sign in in the SEP Sync pane first.');
    case 'offline':
      return notAvailable('You’re offline. The figure comes back with the next sync.');
    case 'busy':
      return notAvailable('The budget service is busy. The figure comes back with the next sync.');
    case 'noAccess':
      return notAvailable('This program isn’t open to you. Ask your administrator for access.');
    case 'addinTooOld':
      return notAvailable('This add-in needs an update. Reload the SEP Sync pane.');
    case 'revisionUnknown':
      return notAvailable('The budget service doesn’t know this workbook’s revision. Sync in the SEP Sync pane.');
    case 'archived':
    case 'tooLarge':
    case 'serverFailed':
      return notAvailable('The budget service couldn’t answer. Sync in the SEP Sync pane to try again.');
  }
}
