import type { Kysely } from 'kysely';
import { programRows, tablesTogether, withOthers } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { tableNamed, type TableName } from '../../shared/tables/all-tables.ts';
import type { Store } from '../storage/database.ts';
import { readMovedRows, readRowsChangedIn } from '../storage/journal.ts';
import { readProgram as readProgramHead } from '../storage/programs.ts';
import { readRowsByIdAt } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { Kept } from './kept.ts';
import { readProgram } from './read-program.ts';

/** A revision of a program with its hash: see `KnownTime`. */
export interface KnownRevision {
  readonly program: string;
  readonly revision: Revision;
  readonly hash: string;
}

/** Rows of some tables at a revision, and those of others empty. */
export type TablesAt = (at: KnownRevision, tables: readonly TableName[]) => Promise<ProgramRows>;

/** More rows that have changed are not put into others one by one: the table is read anew. */
const MOST_CHANGED = 2_000;

/**
 * Reads tables and keeps the last `most` of them, each by itself: the next figure reads what it is made of besides, and another
 * moment only what has changed between, be it before or after.
 */
export function createKeptTables(store: Store, most: number): TablesAt {
  const kept = new Kept<ProgramRows>(most);
  /** The revision that each table was asked about last. */
  const last = new Map<string, KnownRevision>();
  const read = async (at: KnownRevision, table: TableName): Promise<ProgramRows> => {
    const place = `${at.program}/${table}`;
    const before = last.get(place);
    const rows = kept.get(keyOf(at, table), () =>
      inSnapshot(store.read, async (snapshot) => {
        const known = before === undefined ? undefined : kept.known(keyOf(before, table));
        if (before !== undefined && known !== undefined && (await isOfHistory(snapshot, before))) {
          const moved = await movedFrom(snapshot, { rows: await known, at: before }, at, table);
          if (moved !== undefined) return moved;
        }
        const head = (await readProgramHead(snapshot, at.program))?.revision;
        const of = head === at.revision ? {} : { at: at.revision };
        return readProgram(snapshot, at.program, { ...of, tables: [table] });
      }),
    );
    last.set(place, at);
    return rows;
  };
  return async (at, tables) => {
    const found = new Map<TableName, ProgramRows>();
    for (const table of tables) found.set(table, await read(at, table));
    return tablesTogether(found);
  };
}

function keyOf({ program, revision, hash }: KnownRevision, table: TableName): string {
  return `${program}/${revision}/${hash}/${table}`;
}

/** A table at another revision, from what it is known to have been at one; undefined: too much has changed between. */
async function movedFrom(
  snapshot: Kysely<Database>,
  known: { readonly rows: ProgramRows; readonly at: KnownRevision },
  { program, revision }: KnownRevision,
  table: TableName,
): Promise<ProgramRows | undefined> {
  const [after, upTo] = [known.at.revision, revision].toSorted((a, b) => a - b);
  if (after === undefined || upTo === undefined) return undefined;
  const changed = await readRowsChangedIn(snapshot, { program, table, after, upTo, most: MOST_CHANGED });
  if (changed === undefined) return undefined;
  const named = tableNamed(table);
  // What came in later was not there then: nothing of it has to be undone.
  const asked = upTo === revision ? changed : await readMovedRows(snapshot, program, named, revision);
  const present = new Set([...changed].filter((row) => asked.has(row)));
  const others = await readRowsByIdAt(snapshot, program, named, present, revision);
  return withOthers(known.rows, table, changed, programRows({ [table]: others }));
}

async function isOfHistory(db: Kysely<Database>, { program, revision, hash }: KnownRevision): Promise<boolean> {
  return (await hashOf(db, program, revision)) === hash;
}

/** Hash of a revision; '' at 0. */
export async function hashOf(db: Kysely<Database>, program: string, revision: Revision): Promise<string> {
  const row = await db
    .selectFrom('revisions')
    .select('hash')
    .where('program', '=', program)
    .where('number', '=', revision)
    .executeTakeFirst();
  return row?.hash ?? '';
}
