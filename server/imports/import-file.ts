import { createHash } from 'node:crypto';
import type { ImportMapping } from '../../shared/import/import-mapping.ts';
import { headedSheet, importSource, type HeadedSheet, type ImportSource } from '../../shared/import/import-source.ts';
import type { ImportException, ImportPlan } from '../../shared/import/import-plan.ts';
import type { ImportInput } from '../../shared/import/plan-draft.ts';
import { planImport } from '../../shared/import/plan-import.ts';
import type { Grid } from '../../shared/import/grid.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Edit, Revision } from '../../shared/sync/edit.ts';
import type { Steps } from '../../shared/sync/steps.ts';
import { headerForm } from '../../shared/sync/read/match-headers.ts';
import type { ProgramRows } from '../../shared/sync/program-rows.ts';
import { tableNamed, tables } from '../../shared/tables/all-tables.ts';
import { rowIdFromBytes, type RowId } from '../../shared/tables/cell.ts';
import { formatCell } from '../../shared/tables/kinds/kind-of.ts';
import { asStorable } from '../../shared/tables/kinds/storable-text.ts';
import { columnLabel, referencesOf, type Table } from '../../shared/tables/table.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { Submission } from '../reconcile/submission.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { Store } from '../storage/database.ts';
import { lockProgram, readProgram } from '../storage/programs.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { parseGrids } from '../workbook/read/parse-grids.ts';
import { inTurns } from '../workbook/upload/in-turns.ts';
import { readMapping, rememberMapping, type MappingKind, type RememberedMapping } from './remembered-mappings.ts';

export interface ImportServices {
  readonly store: Store;
  readonly sync: SyncService;
  readonly now: () => Date;
}

/** A file that somebody wants in the plan. */
export interface ImportRequest {
  readonly program: string;
  readonly person: WirePerson;
  /** Names this import [I1]: repeated it has the same one. */
  readonly importId: string;
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  readonly mapping: ImportMapping;
  /** The revision that the person has seen the file compared with; undefined: the head. */
  readonly base: Revision | undefined;
  /** What else was asked, by which a repeated request is known as the same. */
  readonly also?: Readonly<Record<string, unknown>>;
  /** Aborted when the client has gone. */
  readonly signal?: AbortSignal;
}

/** What a file is read as, and what becomes of it. */
export interface ImportKind<Plan extends ImportPlan> {
  /** What it may be. */
  readonly tables: readonly Table[];
  /** Mappings are remembered apart from those of other kinds under the same headers. */
  readonly remembers: MappingKind;
  /** Tables of the plan that it is compared with. */
  readonly reads: (table: Table) => readonly string[];
  /** Table of the plan that its rows are of. */
  readonly into: (table: Table) => string;
  readonly plan: (input: ImportInput) => Steps<Plan>;
  /** What comes with it into the same revision, besides its rows. */
  readonly besides?: (input: ImportInput) => readonly Edit[];
  /** Rules of the budget flag its rows. */
  readonly isLedger?: boolean;
}

/** What an import did, or would do. */
export interface ImportOutcome<Plan extends ImportPlan = ImportPlan> {
  readonly grids: readonly Grid[];
  readonly source: ImportSource;
  readonly plan: Plan;
  /** The mapping as it was used: what the person said, and what was remembered. */
  readonly used: ImportMapping;
  readonly remembered: RememberedMapping | null;
  readonly revision: Revision;
  /** What the merge said; null where the file brought nothing to it. */
  readonly reply: SyncReply | null;
  /** The table's rows that the file was compared with. */
  readonly before: ProgramRows;
  readonly isPreview: boolean;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** Of the file and of the merge. */
  readonly exceptions: readonly ImportException[];
}

const LONGEST_NAME = 120;
const SHOWN_DIGITS = 32;

/**
 * Brings a table of an office's own into the plan, by the same merge and rules as every door, as one revision. What cannot
 * go in is told cell by cell; whatever of it is left, the rest goes in. Throws HttpError workbook_unreadable,
 * revision_unknown, invalid_request.
 *
 * @param isPreview work it all out and keep nothing
 */
export async function importAs<Plan extends ImportPlan>(
  kind: ImportKind<Plan>,
  { store, sync, now }: ImportServices,
  request: ImportRequest,
  isPreview: boolean,
): Promise<ImportOutcome<Plan>> {
  const { program, person, mapping, file, signal } = request;
  const reading = await parseGrids(file.bytes, { person: person.id, ...(signal && { signal }) });
  if (!reading.ok) throw new HttpError('workbook_unreadable', reading.message);
  const headed = await sheetOf(reading.grids, mapping, kind.tables);
  const remembered = await readMapping(store.read, program, headed.block, kind.remembers);
  const source = importSource(headed, mapping, remembered?.mapping ?? null, kind.tables);
  const recalled = remembered?.mapping.table === source.table.name ? remembered.mapping : {};
  const used = {
    ...mapping,
    defaults: mapping.defaults ?? recalled.defaults,
    values: mapping.values ?? recalled.values,
  };
  assertKnownNames(source.table, used, kind.tables);
  assertEachOnce(source, mapping);
  const digest = createHash('sha256').update(file.bytes).digest('hex');
  const revision = await baseOf(store, request);
  const rows = await rowsFor(store, program, kind.reads(source.table), revision);
  const nameRow = rowNaming([program, digest, source.table.name, revision]);
  const input = { source, mapping: used, rows, revision, nameRow };
  const plan = await inTurns(kind.plan(input));
  const edits = [...plan.edits, ...(kind.besides?.(input) ?? [])];
  const submission = submissionOf(request, { source, edits, revision, digest, isLedger: kind.isLedger === true });
  const reply =
    edits.length === 0
      ? null
      : isPreview
        ? (await sync.preview(program, submission)).reply
        : await sync.sync(program, submission, { keepConflicts: false });
  const exceptions = [...plan.exceptions, ...(reply ? exceptionsOf(reply, source, plan) : [])];
  const isTaken = reply !== null && reply.committed !== null;
  if (!isPreview && (isTaken || kind.isLedger === true)) {
    const kept = { ...used, table: source.table.name, columns: columnsOf(source) };
    const remembers = { mapping: kept, by: person.name, at: now().toISOString() };
    await store.write.transaction().execute(async (transaction) => {
      const held = await lockProgram(transaction, program);
      // The file is in; how it was read is not kept in a program that was archived right after.
      if (typeof held?.archived_at !== 'string')
        await rememberMapping(transaction, program, headed.block, kind.remembers, remembers);
    });
  }
  return {
    grids: reading.grids,
    source,
    plan,
    used,
    remembered,
    revision,
    reply,
    before: rows.get(kind.into(source.table)) ?? new Map(),
    digest,
    isPreview,
    exceptions,
  };
}

const ofPlan: ImportKind<ImportPlan> = {
  tables,
  remembers: 'table',
  reads: (table) => [table.name, ...referencesOf(table).map((reference) => reference.table)],
  into: ({ name }) => name,
  plan: planImport,
};

/** Brings a table of an office's own into the plan: see `importAs`. */
export function importFile(
  services: ImportServices,
  request: ImportRequest,
  isPreview: boolean,
): Promise<ImportOutcome> {
  return importAs(ofPlan, services, request, isPreview);
}

/** Every header with the column it becomes. */
export function columnsOf({ matches }: ImportSource): Record<string, string | null> {
  return Object.fromEntries(matches.map(({ header, column }) => [header.name, column]));
}

async function sheetOf(grids: readonly Grid[], mapping: ImportMapping, known: readonly Table[]): Promise<HeadedSheet> {
  if (mapping.sheet !== undefined && !grids.some(({ sheet }) => sheet === mapping.sheet)) {
    throw invalidRequest('mapping.sheet', `The file has no sheet ${mapping.sheet}.`);
  }
  const headed = await inTurns(headedSheet(grids, mapping, known));
  if (headed) return headed;
  throw new HttpError(
    'workbook_unreadable',
    'No row of headers was found in the file. Give each column a head, or say in which row the headers stand.',
  );
}

/** Names come from outside: a table or column that there is none of is a slip in a mapping file. */
function assertKnownNames(
  table: Table,
  { table: asked, columns = {}, defaults = {}, values = {} }: ImportMapping,
  known: readonly Table[],
): void {
  const isKnown = asked === undefined || known.some(({ name }) => name === asked);
  if (!isKnown) throw invalidRequest('mapping.table', `There is no table ${asked}.`);
  const told = { columns: Object.values(columns), defaults: Object.keys(defaults), values: Object.keys(values) };
  for (const [part, names] of Object.entries(told)) {
    const wrong = names.find((name) => name !== null && table.columns[name] === undefined);
    if (typeof wrong === 'string') {
      throw invalidRequest(`mapping.${part}`, `${table.label} has no column ${wrong}.`);
    }
  }
}

/** The second of two columns of a file that are to become one would be left out without a word. */
function assertEachOnce({ table, block }: ImportSource, { columns = {} }: ImportMapping): void {
  const said = new Map(Object.entries(columns).map(([header, column]) => [headerForm(header), column]));
  const taken = new Map<string, string>();
  for (const { name } of block.headers) {
    const column = said.get(headerForm(name)) ?? null;
    if (column === null) continue;
    const other = taken.get(column);
    if (other !== undefined) {
      const message = `${other} and ${name} are both to become ${columnLabel(table, column)}. Choose one of them.`;
      throw invalidRequest('mapping.columns', message);
    }
    taken.set(column, name);
  }
}

/** The revision that the file is compared with: that which the person has seen, that of the first attempt, or the head. */
async function baseOf(store: Store, { program, base, person, importId }: ImportRequest): Promise<Revision> {
  const head = (await readProgram(store.read, program))?.revision;
  if (head === undefined) throw notFound('such program');
  if (base !== undefined && base > head) {
    throw new HttpError('revision_unknown', `Revision ${base} is above the program’s head, ${head}.`, { head });
  }
  return base ?? (await baseOfAttempt(store, program, person.id, importId)) ?? head;
}

/** Where an import stood that was asked for before under the same name: it is told again as it was. */
async function baseOfAttempt(
  { read }: Store,
  program: string,
  person: string,
  importId: string,
): Promise<Revision | null> {
  const answered = await read
    .selectFrom('sync_replies')
    .select('base')
    .where('program', '=', program)
    .where('person', '=', person)
    .where('sync_id', '=', syncIdOf(importId))
    .executeTakeFirst();
  return answered?.base ?? null;
}

/** The sync by which an import comes in. */
export function syncIdOf(importId: string): string {
  return `import-${importId}`;
}

/** The rows of the tables that the file is compared with. */
function rowsFor(
  store: Store,
  program: string,
  names: readonly string[],
  at: Revision,
): Promise<Map<string, ProgramRows>> {
  return inSnapshot(store.read, async (snapshot) => {
    const found = new Map<string, ProgramRows>();
    for (const name of new Set(names)) {
      const rows = await readRows(snapshot, program, tableNamed(name), at);
      found.set(name, new Map(rows.map(({ row, cells }) => [row, cells])));
    }
    return found;
  });
}

/** The Row IDs of new rows follow from file, place and key, so that what was previewed is what comes in. */
function rowNaming(place: readonly unknown[]): (key: string) => RowId {
  return (key) =>
    rowIdFromBytes(
      createHash('sha256')
        .update(JSON.stringify([...place, key]))
        .digest(),
    );
}

interface Worked {
  readonly source: ImportSource;
  readonly edits: readonly Edit[];
  readonly revision: Revision;
  readonly digest: string;
  readonly isLedger: boolean;
}

function submissionOf(
  { person, importId, file, mapping, base, also = {} }: ImportRequest,
  { source, edits, revision, digest, isLedger }: Worked,
): Submission {
  const name = file.name.slice(0, LONGEST_NAME);
  return {
    author: person,
    origin: {
      door: 'import',
      workbook: `import-${digest.slice(0, SHOWN_DIGITS)}`,
      syncId: syncIdOf(importId),
      digest: requestDigest({ file: digest, base: base ?? null, mapping, ...also }),
      base: revision,
      isLedger,
      note: `Imported ${source.table.label} from ${name === '' ? 'a pasted range' : asStorable(`${name}, sheet ${source.grid.sheet.slice(0, LONGEST_NAME)}`)}`,
    },
    edits,
  };
}

/** What the merge keeps out, by the cells of the file. */
function exceptionsOf({ refusals, conflicts }: SyncReply, source: ImportSource, plan: ImportPlan): ImportException[] {
  const placeOf = (row: RowId, column: string | null) => {
    const number = plan.rowOf.get(row) ?? 0;
    const header = source.matches.find((match) => match.column === column && column !== null)?.header;
    return { row: number, column, cell: header ? `${header.letters}${number}` : '' };
  };
  const shown = (column: string, value: string | number | boolean | null): string => {
    const definition = source.table.columns[column];
    return definition ? formatCell(definition, value) : String(value ?? '');
  };
  return [
    ...refusals.map(({ row, column, rule, value, message }) => {
      return { ...placeOf(row, column), value: column === null ? '' : shown(column, value), rule, message };
    }),
    ...conflicts.map(({ row, column, local, remote, by }) => {
      const message = `${by} has changed this to ${shown(column, remote) || 'nothing'} meanwhile; the plan keeps that.`;
      return { ...placeOf(row, column), value: shown(column, local), rule: 'M2', message };
    }),
  ];
}
