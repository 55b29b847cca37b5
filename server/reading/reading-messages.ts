import type { MemberProgram } from '../identity/memberships.ts';

/** A request that has been let in, to be answered in a worker. */
export interface ReadingRequest {
  /** Path below /api, with its query. */
  readonly path: string;
  readonly program: MemberProgram & { readonly id: string };
  readonly requestId: string;
  /** What the client has already, by its `ETag`; null: nothing. */
  readonly known: string | null;
  /** The server's time, ISO 8601 UTC. */
  readonly at: string;
}

export interface ReadingLogLine {
  readonly level: 'error' | 'info' | 'debug';
  readonly message: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The answer, and what is to be logged. */
export interface ReadingReply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
  readonly log: readonly ReadingLogLine[];
  /** Memory that the worker has taken. */
  readonly heapBytes: number;
}
