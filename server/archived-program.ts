import type { Kysely } from 'kysely';
import { HttpError, notFound } from './errors.ts';
import { lockProgram } from './storage/programs.ts';
import type { Database, ProgramRow } from './storage/schema.ts';

/** [ADM3] Throws forbidden where the program is archived: whoever asked keeps what they have, and it is said how to go on. */
export function assertNotArchived({ archived_at: archivedAt }: Pick<ProgramRow, 'archived_at'>): void {
  if (typeof archivedAt !== 'string') return;
  throw new HttpError(
    'forbidden',
    `This program has been archived since ${archivedAt.slice(0, 10)}: it can be read, and nothing in it changes. Nothing you have entered is lost. Ask an administrator of the server to bring it back.`,
    { archivedAt },
  );
}

/**
 * [ADM3] Holds the program until the transaction ends, so that nobody archives it between the look at it and what is written.
 * Throws forbidden where somebody has.
 */
export async function holdOpenProgram(transaction: Kysely<Database>, id: string): Promise<ProgramRow> {
  const program = await lockProgram(transaction, id);
  if (!program) throw notFound('such program');
  assertNotArchived(program);
  return program;
}
