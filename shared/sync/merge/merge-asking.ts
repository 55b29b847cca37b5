import type { Cell, RowId } from '../../tables/cell.ts';
import { cellFromWire } from '../../tables/kinds/kind-of.ts';
import type { Edit, InsertEdit, Revision } from '../edit.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { setIsBlank, setIsFilled, setText } from '../set-text.ts';
import { areSeveral, type GroupedEdits } from './group-edits.ts';
import type { MergeContext, ProgramView } from './merge-context.ts';
import type { Question } from './questions.ts';
import type { TableShape } from './table-shape.ts';

/** Work that hands out questions in batches and goes on when its context knows the answers. */
export type Asking<T> = Generator<readonly Question[], T, undefined>;

/** Does the work of a phase, and does it again whenever something it looked for was not known yet. */
export function* whenKnown<T>({ lacking }: MergeContext, work: () => T): Asking<T> {
  for (;;) {
    const result = work();
    const open = lacking?.() ?? nothing;
    if (open.length === 0) return result;
    yield open;
  }
}

const nothing: readonly never[] = [];

/** What happened to a row after `seen`; of a row that is not there, all that is known. Nothing, when it has not changed since. */
export function historySince(
  program: ProgramView,
  table: string,
  row: RowId,
  head: StoredRow | undefined,
  seen: Revision,
): readonly JournalEntry[] {
  return head && head.revision <= seen ? nothing : program.history(table, row, seen);
}

/**
 * Looks at the edited rows and what new ones name, then at the journal of those that have changed, so that all is known, for all
 * rows at once, before the first draft is made. What it does not foresee the drafts and checks look for themselves.
 */
export function* askAhead(
  context: MergeContext,
  shapes: ReadonlyMap<string, TableShape>,
  edits: GroupedEdits,
): Asking<void> {
  yield* askedBy(context, () => {
    for (const [shape, row, edit] of eachEdit(shapes, edits)) {
      context.head(shape.table.name, row);
      if (edit.kind !== 'insert') continue;
      holderOf(context, shape, edit);
      lookAtNamed(context, shapes, shape, edit);
    }
  });
  yield* askedBy(context, () => {
    for (const [shape, row, edit] of eachEdit(shapes, edits)) {
      const { name } = shape.table;
      const seen = oldestSeen(edit);
      const head = context.head(name, row);
      // A delete of a row that is not there has nothing to compare.
      if (head || edit.kind !== 'delete') historySince(context, name, row, head, seen);
      const holder = head || edit.kind !== 'insert' ? undefined : holderOf(context, shape, edit);
      if (holder) historySince(context, name, holder.row, holder, seen);
    }
  });
}

/** Looks at something just so that it is known afterwards. */
function* askedBy({ lacking }: MergeContext, look: () => void): Asking<void> {
  look();
  const open = lacking?.() ?? nothing;
  if (open.length > 0) yield open;
}

function* eachEdit(
  shapes: ReadonlyMap<string, TableShape>,
  edits: GroupedEdits,
): Generator<readonly [TableShape, RowId, Edit]> {
  for (const [table, rows] of edits) {
    const shape = shapes.get(table);
    if (!shape) continue;
    for (const [row, ofRow] of rows) {
      for (const edit of areSeveral(ofRow) ? ofRow : [ofRow]) yield [shape, row, edit];
    }
  }
}

/** The row that has the key of an insert. */
function holderOf(program: ProgramView, { table }: TableShape, edit: InsertEdit): StoredRow | undefined {
  const key: Record<string, Cell> = {};
  for (const column of table.key) {
    const definition = table.columns[column];
    const read = definition && cellFromWire(definition, edit.cells[column] ?? null);
    if (read?.ok === true) key[column] = read.value;
  }
  return setIsBlank(table.key, key) ? undefined : program.matching(table.name, table.key, setText(table.key, key))[0];
}

/** The rows that an insert names, as its references and most of its rules will ask for them. */
function lookAtNamed(
  program: ProgramView,
  shapes: ReadonlyMap<string, TableShape>,
  { references }: TableShape,
  { cells }: InsertEdit,
): void {
  for (const { columns, table } of references) {
    const target = shapes.get(table)?.table;
    if (target && setIsFilled(columns, cells)) program.matching(table, target.key, setText(columns, cells));
  }
}

function oldestSeen(edit: Edit): Revision {
  if (edit.kind !== 'update') return edit.seen;
  let oldest = Number.MAX_SAFE_INTEGER;
  for (const column of Object.keys(edit.cells)) oldest = Math.min(oldest, edit.seen[column] ?? 0);
  return oldest;
}
