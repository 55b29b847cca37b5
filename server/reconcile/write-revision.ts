import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { JournalEntry, RowChange } from '../../shared/sync/journal.ts';
import { revisionDigestInput, type RevisionHeader } from '../../shared/sync/revision-digest.ts';
import type { MergeContext } from '../../shared/sync/merge-context.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { editableColumns, keyOf, type Table } from '../../shared/tables/table.ts';
import { insertMany, type SqlValue } from '../storage/insert-many.ts';
import { setHead } from '../storage/programs.ts';
import { sqlValue } from '../storage/rows.ts';
import { planTable, sqlColumn, type Database } from '../storage/schema.ts';
import { textList } from '../storage/sql-dialect.ts';

/** What a new revision says about itself. */
export interface NewRevision extends Omit<RevisionHeader, 'author'> {
  readonly person: { readonly id: string; readonly name: string };
  /** Cells and whole-row deletes accepted. */
  readonly accepted: number;
}

/** [V1–V3] Writes rows, journal and revision and moves the head. @returns the revision's hash, hex */
export async function writeRevision(
  db: Kysely<Database>,
  context: Pick<MergeContext, 'head'>,
  revision: NewRevision,
  changes: readonly RowChange[],
): Promise<string> {
  const hash = revisionHash({ ...revision, author: revision.person.id }, changes);
  await writeRows(db, context, revision, changes);
  await writeJournal(db, context, revision, changes);
  await db
    .insertInto('revisions')
    .values(revisionRow(revision, changes.length, hash))
    .execute();
  await setHead(db, { program: revision.program, revision: revision.revision, hash });
  return hash;
}

/** SHA-256 over the canonical text of header and changes, hex: each revision seals the one before. */
export function revisionHash(header: RevisionHeader, changes: readonly (RowChange | JournalEntry)[]): string {
  return createHash('sha256').update(revisionDigestInput(header, changes)).digest('hex');
}

function revisionRow(revision: NewRevision, changes: number, hash: string) {
  return {
    program: revision.program,
    number: revision.revision,
    person: revision.person.id,
    person_name: revision.person.name,
    at: revision.at,
    workbook: revision.workbook,
    sync_id: revision.syncId,
    note: revision.note,
    accepted: revision.accepted,
    changes,
    prev_hash: revision.previousHash,
    hash,
  };
}

async function writeRows(
  db: Kysely<Database>,
  context: Pick<MergeContext, 'head'>,
  { program, revision }: NewRevision,
  changes: readonly RowChange[],
): Promise<void> {
  for (const [name, ofTable] of changesByTable(changes)) {
    const table = tableNamed(name);
    const gone = ofTable.filter((change) => change.kind === 'delete').map((change) => change.row);
    if (gone.length > 0) {
      await db
        .deleteFrom(planTable(table))
        .where('program', '=', program)
        .where('row_id', 'in', textList(db, gone))
        .execute();
    }
    const insertion = rowWriter(table, program, revision);
    const rowOf = (change: RowChange) =>
      insertion.rowOf(change.row, { ...context.head(name, change.row)?.cells, ...change.after });
    const inserted = ofTable.filter((change) => change.kind === 'insert').map(rowOf);
    const updated = ofTable.filter((change) => change.kind === 'update').map(rowOf);
    await insertMany(db, { ...insertion, rows: inserted });
    await insertMany(db, { ...insertion, rows: updated, replacing: ['program', 'row_id'] });
  }
}

function rowWriter(table: Table, program: string, revision: number) {
  const columns = editableColumns(table);
  return {
    table: planTable(table),
    columns: ['program', 'row_id', 'revision', 'key_text', ...columns.map(sqlColumn)],
    rowOf: (row: string, cells: Readonly<Record<string, Cell>>): SqlValue[] => {
      const values: SqlValue[] = [program, row, revision, keyOf(table, cells)];
      for (const column of columns) values.push(sqlValue(cells[column]));
      return values;
    },
  };
}

function changesByTable(changes: readonly RowChange[]): Map<string, RowChange[]> {
  const found = new Map<string, RowChange[]>();
  for (const change of changes) {
    const list = found.get(change.table);
    if (list) list.push(change);
    else found.set(change.table, [change]);
  }
  return found;
}

async function writeJournal(
  db: Kysely<Database>,
  context: Pick<MergeContext, 'head'>,
  { program, revision }: NewRevision,
  changes: readonly RowChange[],
): Promise<void> {
  const columns = ['program', 'revision', 'ordinal', 'table_name', 'row_id', 'kind', 'before', 'after', 'previous'];
  const rows = changes.map((change, ordinal): SqlValue[] => {
    const { table, row, kind, before, after } = change;
    const previous = context.head(table, row)?.revision ?? null;
    return [program, revision, ordinal, table, row, kind, JSON.stringify(before), JSON.stringify(after), previous];
  });
  await insertMany(db, { table: 'journal', columns, rows });
}
