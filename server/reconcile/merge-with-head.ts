import type { Kysely } from 'kysely';
import { mayEditFor } from '../../shared/access/may-edit-for.ts';
import { placesIn } from '../../shared/access/places-in.ts';
import { rowRules } from '../../shared/plan/rules/row-rules.ts';
import { Inquiry } from '../../shared/sync/merge/inquiry.ts';
import type { ProgramView } from '../../shared/sync/merge/merge-context.ts';
import { mergeSteps } from '../../shared/sync/merge/merge.ts';
import type { MatchingQuestion, Question, RowsQuestion } from '../../shared/sync/merge/questions.ts';
import type { MergeOutcome } from '../../shared/sync/outcome.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { readRowsById } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import type { ContextRequest } from './context-request.ts';
import { findNeverUsed } from './never-used.ts';

export interface MergedWithHead {
  readonly outcome: MergeOutcome;
  /** The head that the merge met, as far as it looked: all changed rows are in it. */
  readonly met: Pick<ProgramView, 'head'>;
  /** The tables that the program certainly never held a row of. */
  readonly neverUsed: ReadonlySet<string>;
}

/** Merges one sync with the head: a query per question, however many edits there are. */
export async function mergeWithHead(db: Kysely<Database>, request: ContextRequest): Promise<MergedWithHead> {
  const { program, head, edits, membership, author } = request;
  const neverUsed = await findNeverUsed(db, program, edits);
  const inquiry = new Inquiry((table) => head === 0 || neverUsed.has(table));
  const isBroughtIn = head === 0 || author.isImport;
  const mayEdit = mayEditFor(membership, placesIn(membership, inquiry, edits), isBroughtIn);
  const steps = mergeSteps(inquiry.context({ tables, rules: rowRules, mayEdit, author }), edits);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { outcome: step.value, met: inquiry, neverUsed };
    for (const question of step.value) await answer(db, program, inquiry, question);
  }
}

async function answer(db: Kysely<Database>, program: string, inquiry: Inquiry, question: Question): Promise<void> {
  if (question.kind === 'journal') {
    const { table, rows } = question;
    inquiry.tellJournal(question, await readRowHistory(db, { program, table, rows }));
  } else {
    inquiry.tellRows(question, await readQuestioned(db, program, question));
  }
}

function readQuestioned(
  db: Kysely<Database>,
  program: string,
  question: RowsQuestion | MatchingQuestion,
): Promise<StoredRow[]> {
  const table = tableNamed(question.table);
  if (question.kind === 'rows') return readRowsById(db, program, table, question.rows);
  return readMatchingRows(db, program, { table, columns: question.columns, texts: question.texts });
}
