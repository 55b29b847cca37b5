import type { MissingRows, Question } from '../../sync/session/sync-state.ts';

/** What is asked about rows that are missing or emptied here, and what the answers are called. */
export interface MissingRowsWords {
  readonly title: string;
  readonly restore: string;
  readonly remove: string;
  /** [W10] Where rows were emptied: only the cells were meant, and what that does. Null where none was. */
  readonly empty: { readonly answer: string; readonly meaning: string } | null;
}

export function missingRowsWords({ tables, cleared }: Extract<Question, { kind: 'missingRows' }>): MissingRowsWords {
  const [missing, emptied] = [rowCount(tables), rowCount(cleared)];
  const them = missing + emptied === 1 ? 'it' : 'them';
  return {
    title: missing > 0 ? missingTitle(missing) : emptiedTitle(emptied),
    restore: `Put ${them} back`,
    remove: `Delete ${them} for everybody`,
    empty: emptied > 0 ? emptyWords(emptied) : null,
  };
}

function rowCount(held: readonly MissingRows[]): number {
  return held.reduce((sum, { rowKeys }) => sum + rowKeys.length, 0);
}

function missingTitle(count: number): string {
  return count === 1 ? 'A row is missing here' : 'Rows are missing here';
}

function emptiedTitle(count: number): string {
  return count === 1 ? 'Was this row to be deleted?' : 'Were these rows to be deleted?';
}

function emptyWords(count: number): MissingRowsWords['empty'] {
  const [row, its, it] = count === 1 ? ['row', 'its', 'it'] : ['rows', 'their', 'them'];
  return {
    answer: `Keep the emptied ${row}, clear ${its} optional cells`,
    meaning: `If you keep ${it}, cells that the plan requires come back as they were.`,
  };
}
