import type { Kysely } from 'kysely';
import type { CommentSubject, ToldSubject } from '../../shared/protocol/comments.ts';
import { figureText, type Subject } from '../../shared/questions/subject.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { keyOf, keyText } from '../../shared/tables/table.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { readMatchingRows } from '../storage/matching-rows.ts';
import { readProgram } from '../storage/programs.ts';
import { readRowHistory } from '../storage/row-history.ts';
import { rowReader } from '../storage/rows.ts';
import { planTable, type ConversationRow, type Database } from '../storage/schema.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { rowsByTable } from '../storage/row-keys.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';

/** Where a conversation is found again, and what it was about when it was begun. */
export type SubjectColumns = Pick<
  ConversationRow,
  'kind' | 'table_name' | 'row_id' | 'column_name' | 'figure' | 'subject'
>;

const nowhere = { table_name: '', row_id: '', column_name: '', figure: '' };

/** What a new conversation is about, as it is kept. Throws not_found where the plan has no such row. */
export async function subjectToKeep(
  db: Kysely<Database>,
  program: string,
  about: CommentSubject,
): Promise<SubjectColumns> {
  switch (about.kind) {
    case 'program':
      return { kind: about.kind, ...nowhere, subject: JSON.stringify(about) };
    case 'figure':
      return {
        kind: about.kind,
        ...nowhere,
        figure: figureText(about.measure, about.part),
        subject: JSON.stringify(about),
      };
    case 'change':
    case 'period': {
      const place = await placeNamed(db, program, about);
      if (place === null) throw noRow();
      const told: ToldSubject = { ...about, row: place.row_id, isGone: false };
      return { ...nowhere, ...place, kind: about.kind, subject: JSON.stringify(told) };
    }
    case 'row':
    case 'cell':
      return rowToKeep(db, program, about);
  }
}

type RowSubject = Extract<CommentSubject, { readonly kind: 'row' | 'cell' }>;

async function rowToKeep(db: Kysely<Database>, program: string, about: RowSubject): Promise<SubjectColumns> {
  const { kind, table, row } = about;
  const found = await lastOf(db, program, table, row);
  if (found === undefined) throw noRow();
  const place = { kind, ...nowhere, table_name: table, row_id: row };
  const { key, isGone, cells } = found;
  if (kind === 'row') {
    const told: ToldSubject = { kind, table, row, key, isGone };
    return { ...place, subject: JSON.stringify(told) };
  }
  const { column, typed } = about;
  const { columns } = tableNamed(table);
  // What every object has, such as "__proto__", is no column, and kept as one nothing could be read any more.
  const definition = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (definition === undefined) throw invalidRequest('about.column', 'There is no such column.');
  const revision = (await readProgram(db, program))?.revision ?? 0;
  const told: ToldSubject = {
    kind,
    table,
    row,
    column,
    key,
    isGone,
    revision,
    ...(definition.computed === true ? {} : { value: cells[column] ?? null }),
    ...(typed === undefined ? {} : { typed }),
  };
  return { ...place, column_name: column, subject: JSON.stringify(told) };
}

function noRow(): HttpError {
  return new HttpError(
    'not_found',
    'The plan has no such row yet. Send it first, or say it about the program as a whole.',
  );
}

interface LastOfRow {
  readonly key: string;
  readonly isGone: boolean;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** A row as it is, or as it was when it was deleted; undefined: there never was one. */
export async function lastOf(
  db: Kysely<Database>,
  program: string,
  table: string,
  row: RowId,
): Promise<LastOfRow | undefined> {
  const definition = tableNamed(table);
  const [there] = (await rowsById(db, program, [{ table, row }])).values();
  if (there !== undefined) return { key: keyOf(definition, there.cells), isGone: false, cells: there.cells };
  const history = await readRowHistory(db, { program, table, rows: [{ row, after: 0 }] });
  const last = history.at(-1);
  return last === undefined ? undefined : { key: keyOf(definition, last.before), isGone: true, cells: last.before };
}

type NamedSubject = Extract<CommentSubject, { readonly kind: 'change' | 'period' }>;

/** The row of a change or of a month that is there; null: there is none. */
async function placeNamed(
  db: Kysely<Database>,
  program: string,
  about: NamedSubject,
): Promise<Pick<SubjectColumns, 'table_name' | 'row_id'> | null> {
  const [name, key] =
    about.kind === 'change' ? (['changes', about.number] as const) : (['periods', about.period] as const);
  const table = tableNamed(name);
  const [found] = await readMatchingRows(db, program, { table, columns: table.key, texts: [keyText([key])] });
  return found === undefined ? null : { table_name: name, row_id: found.row };
}

interface PlaceOfRow {
  readonly table: string;
  readonly row: RowId;
}

/** Rows at the head by `table/row`. */
export async function rowsById(
  db: Kysely<Database>,
  program: string,
  places: readonly PlaceOfRow[],
): Promise<Map<string, StoredRow>> {
  const found = new Map<string, StoredRow>();
  for (const [name, ids] of rowsByTable(places)) {
    const table = tableNamed(name);
    const rows = await db
      .selectFrom(planTable(table))
      .selectAll()
      .where('program', '=', program)
      .where(isAmong(db, 'row_id', ids))
      .execute();
    for (const row of rows.map(rowReader(table))) found.set(`${name}/${row.row}`, row);
  }
  return found;
}

/** Which conversations are about a subject; null: none can be. A row has those about its cells, too. */
export async function subjectToFind(
  db: Kysely<Database>,
  program: string,
  about: Subject,
): Promise<Partial<Omit<SubjectColumns, 'subject'>> | null> {
  switch (about.kind) {
    case 'program':
      return { kind: about.kind };
    case 'row':
      return { table_name: about.table, row_id: about.row };
    case 'cell':
      return { table_name: about.table, row_id: about.row, column_name: about.column };
    case 'figure':
      return { figure: figureText(about.measure, about.part) };
    case 'change':
    case 'period':
      return placeNamed(db, program, about);
  }
}
