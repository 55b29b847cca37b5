import { HttpError } from '../../errors.ts';

const RETRY_AFTER_SECONDS = 30;

/** Why a token is none that lets somebody in: for the log, and never with what stood in it. */
export class TokenRefused extends Error {}

/** The provider did not answer, or answered what nobody can use. */
export class ProviderUnreachable extends Error {
  constructor(cause: unknown) {
    super('The provider cannot be reached.', { cause });
  }
}

export function unreachable(name: string): HttpError {
  return new HttpError(
    'unavailable',
    `The sign-in of ${name} can’t be reached just now. Nothing was changed. Try again in a minute.`,
    { retryAfterSeconds: RETRY_AFTER_SECONDS },
  );
}

export function notProven(name: string): HttpError {
  return new HttpError('sign_in_failed', `${name} has not confirmed who you are. Sign in again.`);
}

export function notFinished(name: string): HttpError {
  return new HttpError(
    'sign_in_failed',
    `The sign-in at ${name} was not finished. Nothing was changed. Begin it again.`,
  );
}

export function notBegunHere(): HttpError {
  return new HttpError(
    'sign_in_failed',
    'This sign-in was begun in another browser, has been used, or took longer than ten minutes. Begin it again.',
  );
}
