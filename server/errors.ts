import { errorStatus, type ErrorBody, type ErrorCode } from '../shared/protocol/error.ts';

/** An answer other than success: its code, a sentence for the person, and facts for the program that called. */
export class HttpError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, message: string, details?: unknown) {
    super(message);
    this.name = 'HttpError';
    this.code = code;
    this.details = details;
  }

  get status(): (typeof errorStatus)[ErrorCode] {
    return errorStatus[this.code];
  }

  toBody(): ErrorBody {
    const { code, message, details } = this;
    return { error: details === undefined ? { code, message } : { code, message, details } };
  }
}

/** The request is wrong at `path`, such as "edits.sites.inserts.0.cells.code". */
export function invalidRequest(path: string, reason: string): HttpError {
  return new HttpError('invalid_request', path === '' ? reason : `${path}: ${reason}`, { path });
}

/** For everything a person may not know of, too: "not there" and "not yours" read the same [PPL2]. */
export function notFound(what: string): HttpError {
  return new HttpError('not_found', `There is no ${what}, or it is not shared with you.`);
}
