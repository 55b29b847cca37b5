import type { Kysely } from 'kysely';
import type { Inquiry } from '../../shared/sync/merge/inquiry.ts';
import type { MatchingQuestion, Question, RowsQuestion, SumsQuestion } from '../../shared/sync/merge/questions.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { sqlTypeOf } from '../../shared/tables/kinds/kind-of.ts';
import { keyParts } from '../../shared/tables/table.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readTogether, type Condition } from '../storage/read-together.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { readRowsById, rowSelection, storedRowOf } from '../storage/rows.ts';
import { sqlColumn, type Database } from '../storage/schema.ts';
import type { EntrySumsReader } from '../totals/entry-sums.ts';

/** A question that one column answers, and how. */
interface ByColumn {
  readonly question: RowsQuestion | MatchingQuestion;
  readonly condition: Condition;
}

/**
 * Answers a batch of a merge. Where it asks for few rows, those that one column finds are one statement, whatever tables they
 * are of; each other question is a statement of its own.
 */
export async function answerQuestions(
  db: Kysely<Database>,
  program: string,
  inquiry: Inquiry,
  readSums: EntrySumsReader,
  questions: readonly Question[],
): Promise<void> {
  const few = questions.flatMap(fewByColumn);
  const together = few.length > 1 ? few : [];
  await answerTogether(db, program, inquiry, together);
  const ofSums = questions.filter((question) => question.kind === 'sums');
  const sums = await readSums(ofSums);
  ofSums.forEach((question, i) => inquiry.tellSums(question, sums[i] ?? new Map()));
  const answered = new Set<Question>(together.map(({ question }) => question));
  for (const question of questions)
    if (question.kind !== 'sums' && !answered.has(question)) await answerAlone(db, program, inquiry, question);
}

/** From this many rows on, passing them as JSON costs more than another statement. */
const MANY_ROWS = 200;

function fewByColumn(question: Question): ByColumn[] {
  if (question.kind === 'journal' || question.kind === 'sums') return [];
  if (question.kind === 'rows') {
    const condition = { column: 'row_id', in: question.rows };
    return question.rows.length < MANY_ROWS ? [{ question, condition }] : [];
  }
  const condition = question.texts.length < MANY_ROWS ? matchCondition(question) : null;
  return condition ? [{ question, condition }] : [];
}

/** Null: it takes several columns, or one that holds no text. An empty value matches nothing, except in a key. */
function matchCondition({ table: name, columns, texts }: MatchingQuestion): Condition | null {
  const table = tableNamed(name);
  if (columns.join() === table.key.join()) return { column: 'key_text', in: texts };
  const [column = ''] = columns;
  const definition = table.columns[column];
  if (columns.length > 1 || !definition || sqlTypeOf(definition) !== 'text') return null;
  return { column: sqlColumn(column), in: texts.flatMap(keyParts).filter((text) => text !== '') };
}

async function answerTogether(
  db: Kysely<Database>,
  program: string,
  inquiry: Inquiry,
  asked: readonly ByColumn[],
): Promise<void> {
  const found = await readTogether(
    db,
    asked.map(({ question, condition }) => rowSelection(program, tableNamed(question.table), condition)),
  );
  asked.forEach(({ question }, i) => {
    inquiry.tellRows(question, (found[i] ?? []).map(storedRowOf(tableNamed(question.table))));
  });
}

async function answerAlone(
  db: Kysely<Database>,
  program: string,
  inquiry: Inquiry,
  question: Exclude<Question, SumsQuestion>,
): Promise<void> {
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
