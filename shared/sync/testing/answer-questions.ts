import type { Edit } from '../edit.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { Inquiry } from '../merge/inquiry.ts';
import type { MayEdit } from '../merge/merge-context.ts';
import { mergeSteps } from '../merge/merge.ts';
import type { JournalQuestion, MatchingQuestion, Question, RowsQuestion, SumsQuestion } from '../merge/questions.ts';
import type { MergeOutcome } from '../outcome.ts';
import { setText } from '../set-text.ts';
import type { Program } from './program.ts';

/** What a merge asked, batch by batch, and what came of it. */
export interface AskedMerge {
  readonly batches: readonly (readonly Question[])[];
  readonly outcome: MergeOutcome;
}

/** Merges as a server does: told exactly what it asks for, and no more. */
export function mergeByAsking(program: Program, edits: readonly Edit[], mayEdit?: MayEdit): AskedMerge {
  const { tables, rules, judge } = program;
  const inquiry = new Inquiry();
  const steps = mergeSteps(inquiry.context({ tables, rules, mayEdit, judge }), edits);
  const batches: (readonly Question[])[] = [];
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { batches, outcome: step.value };
    batches.push(step.value);
    for (const question of step.value) answer(program, inquiry, question);
  }
}

function answer(program: Program, inquiry: Inquiry, question: Question): void {
  if (question.kind === 'journal') inquiry.tellJournal(question, entriesOf(program, question));
  else if (question.kind === 'sums') inquiry.tellSums(question, sumsOf(program, question));
  else if (question.kind === 'flags') inquiry.tellFlags(question, []);
  else inquiry.tellRows(question, rowsOf(program, question));
}

function rowsOf(program: Program, question: RowsQuestion | MatchingQuestion): StoredRow[] {
  const rows = [...(program.head.get(question.table)?.values() ?? [])];
  if (question.kind === 'rows') {
    const wanted = new Set(question.rows);
    return rows.filter(({ row }) => wanted.has(row));
  }
  const wanted = new Set(question.texts);
  return rows.filter(({ cells }) => wanted.has(setText(question.columns, cells)));
}

function sumsOf(program: Program, { of, after, keys }: SumsQuestion) {
  const context = program.context();
  return new Map(keys.map((key) => [key, context.sums(of, key, after)]));
}

function entriesOf(program: Program, { table, rows }: JournalQuestion): JournalEntry[] {
  return rows.flatMap(({ row, after }) =>
    program.journal.filter((entry) => entry.table === table && entry.row === row && entry.revision > after),
  );
}
