import { canonicalJson } from '../../shared/sync/canonical-json.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { Cell, CellPlace } from '../../shared/tables/cell.ts';
import type { OpenRefusal } from './session/sync-state.ts';
import { placeText, type EditPlace } from './excluded-edits.ts';

/** A list of changes that a person has seen and confirmed: these are sent, and nothing else of theirs. */
export interface ShownEdits {
  /** The workbook's revision that they were compared with. */
  readonly revision: number;
  /** Everything the list was made from; a sheet that holds something else is shown again before anything is sent. */
  readonly edits: readonly Edit[];
  /** What of it was confirmed. */
  readonly send: readonly Edit[];
  /** What of it was known not to be accepted, and why; it stays in the sheet. */
  readonly refused: readonly OpenRefusal[];
}

/** Edits without those of cells that are in an open conflict: these are decided in the review. */
export function withoutUndecided(edits: readonly Edit[], open: readonly CellPlace[]): Edit[] {
  const undecided = new Set(open.map(placeText));
  const rows = new Set(open.map(({ table, row }) => `${table} ${row}`));
  return edits.flatMap((edit): Edit[] => {
    if (edit.kind === 'delete') return rows.has(`${edit.table} ${edit.row}`) ? [] : [edit];
    const columns = Object.keys(edit.cells).filter((column) => !undecided.has(placeText({ ...edit, column })));
    return columns.length === 0 ? [] : [withColumns(edit, columns)];
  });
}

/** True when the sheet still holds just what was shown. */
export function isStillShown(shown: ShownEdits, revision: number, edits: readonly Edit[]): boolean {
  return shown.revision === revision && editsText(shown.edits) === editsText(edits);
}

/** Values and rows of the edits as text; when their author last saw the cells is not shown to anybody. */
function editsText(edits: readonly Edit[]): string {
  return edits.map(editText).sort().join('\n');
}

/** What an edit does, as text. */
export function editText(edit: Edit): string {
  const cells = edit.kind === 'delete' ? {} : edit.cells;
  return canonicalJson({ table: edit.table, row: edit.row, kind: edit.kind, cells });
}

/**
 * What of the sheet's edits was shown, and what rides along: cells in conflict go with every sync, to stay reported.
 * Whatever was typed since the list was shown stays for the next one.
 */
export function onlyShown(edits: readonly Edit[], shown: readonly Edit[], riders: readonly EditPlace[]): Edit[] {
  const confirmed = new Map(shown.map((edit) => [`${edit.table} ${edit.row} ${edit.kind}`, edit]));
  const riding = new Set(riders.map(placeText));
  const ridingRows = new Set(riders.map(({ table, row }) => `${table} ${row}`));
  return edits.flatMap((edit): Edit[] => {
    const { table, row, kind } = edit;
    const match = confirmed.get(`${table} ${row} ${kind}`);
    if (edit.kind === 'delete') return match !== undefined || ridingRows.has(`${table} ${row}`) ? [edit] : [];
    const cells = match === undefined || match.kind === 'delete' ? {} : match.cells;
    if (edit.kind === 'insert' && !ridingRows.has(`${table} ${row}`)) return wholeInsert(edit, cells);
    const columns = Object.keys(edit.cells).filter(
      (column) => isSame(cells, column, edit.cells[column] ?? null) || riding.has(placeText({ table, row, column })),
    );
    return columns.length === 0 ? [] : [withColumns(edit, columns)];
  });
}

/** A new row goes as it was shown or not at all. */
function wholeInsert(edit: Extract<Edit, { kind: 'insert' }>, shown: Readonly<Record<string, Cell>>): Edit[] {
  const columns = Object.keys(shown);
  const isUnchanged =
    columns.length > 0 && columns.every((column) => isSame(edit.cells, column, shown[column] ?? null));
  return isUnchanged ? [withColumns(edit, columns)] : [];
}

function isSame(cells: Readonly<Record<string, Cell>>, column: string, value: Cell): boolean {
  return Object.hasOwn(cells, column) && cells[column] === value;
}

function withColumns(edit: Exclude<Edit, { kind: 'delete' }>, columns: readonly string[]): Edit {
  const pick = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(values).filter(([name]) => columns.includes(name)));
  const cells = pick(edit.cells);
  return edit.kind === 'insert' ? { ...edit, cells } : { ...edit, cells, seen: pick(edit.seen) };
}

/** One cell as a confirmed list of its own; of a new row, the row it is in. */
export function onlyPlace(
  { revision, edits }: Pick<ShownEdits, 'revision' | 'edits'>,
  { table, row, column }: CellPlace,
): ShownEdits {
  const send = edits.flatMap((edit): Edit[] => {
    if (edit.table !== table || edit.row !== row || edit.kind === 'delete') return [];
    if (edit.kind === 'insert') return [edit];
    return Object.hasOwn(edit.cells, column) ? [withColumns(edit, [column])] : [];
  });
  return { revision, edits, send, refused: [] };
}
