import type { DeleteEdit, Edit, InsertEdit, Revision } from '../../sync/edit.ts';
import type { StoredRow } from '../../sync/history/journal.ts';
import { budgetLines } from '../../tables/budget-lines.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { changeLines } from '../../tables/change-lines.ts';
import { changes } from '../../tables/changes.ts';

/** A line of a change as somebody wants it. */
export interface DraftedLine {
  /** Id of the budget line. */
  readonly budgetLine: string;
  /** Cents. */
  readonly amount: number;
  readonly counterpart?: string | null | undefined;
  readonly note?: string | null | undefined;
}

/** A change that is to come into the plan. */
export interface Draft {
  readonly header: Cells;
  readonly lines: readonly DraftedLine[];
  /** Budget lines that come with it, with 0.00. */
  readonly newLines: readonly Cells[];
}

/** Where edits come from: the revision at which the plan was looked at, and Row IDs for what is new. */
export interface DraftPlace {
  readonly seen: Revision;
  readonly newRow: () => RowId;
}

const BASKET = 'draft';

/** The cells of a line of a change; `line` is its number within the change. */
export function lineCells(change: Cell, line: number, { budgetLine, amount, counterpart, note }: DraftedLine): Cells {
  return { change, line, budgetLine, amount, counterpart: counterpart ?? null, note: note ?? null };
}

/** Edits by which a change comes into the plan, all of it or nothing. */
export function draftEdits({ header, lines, newLines }: Draft, { seen, newRow }: DraftPlace): Edit[] {
  const insert = (table: string, cells: Cells): InsertEdit => ({
    kind: 'insert',
    table,
    row: newRow(),
    cells: filled(cells),
    seen,
    basket: BASKET,
  });
  const number = header['number'] ?? null;
  return [
    ...newLines.map((cells) => insert(budgetLines.name, cells)),
    insert(changes.name, header),
    ...lines.map((line, index) => insert(changeLines.name, lineCells(number, index + 1, line))),
  ];
}

function filled(cells: Cells): Cells {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
}

/** A draft as it is in the plan, and what it is to become. */
export interface DraftEdit {
  readonly header: StoredRow;
  readonly lines: readonly StoredRow[];
  /** Cells of the header that get another value. */
  readonly changed: Cells;
  /** All its lines; undefined: they stay. */
  readonly wanted: readonly DraftedLine[] | undefined;
  readonly newLines: readonly Cells[];
}

/** Edits by which a draft becomes another. A line of the same budget line is kept as the row it is. */
export function redraftEdits(draft: DraftEdit, { seen, newRow }: DraftPlace): Edit[] {
  const { header, lines, changed, wanted, newLines } = draft;
  const update = (table: string, { row, cells }: StoredRow, next: Cells): Edit[] => {
    const moved = Object.entries(next).filter(([column, cell]) => (cells[column] ?? null) !== cell);
    if (moved.length === 0) return [];
    const seenAt = Object.fromEntries(moved.map(([column]) => [column, seen]));
    return [{ kind: 'update', table, row, cells: Object.fromEntries(moved), seen: seenAt, basket: BASKET }];
  };
  const ofHeader = update(changes.name, header, changed);
  if (wanted === undefined) return ofHeader;
  const left = [...lines];
  let last = lines.reduce((most, { cells }) => Math.max(most, Number(cells['line'])), 0);
  const ofLines = wanted.flatMap((line): Edit[] => {
    const index = left.findIndex(({ cells }) => cells['budgetLine'] === line.budgetLine);
    const [kept] = index < 0 ? [] : left.splice(index, 1);
    const number = header.cells['number'] ?? null;
    if (kept !== undefined) return update(changeLines.name, kept, lineCells(number, Number(kept.cells['line']), line));
    const cells = filled(lineCells(number, (last += 1), line));
    return [{ kind: 'insert', table: changeLines.name, row: newRow(), cells, seen, basket: BASKET }];
  });
  const gone = left.map(({ row }): DeleteEdit => ({
    kind: 'delete',
    table: changeLines.name,
    row,
    seen,
    basket: BASKET,
  }));
  const added = newLines.map((cells): InsertEdit => ({
    kind: 'insert',
    table: budgetLines.name,
    row: newRow(),
    cells: filled(cells),
    seen,
    basket: BASKET,
  }));
  return [...added, ...ofHeader, ...ofLines, ...gone];
}

/** The lines by which a change is undone. */
export function reversedLines(lines: readonly StoredRow[], number: string): DraftedLine[] {
  return lines.map(({ cells }) => ({
    budgetLine: String(cells['budgetLine']),
    amount: 0 - Number(cells['amount'] ?? 0),
    counterpart: typeof cells['counterpart'] === 'string' ? cells['counterpart'] : null,
    note: `Reverses line ${String(cells['line'])} of ${number}`,
  }));
}
