import type { ComparedCell } from '../../../shared/protocol/compare.ts';
import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import { counted } from '../cell-words.ts';

/** What undoing a revision sets back, and what stays as it is. */
export interface UndoReport {
  readonly setsBack: readonly ComparedCell[];
  readonly stays: readonly ComparedCell[];
}

/**
 * Divides what a revision did. Before an undo, `changed` is what has happened since: that stays. After it, `changed` is
 * what differs from the revision before: that has stayed. New and deleted rows come and go as a whole.
 */
export function undoReport(made: readonly ComparedCell[], changed: readonly ComparedCell[]): UndoReport {
  const cells = new Set(changed.map(cellOf));
  const rows = new Set(changed.map(rowOf));
  const goneRows = new Set(changed.filter(({ kind }) => kind === 'delete').map(rowOf));
  const stays = (cell: ComparedCell): boolean =>
    cell.kind === 'update' ? cells.has(cellOf(cell)) || goneRows.has(rowOf(cell)) : rows.has(rowOf(cell));
  return { setsBack: made.filter((cell) => !stays(cell)), stays: made.filter(stays) };
}

function cellOf(cell: ComparedCell): string {
  return `${rowOf(cell)} ${cell.column}`;
}

function rowOf({ table, row }: ComparedCell): string {
  return `${table} ${row}`;
}

/** What an undo will do, before it is done. */
export function undoPreviewWords({ setsBack, stays }: UndoReport, names: CodeNames): string {
  const { values, added, deleted } = countOf(setsBack);
  const parts = [
    ...(values > 0 ? [`sets back ${counted(values, 'value')}`] : []),
    ...(added > 0 ? [`takes out ${counted(added, 'new row')}`] : []),
    ...(deleted > 0 ? [`brings back ${counted(deleted, 'deleted row')}`] : []),
  ];
  const what =
    parts.length === 0
      ? 'Nothing is left to undo.'
      : `It ${listed(parts)}, in the plan for everybody and in this workbook. History keeps both.`;
  return stays.length === 0 ? what : `${what} Changed again since, so it stays: ${examples(stays, names)}.`;
}

/** What an undo has done. */
export function undoResultWords(revision: number, { setsBack, stays }: UndoReport, names: CodeNames): string {
  const { values, added, deleted } = countOf(setsBack);
  const parts = [
    ...(values > 0 ? [`${counted(values, 'value')} set back`] : []),
    ...(added > 0 ? [`${counted(added, 'new row')} taken out`] : []),
    ...(deleted > 0 ? [`${counted(deleted, 'deleted row')} brought back`] : []),
  ];
  const done = `Revision ${revision} is undone: ${parts.length === 0 ? 'nothing was left to set back' : listed(parts)}.`;
  return stays.length === 0 ? done : `${done} Changed again since, so it stayed: ${examples(stays, names)}.`;
}

/** Cells of rows that remain count one by one, rows that come or go as one. */
function countOf(cells: readonly ComparedCell[]) {
  const rows = (kind: ComparedCell['kind']): number =>
    new Set(cells.filter((cell) => cell.kind === kind).map(rowOf)).size;
  return {
    values: cells.filter(({ kind }) => kind === 'update').length,
    added: rows('insert'),
    deleted: rows('delete'),
  };
}

/** "a", "a and b", "a, b and c" */
function listed(parts: readonly string[]): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((part) => part !== '').join(' and ');
}

const EXAMPLES = 5;

function examples(cells: readonly ComparedCell[], names: CodeNames): string {
  const places = cells.map(({ table, key, kind, column }) =>
    placeWords(table, key, kind === 'update' ? column : null, names),
  );
  const different = [...new Set(places)];
  const rest = different.length - EXAMPLES;
  return different.slice(0, EXAMPLES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
