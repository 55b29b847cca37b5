import type { Context } from 'hono';
import { mayWrite } from '../../shared/access/duties.ts';
import { HttpError } from '../errors.ts';
import type { AppEnv } from './route-context.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const IN_PARTS = 'Send it in smaller parts.';

/** How large a body may be, unpacked, and what to do about a larger one. */
export interface BodyLimit {
  readonly bytes: number;
  /** A sentence for the person. */
  readonly advice: string;
}

/** [FD4] For who may not write, and for all that is not a workbook's changes: no request of theirs needs more. */
const READERS: BodyLimit = {
  bytes: 256 * KIB,
  advice: 'You may look at this program but not change it. Ask an administrator for edit rights.',
};

/** What a body of a route may be, known before any of it is read: who asks has been looked up by then. */
export type LimitOf = (c: Context<AppEnv>) => BodyLimit;

/**
 * `bytes` for who may change something in the program, a small body for everybody else.
 *
 * @param advice what to do about a larger one
 */
export function writersMaySend(bytes: number, advice: string = IN_PARTS): LimitOf {
  const writers = { bytes, advice };
  return (c) => (mayWrite(c.get('program').membership) ? writers : READERS);
}

/** The same for everybody. */
export function everybodyMaySend(bytes: number): LimitOf {
  const limit = { bytes, advice: IN_PARTS };
  return () => limit;
}

/** Throws too_large when the caller says that the body is larger than it may be. @returns the bytes told of, 0 when none are */
export function declaredLength(c: Context<AppEnv>, limit: BodyLimit): number {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > limit.bytes) throw tooLarge(limit);
  return declared;
}

export function tooLarge({ bytes, advice }: BodyLimit): HttpError {
  const size = bytes >= MIB ? `${bytes / MIB} MiB` : `${bytes / KIB} KiB`;
  return new HttpError('too_large', `The request is larger than ${size}. ${advice}`, { limit: bytes });
}
