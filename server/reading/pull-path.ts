import type { PullOptions } from '../reconcile/sync-program.ts';

/** What a pull asks for, so that a worker can be told in an address. */
export interface AskedPull extends PullOptions {
  readonly base: number;
  /** Hash of `base`; undefined: the client has never heard of hashes. */
  readonly hash: string | undefined;
}

/** Below /api, where no one from outside gets to: only a worker has it. */
export function pullPath(program: string, { base, hash, computed, cells }: AskedPull): string {
  const query = new URLSearchParams({
    base: String(base),
    ...(hash !== undefined && { hash }),
    ...(computed && { computed }),
    ...(cells && { cells }),
  });
  return `/programs/${encodeURIComponent(program)}/pull?${query.toString()}`;
}

export function isPullPath(path: string): boolean {
  return /^\/programs\/[^/]+\/pull\?/.test(path);
}
