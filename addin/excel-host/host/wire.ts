import type { Json } from '../book/json.ts';

/** The messages between the client library and a host: JSON texts, one request and one reply at a time. */
export interface WireRequest {
  readonly id: number;
  readonly flags: number;
  readonly body: BatchBody;
}

export interface BatchBody {
  readonly Actions: readonly WireAction[];
  readonly ObjectPaths: Readonly<Record<string, WirePath | undefined>>;
}

export interface WireAction {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: WireArguments;
  readonly QueryInfo?: WireQuery;
  readonly ObjectState?: Readonly<Record<string, Json>>;
}

export interface WirePath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: WireArguments;
}

export interface WireArguments {
  readonly Arguments?: readonly Json[];
  readonly ReferencedObjectPathIds?: readonly Json[];
}

export interface WireQuery {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

export const ActionType = {
  instantiate: 1,
  query: 2,
  method: 3,
  setProperty: 4,
  trace: 5,
  recursiveQuery: 6,
  queryAsJson: 7,
  ensureUnchanged: 8,
  update: 9,
} as const;

export const PathType = {
  globalObject: 1,
  newObject: 2,
  method: 3,
  property: 4,
  indexer: 5,
  referenceId: 6,
  nullObject: 7,
} as const;

/** Set by `Excel.run({ delayForCellEdit: true }, …)`: wait until the person has finished the cell. */
export const DELAY_FOR_CELL_EDIT = 64;

/** Reads a request as the client library writes it; undefined where it is no batch of actions. */
export function parseRequest(text: string): WireRequest | undefined {
  // The library is the only writer of this text, so its shape is taken on trust.
  const message: { id: number; flags?: number; message?: { body?: BatchBody | string } } = JSON.parse(text);
  const body = message.message?.body;
  const batch: BatchBody | undefined = typeof body === 'string' ? JSON.parse(body) : body;
  return batch === undefined ? undefined : { id: message.id, flags: message.flags ?? 0, body: batch };
}

/** The reply to a batch that ran (perhaps up to an error inside it). */
export function batchReply(id: number, body: string): string {
  return JSON.stringify({ id, type: 2, message: { statusCode: 200, headers: {}, body } });
}

/** The reply where no batch ran: `Excel.run` rejects with this code. */
export function failureReply(id: number, statusCode: number, code: string, message: string): string {
  const body = JSON.stringify({ error: { code, message, innerError: { code, message } } });
  return JSON.stringify({ id, type: 2, message: { statusCode, headers: {}, body } });
}
