import { HttpError } from './errors.ts';
import type { ProgramRow } from './storage/schema.ts';

/** [ADM3] Throws forbidden where the program is archived: whoever asked keeps what they have, and it is said how to go on. */
export function assertNotArchived({ archived_at: archivedAt }: Pick<ProgramRow, 'archived_at'>): void {
  if (typeof archivedAt !== 'string') return;
  throw new HttpError(
    'forbidden',
    `This program has been archived since ${archivedAt.slice(0, 10)}: it can be read, and nothing in it changes. Nothing you have entered is lost. Ask an administrator of the server to bring it back.`,
    { archivedAt },
  );
}
