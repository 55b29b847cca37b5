import type { Kysely } from 'kysely';
import type { Inquiry } from '../../shared/sync/merge/inquiry.ts';
import type {
  FlagsQuestion,
  JournalQuestion,
  MatchingQuestion,
  Question,
  RowsQuestion,
  SumsQuestion,
} from '../../shared/sync/merge/questions.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { sqlTypeOf } from '../../shared/tables/kinds/kind-of.ts';
import { keyParts } from '../../shared/tables/table.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readTogether, type Condition, type Selection } from '../storage/read-together.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { readRowsById, rowSelection, storedRowOf } from '../storage/rows.ts';
import { sqlColumn, type Database } from '../storage/schema.ts';
import type { EntrySumsReader } from '../totals/entry-sums.ts';
import { readFlags } from '../totals/read-flags.ts';

/** A question that selections answer. */
interface Selected {
  readonly question: Exclude<Question, JournalQuestion | FlagsQuestion>;
  readonly selections: readonly Selection[];
}

/**
 * Answers a batch of a merge. Where it asks for few rows, those are one statement with the sums, whatever tables they are of; each
 * other question is a statement of its own.
 */
export async function answerQuestions(
  db: Kysely<Database>,
  program: string,
  inquiry: Inquiry,
  sums: EntrySumsReader,
  questions: readonly Question[],
): Promise<void> {
  const together = questions.flatMap((question) => selected(program, sums, question));
  const found = await readTogether(
    db,
    together.flatMap(({ selections }) => selections),
  );
  let read = 0;
  for (const { question, selections } of together) {
    const answers = found.slice(read, (read += selections.length));
    if (question.kind === 'sums') inquiry.tellSums(question, await sums.answer(question, answers));
    else inquiry.tellRows(question, (answers[0] ?? []).map(storedRowOf(tableNamed(question.table))));
  }
  const answered = new Set<Question>(together.map(({ question }) => question));
  for (const question of questions)
    if (question.kind !== 'sums' && !answered.has(question)) await answerAlone(db, program, inquiry, question);
}

function selected(program: string, sums: EntrySumsReader, question: Question): Selected[] {
  if (question.kind === 'journal' || question.kind === 'flags') return [];
  if (question.kind === 'sums') return [{ question, selections: sums.selectionsOf(question) }];
  const conditions = fewByColumns(question);
  return conditions
    ? [{ question, selections: [rowSelection(program, tableNamed(question.table), ...conditions)] }]
    : [];
}

/** From this many rows on, passing them as JSON costs more than another statement. */
const MANY_ROWS = 200;

/** Columns that find few rows by themselves; null: they are many, or not found so. */
function fewByColumns(question: RowsQuestion | MatchingQuestion): readonly Condition[] | null {
  if (question.kind === 'rows')
    return question.rows.length < MANY_ROWS ? [{ column: 'row_id', in: question.rows }] : null;
  return question.texts.length < MANY_ROWS ? matchConditions(question) : null;
}

/**
 * The rows of which each column holds a value that one of the texts names: all that match, and where there are several columns
 * maybe others. Null: a column holds neither text nor a number. An empty value matches nothing, except in a key.
 */
function matchConditions({ table: name, columns, texts }: MatchingQuestion): readonly Condition[] | null {
  const table = tableNamed(name);
  if (columns.join() === table.key.join()) return [{ column: 'key_text', in: texts }];
  const lists = texts.map(keyParts);
  const conditions = columns.map((column, i): Condition | null => {
    const definition = table.columns[column];
    if (!definition || definition.kind === 'flag') return null;
    const parts = [...new Set(lists.map((list) => list[i] ?? ''))].filter((part) => part !== '');
    const sqlName = sqlColumn(column);
    return sqlTypeOf(definition) === 'text'
      ? { column: sqlName, in: parts }
      : { column: sqlName, inNumbers: parts.map(Number) };
  });
  return conditions.every((condition) => condition !== null) ? conditions : null;
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
  } else if (question.kind === 'flags') {
    inquiry.tellFlags(question, await readFlags(db, program, question.asOf));
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
