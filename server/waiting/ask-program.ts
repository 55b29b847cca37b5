import type { Kysely } from 'kysely';
import { Inquiry } from '../../shared/sync/merge/inquiry.ts';
import { answerQuestions } from '../reconcile/answer-questions.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { entrySumsReader } from '../totals/entry-sums.ts';

/**
 * Works something out of the program by the questions that a merge asks: again and again, until it has asked for nothing
 * that is not known. Few statements however many rows there are. `work` keeps nothing between its runs.
 */
export async function askProgram<T>(
  db: Kysely<Database>,
  program: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>,
  work: (known: Inquiry) => T,
): Promise<T> {
  const inquiry = new Inquiry();
  const sums = entrySumsReader(db, program);
  for (;;) {
    const result = work(inquiry);
    const lacking = inquiry.lacking();
    if (lacking.length === 0) return result;
    await answerQuestions(db, program.id, inquiry, sums, lacking);
  }
}
