import { z } from 'zod';
import { errorBody, type ErrorCode } from '../../shared/protocol/error.ts';
import { parseJson } from '../sync/server/parse-json.ts';
import type { PortalOutcome, PortalProblem } from './portal-problem.ts';

const STANDARD_RETRY_AFTER_SECONDS = 30;

/** @param read null: the body is no answer of this server */
export async function readOutcome<T>(
  response: Response,
  read: (response: Response) => Promise<T | null>,
): Promise<PortalOutcome<T>> {
  if (!response.ok) return { ok: false, problem: problemOf(response, parseJson(await response.text())) };
  const value = await read(response);
  if (value === null) return { ok: false, problem: { kind: 'unreadable', code: 'unreadable_reply' } };
  return { ok: true, value };
}

/** Reads a body that is JSON of this shape; null: it is not. */
export function jsonOf<T>(schema: z.ZodType<T>): (response: Response) => Promise<T | null> {
  return async (response) => {
    const parsed = schema.safeParse(parseJson(await response.text()));
    return parsed.success ? parsed.data : null;
  };
}

const kindOfCode: { readonly [C in ErrorCode]?: 'signedOut' | 'busy' | 'tooOften' } = {
  not_signed_in: 'signedOut',
  too_many_requests: 'tooOften',
  unavailable: 'busy',
};

const needed = z.object({ needs: z.enum(['base', 'realign']) });

function problemOf(response: Response, body: unknown): PortalProblem {
  const parsed = errorBody.safeParse(body);
  const seconds = Number(response.headers.get('retry-after'));
  const retryAfterSeconds = seconds > 0 ? seconds : STANDARD_RETRY_AFTER_SECONDS;
  // A proxy in between answers in its own words; its status still tells something.
  if (!parsed.success) {
    return response.status >= 500
      ? { kind: 'busy', retryAfterSeconds }
      : { kind: 'unreadable', code: String(response.status) };
  }
  const { code, message, details } = parsed.data.error;
  const kind = kindOfCode[code];
  // Where waiting helps, the server says for how long.
  if (kind === 'busy') return seconds > 0 ? { kind, retryAfterSeconds } : { kind: 'tooLarge', message };
  if (kind === 'tooOften') return { kind, message, retryAfterSeconds };
  if (kind !== undefined) return { kind };
  const needs = needed.safeParse(details).data?.needs ?? null;
  return { kind: 'refused', code, message: withoutPath(message, details), needs };
}

const pathed = z.object({ path: z.string().min(1) });

/** What is wrong, without the name that the field has on the wire: the person sees it by its label. */
function withoutPath(message: string, details: unknown): string {
  const start = `${pathed.safeParse(details).data?.path}: `;
  return message.startsWith(start) ? message.slice(start.length) : message;
}
