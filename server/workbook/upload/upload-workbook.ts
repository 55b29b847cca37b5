import { createHash } from 'node:crypto';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import type { PendingCell } from '../../../shared/tables/workbook-metadata.ts';
import { HttpError, notFound } from '../../errors.ts';
import { requestDigest } from '../../reconcile/request-digest.ts';
import type { Submission } from '../../reconcile/submission.ts';
import type { SyncService } from '../../reconcile/sync-program.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { readRows } from '../../storage/rows.ts';
import { inSnapshot } from '../../storage/sql-dialect.ts';
import { parseWorkbook } from '../read/parse-workbook.ts';
import { tellChanges, tellKeysInPlan, tellRowKeys, type FileEdits } from './describe-changes.ts';
import type { WorkbookContents } from '../read/workbook-contents.ts';
import { compareTable, type TableFindings } from './workbook-edits.ts';

export interface UploadOptions {
  /** Work it all out and keep nothing. */
  readonly preview: boolean;
  /** [W3] Delete missing rows however many there are. */
  readonly allowDeletions: boolean;
  /** [W4] Follow the keys where Row IDs and keys have come apart. */
  readonly realign: boolean;
  /** [W7] Revision the file stands at, for a file that does not say. */
  readonly base: Revision | undefined;
}

export interface Uploader {
  readonly program: string;
  readonly person: WirePerson;
  readonly door: 'upload' | 'commandLine';
  /** Names this upload [I1]: repeated it has the same one, and the same file sent once more has another. */
  readonly uploadId: string;
  /** Aborted when the client has gone; what has begun to be synced goes on. */
  readonly signal?: AbortSignal;
}

interface Services {
  readonly store: Store;
  readonly sync: SyncService;
}

/** Where an uploaded file comes from. */
interface Origin {
  readonly base: Revision;
  readonly workbook: string;
  readonly pending: readonly PendingCell[];
}

interface ComparedTable extends TableFindings {
  readonly baseRows: FileEdits['baseRows'];
}

const SHOWN_ROWS = 3;

/**
 * Merges an edited workbook back: what it changed since the revision it carries becomes one sync, as if its author had
 * synced from the pane. Throws HttpError workbook_unreadable, revision_unknown.
 */
export async function uploadWorkbook(
  { store, sync }: Services,
  { program, person, door, uploadId, signal }: Uploader,
  bytes: Uint8Array,
  options: UploadOptions,
): Promise<WorkbookReply> {
  const { preview, allowDeletions, realign } = options;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const reading = await parseWorkbook(bytes, { person: person.id, ...(signal && { signal }) });
  if (!reading.ok) throw new HttpError('workbook_unreadable', reading.message);
  const origin = originOf(reading.contents, program, digest, options.base);
  await assertKnown(store, program, origin.base);
  const findings = await compareTables(store, program, reading.contents, origin, options);
  assertAligned(reading.contents, findings);
  const fileEdits = { edits: findings.flatMap(({ edits }) => edits), baseRows: baseRowsOf(findings) };
  const submission: Submission = {
    author: person,
    origin: {
      door,
      workbook: origin.workbook,
      syncId: `upload-${uploadId}`,
      digest: requestDigest({ file: digest, base: origin.base, allowDeletions, realign }),
      base: origin.base,
      note: 'Uploaded workbook',
    },
    edits: fileEdits.edits,
  };
  const { reply, changes } = preview
    ? await sync.preview(program, submission)
    : { reply: await sync.sync(program, submission), changes: [] };
  const passedOver = reading.contents.warnings.map((message) => ({ rule: 'W8', message, table: null, row: null }));
  const whole = {
    ...reply,
    refusals: [...findings.flatMap(({ refusals }) => refusals), ...reply.refusals],
    warnings: [...passedOver, ...findings.flatMap(({ warnings }) => warnings), ...reply.warnings],
  };
  const named = [...whole.conflicts, ...whole.refusals, ...changes];
  const keys = { ...(await tellKeysInPlan(store.read, program, changes)), ...tellRowKeys(fileEdits, named) };
  return { ...whole, rowKeys: keys, changes: preview ? tellChanges(changes, fileEdits) : null };
}

/** [W7] Without metadata nothing is sent, unless the person says which revision the file stands at. */
function originOf({ metadata }: WorkbookContents, program: string, digest: string, base: Revision | undefined): Origin {
  if (metadata.ok) {
    const { program: owner, revision, workbook, pending } = metadata.metadata;
    if (owner === program) return { base: base ?? revision, workbook, pending };
    throw new HttpError(
      'workbook_unreadable',
      `This workbook belongs to the program ${owner}, not to ${program}. Open that program and upload it there.`,
    );
  }
  if (metadata.reason !== 'newer' && base !== undefined) {
    return { base, workbook: `upload-${digest.slice(0, 32)}`, pending: [] };
  }
  throw new HttpError(
    'workbook_unreadable',
    `${metadata.message} Nothing was sent. Download a fresh workbook and make the changes there, or say which revision this one was downloaded at.`,
    metadata.reason === 'newer' ? undefined : { needs: 'base' },
  );
}

async function assertKnown(store: Store, program: string, base: Revision): Promise<void> {
  const head = (await readProgram(store.read, program))?.revision;
  if (head === undefined) throw notFound('such program');
  if (base > head) {
    throw new HttpError('revision_unknown', `Revision ${base} is above the program’s head, ${head}.`, { head });
  }
}

function compareTables(
  store: Store,
  program: string,
  contents: WorkbookContents,
  { base: revision, workbook, pending }: Origin,
  { allowDeletions, realign }: UploadOptions,
): Promise<ComparedTable[]> {
  return inSnapshot(store.read, async (snapshot) => {
    const findings: ComparedTable[] = [];
    for (const file of contents.tables) {
      const table = tableNamed(file.table);
      const stored = await readRows(snapshot, program, table, revision);
      const base = new Map<RowId, Cells>(stored.map(({ row, cells }) => [row, cells]));
      const found = compareTable({ table, file, base, workbook, revision, pending, allowDeletions, realign });
      findings.push({ ...found, baseRows: rowsNamed(found, base) });
    }
    return findings;
  });
}

/** The rows of the file's revision that findings speak of; the others need not be kept. */
function rowsNamed({ edits, refusals }: TableFindings, base: ReadonlyMap<RowId, Cells>): FileEdits['baseRows'] {
  const named = new Map<RowId, Cells>();
  for (const { row } of [...edits, ...refusals]) {
    const cells = base.get(row);
    if (cells !== undefined) named.set(row, cells);
  }
  return named;
}

function baseRowsOf(findings: readonly ComparedTable[]): FileEdits['baseRows'] {
  return new Map(findings.flatMap(({ baseRows }) => [...baseRows]));
}

/** [W4] Stops when a sort has torn rows apart. */
function assertAligned({ tables }: WorkbookContents, findings: readonly TableFindings[]): void {
  const index = findings.findIndex(({ misaligned }) => misaligned.length > 0);
  const torn = findings[index]?.misaligned ?? [];
  if (torn.length === 0) return;
  const shown = torn.slice(0, SHOWN_ROWS).map(({ sheetRow, key }) => `row ${sheetRow} (${key})`);
  throw new HttpError(
    'workbook_unreadable',
    `In the sheet ${tables[index]?.sheet ?? ''} the Row IDs and the keys of ${torn.length} rows have come apart, such as ${shown.join(', ')}: a sort or a paste has left out the hidden first column. Nothing was sent. Undo it, or have the rows matched by their keys.`,
    {
      needs: 'realign',
      table: tables[index]?.table,
      rows: torn.map(({ sheetRow, row, rightRow, key }) => ({ sheetRow, row, rightRow, key })),
    },
  );
}
