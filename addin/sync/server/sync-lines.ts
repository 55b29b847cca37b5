import { syncInLines } from '../../../shared/protocol/rows-in-lines.ts';
import { SYNC_LINES } from '../../../shared/protocol/rows-line.ts';
import type { SyncRequest } from '../../../shared/protocol/sync.ts';

/** A sync with many new rows as it is sent: put together line by line, so that it is never one text. */
export function syncLines(request: SyncRequest): Blob {
  const lines: string[] = [];
  for (const line of syncInLines(request)) lines.push(`${line}\n`);
  return new Blob(lines, { type: SYNC_LINES });
}
