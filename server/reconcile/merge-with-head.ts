import type { Kysely } from 'kysely';
import { mayEditFor } from '../../shared/access/may-edit-for.ts';
import { placesIn } from '../../shared/access/places-in.ts';
import { rowRules } from '../../shared/plan/rules/row-rules.ts';
import { planStamps } from '../../shared/plan/lifecycles/stamps.ts';
import { Inquiry } from '../../shared/sync/merge/inquiry.ts';
import { mergeSteps } from '../../shared/sync/merge/merge.ts';
import type { MergeOutcome } from '../../shared/sync/outcome.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import type { Database } from '../storage/schema.ts';
import { entrySumsReader } from '../totals/entry-sums.ts';
import { answerQuestions } from './answer-questions.ts';
import type { ContextRequest } from './context-request.ts';
import { findNeverUsed } from './never-used.ts';

export interface MergedWithHead {
  readonly outcome: MergeOutcome;
  /** The head that the merge met, as far as it looked: all changed rows are in it. */
  readonly met: Pick<Inquiry, 'head' | 'known'>;
  /** The tables that the program certainly never held a row of. */
  readonly neverUsed: ReadonlySet<string>;
}

/** Merges one sync with the head: few statements per batch of questions, however many edits there are. */
export async function mergeWithHead(db: Kysely<Database>, request: ContextRequest): Promise<MergedWithHead> {
  const { edits, membership, author, now } = request;
  const { id: program, revision: head } = request.program;
  const neverUsed = await findNeverUsed(db, program, edits);
  const inquiry = new Inquiry((table) => head === 0 || neverUsed.has(table));
  for (const { asked, found } of request.rows) inquiry.tellRows(asked, found);
  const mayEdit = mayEditFor(membership, placesIn(membership, inquiry, edits, author.at), author.isBroughtIn);
  const judge = request.judge({ isFirst: head === 0, isImport: request.areFacts, now });
  const parts = { tables, rules: rowRules, stamps: planStamps, mayEdit, author, judge };
  const sums = entrySumsReader(db, request.program);
  const steps = mergeSteps(inquiry.context(parts), edits);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { outcome: step.value, met: inquiry, neverUsed };
    await answerQuestions(db, program, inquiry, sums, step.value);
  }
}
