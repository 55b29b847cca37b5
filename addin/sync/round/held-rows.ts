import type { ProgramState } from '../../../shared/sync/program-rows.ts';
import {
  clearedRows,
  nothingAnswered,
  type HeldRows,
  type HeldRowsAnswer,
} from '../../../shared/sync/read/find-edits.ts';
import type { Reading } from '../../../shared/sync/read/read-tables.ts';
import type { MissingRows, MissingRowsAnswer, Question } from '../session/sync-state.ts';
import { keyOfRow, type RoundReading } from './round-reading.ts';

/**
 * How the sheet is read once the person has spoken, or before (undefined). Only who says that rows go lets them go: of
 * rows that were asked about, few may be left that are missing, or their filter may be off by now [W3].
 * @param asked the rows of the question; no others go
 */
export function heldRowsAnswer(answer: MissingRowsAnswer | undefined, asked: HeldRows): HeldRowsAnswer {
  switch (answer) {
    case undefined:
      return nothingAnswered;
    case 'restore':
      return { missing: 'ask', cleared: 'ask' };
    case 'empty':
      return { missing: 'ask', cleared: 'empty' };
    case 'delete':
      return { missing: 'delete', cleared: 'delete', asked };
  }
}

/** [W3, W10] Rows that come back as they were; of those that are only to be emptied, the cells they cannot be without. */
export function rowsToRestore(answer: MissingRowsAnswer | undefined, found: Reading): HeldRows {
  if (answer === 'restore') return heldRows(found);
  if (answer !== 'empty') return new Map();
  return new Map(found.tables.map((local) => [local.table.name, clearedRows(local)]));
}

/** Every row that waits for the person's word, by table. */
export function heldRows({ unconfirmed, cleared }: Pick<Reading, 'unconfirmed' | 'cleared'>): HeldRows {
  const names = [...unconfirmed.keys(), ...cleared.keys()];
  return new Map(names.map((name) => [name, [...(unconfirmed.get(name) ?? []), ...(cleared.get(name) ?? [])]]));
}

/** The rows that a question was about. */
export function askedRows(question: Question | null): HeldRows {
  if (question?.kind !== 'missingRows') return new Map();
  const rowsOf = (places: readonly MissingRows[]): HeldRows => new Map(places.map(({ table, rows }) => [table, rows]));
  return heldRows({ unconfirmed: rowsOf(question.tables), cleared: rowsOf(question.cleared) });
}

/** [W3, W10] What to ask about rows that are missing or half-emptied; null: nothing. */
export function heldRowsQuestion(reading: RoundReading, head: ProgramState): Question | null {
  const tables = stillThere(reading, reading.found.unconfirmed, head);
  const cleared = stillThere(reading, reading.found.cleared, head);
  return tables.length + cleared.length === 0 ? null : { kind: 'missingRows', tables, cleared };
}

/** Rows that are gone at the head as well, as after an update that was interrupted, are nobody's question any more. */
function stillThere(reading: RoundReading, held: HeldRows, head: ProgramState): MissingRows[] {
  return [...held].flatMap(([table, all]) => {
    const rows = all.filter((row) => head.tables.get(table)?.has(row));
    return rows.length === 0 ? [] : [{ table, rows, rowKeys: rows.map((row) => keyOfRow(reading, table, row)) }];
  });
}
