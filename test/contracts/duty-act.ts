import type { Duty } from '../../shared/access/duty.ts';
import type { Asked, DutyOffice } from './duty-office.ts';

/** Something that somebody does in a program, with a body that succeeds for who has the duty. */
export interface DutyAct {
  readonly does: string;
  /** Null: every member may. */
  readonly duty: Duty | null;
  readonly route: string;
  /** Makes what it is done to, anew for each who succeeds. */
  readonly asked: (office: DutyOffice) => Promise<Asked>;
  /** The act of which a page tells whether one may. */
  readonly tells?: string;
  /** Whether an answer 200 says yes; absent: the answer has neither refusals nor exceptions. */
  readonly isYes?: (text: string) => boolean;
}

/** In cents. */
export const DOLLAR = 1_00;

type Body = (id: string) => unknown;
export const post = (path: string, body: Body): Asked => ({ method: 'POST', path, body });
export const put = (path: string, body: Body): Asked => ({ method: 'PUT', path, body });
export const get = (path: string): Asked => ({ method: 'GET', path });

/** A request with a body of JSON. */
export function jsonOf({ method, body }: Pick<Asked, 'method' | 'body'>): RequestInit {
  if (body === undefined) return { method };
  const headers = { 'content-type': 'application/json' };
  return { method, headers, body: JSON.stringify(body(crypto.randomUUID())) };
}
