import { findTable } from '../tables/all-tables.ts';
import { columnWords } from '../tables/place-words.ts';
import { getOrMake } from './get-or-make.ts';
import type { Refusal } from './outcome.ts';

/** One line of what was not accepted: a refusal, or everything that one row lacks. */
export interface RefusalLine<R> {
  readonly first: R;
  /** The refusals that the line speaks of, the first among them. */
  readonly all: readonly R[];
  /** The column of a single cell; null: the row. */
  readonly column: string | null;
  /** The column to name where the place stands before the message; null: the message names it first, or it is of the row. */
  readonly placeColumn: string | null;
  readonly message: string;
}

type Told = Pick<Refusal, 'table' | 'row' | 'column' | 'rule' | 'message'>;

/** [V01, FA7] Refusals as they are told: the empty required cells of a row in one line, every other refusal in its own. */
export function refusalLines<R extends Told>(refusals: readonly R[]): RefusalLine<R>[] {
  const lackingByRow = new Map<string, R[]>();
  for (const refusal of refusals) {
    if (isEmptyCell(refusal)) getOrMake(lackingByRow, rowText(refusal), (): R[] => []).push(refusal);
  }
  return refusals.flatMap((refusal): RefusalLine<R>[] => {
    const { column, message } = refusal;
    const all = isEmptyCell(refusal) ? (lackingByRow.get(rowText(refusal)) ?? []) : [];
    if (all.length < 2)
      return [{ first: refusal, all: [refusal], column, placeColumn: placeColumnOf(refusal), message }];
    return all[0] === refusal
      ? [{ first: refusal, all, column: null, placeColumn: null, message: lackingWords(all) }]
      : [];
  });
}

function placeColumnOf({ table, column, message }: Told): string | null {
  return column !== null && message.startsWith(`${columnWords(table, column)} `) ? null : column;
}

function isEmptyCell({ rule, column }: Told): boolean {
  return rule === 'V01' && column !== null;
}

function rowText({ table, row }: Told): string {
  return `${table} ${row}`;
}

const numbers = ['Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

function lackingWords(refusals: readonly Told[]): string {
  const labels = refusals.map(({ table, column }) => findTable(table)?.columns[column ?? '']?.label ?? column ?? '');
  const count = numbers[labels.length - 2] ?? String(labels.length);
  return `${count} required cells are empty: ${labels.slice(0, -1).join(', ')} and ${labels.at(-1) ?? ''}.`;
}
