import type { Kysely } from 'kysely';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import type { PlanPart } from '../../../shared/plan/part/plan-part.ts';
import { namedCode } from '../../../shared/tables/code-names.ts';
import { keyText } from '../../../shared/tables/table.ts';
import { byKeyText, readColumns } from '../../totals/read-narrow-rows.ts';
import { readTables } from '../../../shared/plan/figures/columns-read.ts';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import { lastDayOf } from '../../../shared/tables/kinds/calendar-dates.ts';
import { invalidRequest, notFound } from '../../errors.ts';
import { hashAt } from '../../reconcile/known-history.ts';
import { receiptOf } from '../../reports/receipt.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { readRowPortions, readRows } from '../../storage/rows.ts';
import type { Database } from '../../storage/schema.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { daysOfRevisions, lastClosedMonth, momentOf, planTime, type PlanTime } from '../../totals/plan-time.ts';
import type { JobOwner } from '../../workers/job-places.ts';
import { portions, ROWS_PER_MESSAGE, type RowPortion } from '../worker/worker-messages.ts';
import type { EarlierMoment, SnapshotHead } from './program-snapshot.ts';
import { partPortions, storedPlan } from './part-portions.ts';
import { renderWorkbook } from './render-workbook.ts';

export interface DownloadRequest {
  readonly program: string;
  /** Default: the head. */
  readonly at?: Revision | undefined;
  /** The day that the reports are to be of; see `planTime`. */
  readonly asOf?: string | undefined;
  /** What the sheet What Moved compares with, or the close of the last month before; absent: no such sheet. */
  readonly since?: SinceMoment | 'month' | undefined;
  /** Numbers of the projects that get a sheet of their own. */
  readonly projects?: readonly string[] | undefined;
  /** The file holds this part of the plan only, for who has no add-in. */
  readonly part?: PlanPart | undefined;
  /** Id for the new file. */
  readonly workbook: string;
  /** Address of this server. */
  readonly server: string;
  readonly now: Date;
  /** [AUD3] What the new document is named by. */
  readonly document: Uint8Array;
}

/** A moment to compare with, and what it is called. */
export type SinceMoment = Omit<EarlierMoment, 'rows'>;

export interface Download {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly revision: Revision;
  readonly receipt: string;
  /** The moment and part that it shows, in words. */
  readonly shows: string;
}

/**
 * The consolidated workbook of a program, all of it from one moment. Throws HttpError not_found, revision_unknown,
 * too_many_requests or unavailable, and Abandoned when the client goes meanwhile.
 */
export async function downloadWorkbook(store: Store, request: DownloadRequest, owner: JobOwner): Promise<Download> {
  let head: DatedHead | undefined;
  const bytes = await renderWorkbook(
    (give) =>
      inSnapshot(store.longRead, async (db) => {
        head = await readHead(db, request);
        await give(head, portionsOf(db, request.program, head));
      }),
    owner,
  );
  if (head === undefined) throw new Error('A workbook was written before its program was read.');
  const { asOf, metadata, receipt } = head;
  const { revision } = metadata;
  const whole = head.part === undefined ? head.name : `${head.name} – ${head.part.label}`;
  const fileName = `${whole} – revision ${revision} – ${asOf}.xlsx`;
  const shows = `as of ${asOf}${head.part === undefined ? '' : `, ${head.part.label}`}`;
  return { bytes, fileName, revision, receipt, shows };
}

type DatedHead = SnapshotHead & { readonly asOf: string; readonly receipt: string };

async function readHead(db: Kysely<Database>, request: DownloadRequest): Promise<DatedHead> {
  const { program: id, at, workbook, server, now } = request;
  const program = await readProgram(db, id);
  if (!program) throw notFound('such program');
  const { revision, asOf } = await planTime(db, id, { at, asOf: request.asOf }, now);
  const isHead = at === undefined && revision === program.revision;
  const hash = revision === 0 ? undefined : await hashAt(db, program, revision);
  const metadata = {
    program: id,
    revision,
    workbook,
    protocol: PROTOCOL_VERSION,
    server,
    pending: [],
    ...(hash === undefined ? {} : { hash }),
    columns: tables.map(({ name, columns }) => ({ table: name, columns: Object.keys(columns) })),
    writtenAt: (isHead ? undefined : (await momentOf(db, id, revision))?.toISOString()) ?? now.toISOString(),
  };
  const sheetDay = (await daysOfRevisions(db, id, [revision])).get(revision) ?? null;
  const { name, district, fiscal_year: fiscalYear } = program;
  const receipt = await receiptOf(db, id, revision, request.document);
  const earlier = await earlierMoment(db, request, { revision, asOf });
  const part = request.part && { part: request.part, label: await partLabel(db, id, request.part) };
  const chosen = {
    ...(request.projects && { projects: request.projects }),
    ...(earlier && { earlier }),
    ...(part && { part }),
  };
  return { name, district, fiscalYear, metadata, asOf, sheetDay, receipt, ...chosen };
}

/** The part in words. Throws HttpError invalid_request where there is no such person or site. */
async function partLabel(db: Kysely<Database>, program: string, part: PlanPart): Promise<string> {
  if (part.kind === 'open') return 'open questions';
  if (part.kind === 'region') return `region ${part.of}`;
  const [table, key] = part.kind === 'manager' ? (['people', 'id'] as const) : (['sites', 'code'] as const);
  const [found] = await readColumns(db, program, {
    table,
    columns: [key, 'name'],
    filter: byKeyText([keyText([part.of])]),
  });
  if (found === undefined) {
    throw invalidRequest(
      part.kind,
      `There is no ${part.kind === 'manager' ? 'person' : 'site'} ${part.of} in this program.`,
    );
  }
  return namedCode(part.of, String(found.cells['name'] ?? ''));
}

/** What the workbook compares with: a revision on the day it was made, or the last closed month as it was closed. */
async function earlierMoment(
  db: Kysely<Database>,
  { program, since, now }: DownloadRequest,
  { revision, asOf }: PlanTime,
): Promise<SinceMoment | undefined> {
  if (since === undefined) return undefined;
  if (since !== 'month') return since;
  const month = await lastClosedMonth(db, program, asOf.slice(0, 7));
  if (month === undefined) return undefined;
  const closed = await planTime(db, program, { asOf: lastDayOf(month) }, now);
  return closed.revision > revision ? undefined : closed;
}

/** The rows of the workbook, then those of the moment that it compares with. */
async function* portionsOf(
  db: Kysely<Database>,
  program: string,
  { metadata, earlier, part }: DatedHead,
): AsyncGenerator<RowPortion> {
  // The head is read as it stands, not undone from the journal.
  const head = (await readProgram(db, program))?.revision;
  const at = metadata.revision === head ? undefined : metadata.revision;
  const placed = part?.part.kind === 'open' ? undefined : part?.part;
  yield* placed === undefined ? rowPortions(db, program, at) : partPortions(storedPlan(db, program, at), placed);
  if (earlier === undefined) return;
  for (const table of readTables) {
    const rows = await readRows(db, program, tableNamed(table), earlier.revision);
    for (const portion of portions(rows)) {
      yield { table, isEarlier: true, rows: portion.map(({ row, cells }) => ({ row, cells })) };
    }
  }
}

async function* rowPortions(
  db: Kysely<Database>,
  program: string,
  at: Revision | undefined,
): AsyncGenerator<RowPortion> {
  for (const table of tables) {
    for await (const rows of readRowPortions(db, { program, table, at, size: ROWS_PER_MESSAGE })) {
      yield { table: table.name, rows: rows.map(({ row, cells }) => ({ row, cells })) };
    }
  }
}
