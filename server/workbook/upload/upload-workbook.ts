import { placedRefusals, readingWarnings, reportWarnings, type ReadFile } from './reading-words.ts';
import type { WorkbookContents } from '../read/workbook-contents.ts';
import type { HeldRows } from '../../../shared/sync/read/find-edits.ts';
import type { Reading } from '../../../shared/sync/read/read-tables.ts';
import { createHash } from 'node:crypto';
import type { WirePerson } from '../../../shared/protocol/people.ts';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import type { Cells, RowId } from '../../../shared/tables/cell.ts';
import { asStorable } from '../../../shared/tables/kinds/storable-text.ts';
import { PRACTICE_PROGRAM, type PendingCell, type UnfinishedUpdate } from '../../../shared/tables/workbook-metadata.ts';
import { HttpError, notFound } from '../../errors.ts';
import { assertInHistory, hashAt } from '../../reconcile/known-history.ts';
import { requestDigest } from '../../reconcile/request-digest.ts';
import type { Submission } from '../../reconcile/submission.ts';
import type { SyncService } from '../../reconcile/sync-program.ts';
import type { Store } from '../../storage/database.ts';
import { readProgram } from '../../storage/programs.ts';
import { parseWorkbook } from '../read/parse-workbook.ts';
import type { WorkbookPart } from '../../../shared/tables/part-rows.ts';
import { readFile } from './read-file.ts';
import { tellChanges, tellKeysInPlan, tellRowKeys, type FileEdits } from './describe-changes.ts';

export interface UploadOptions {
  /** Work it all out and keep nothing. */
  readonly preview: boolean;
  /** [W3, W10] Delete rows that are missing from the file or were half-emptied there; otherwise they are asked for. */
  readonly allowDeletions: boolean;
  /** [W10] Empty the cells of rows that were half-emptied in the file, apart from those they cannot be without. */
  readonly emptyCells: boolean;
  /** [W4] Follow the keys where Row IDs and keys have come apart. */
  readonly realign: boolean;
  /** [W7] Revision the file stands at, for a file that does not say. */
  readonly base: Revision | undefined;
  /** Who filled the file in, where that is not who returns it. */
  readonly answeredBy?: string | undefined;
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
  /** [REV8] By which hash the file knows it; undefined: a person has said which revision it is. */
  readonly hash?: string;
  /** [REV8] The revisions that updates led to which stopped half-way in the file. */
  readonly to?: UnfinishedUpdate['to'];
  readonly workbook: string;
  readonly pending: readonly PendingCell[];
  /** [W17] The file was given a part of the plan only. */
  readonly part: WorkbookPart | undefined;
}

const PRACTICE_WORDS =
  'This is the practice workbook. It belongs to no program, so nothing of it was sent. Download the workbook of this program to make changes to the plan.';

/** It stands in the file, so anything may. */
const LONGEST_LABEL = 200;
const SHOWN_ROWS = 3;
/** A file with more to tell has one thing wrong, many times. */
const MOST_TOLD = 1000;

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
  const { preview, allowDeletions, emptyCells, realign } = options;
  const digest = createHash('sha256').update(bytes).digest('hex');
  const reading = await parseWorkbook(bytes, { person: person.id, ...(signal && { signal }) });
  if (!reading.ok) throw new HttpError('workbook_unreadable', reading.message);
  const origin = originOf(reading.contents, program, digest, options.base);
  const hash = await knownHash(store, program, origin);
  for (const { revision, hash: known } of origin.to ?? [])
    await knownHash(store, program, { base: revision, hash: known });
  const file = await readFile(store, program, reading.contents, { ...options, ...origin });
  assertAligned(file);
  const fileEdits = { edits: file.reading.edits, baseRows: rowsNamed(file) };
  const submission: Submission = {
    author: person,
    origin: {
      door,
      workbook: origin.workbook,
      syncId: `upload-${uploadId}`,
      digest: requestDigest({
        file: digest,
        base: origin.base,
        allowDeletions,
        realign,
        ...(emptyCells && { emptyCells }),
        ...(options.answeredBy !== undefined && { answeredBy: options.answeredBy }),
      }),
      base: origin.base,
      note: noteOf(origin, options),
    },
    edits: fileEdits.edits,
  };
  const { reply, changes } = preview
    ? await sync.preview(program, submission)
    : { reply: await sync.sync(program, submission), changes: [] };
  const passedOver = reading.contents.warnings.map((message) => ({ rule: 'W8', message, table: null, row: null }));
  const whole = {
    ...reply,
    refusals: placedRefusals(file, [...file.reading.refusals, ...reply.refusals]),
    warnings: [
      ...passedOver,
      ...reportWarnings(reading.contents.editedReports),
      ...readingWarnings(file),
      ...reply.warnings,
    ].slice(0, MOST_TOLD),
  };
  const held = heldRows(file.reading);
  const named = [...whole.conflicts, ...whole.refusals, ...held, ...changes];
  const keys = { ...(await tellKeysInPlan(store.read, program, changes)), ...tellRowKeys(fileEdits, named) };
  const { workbook, base } = origin;
  return {
    ...whole,
    file: { workbook, base, hash },
    places: placesInFile(file, [...whole.conflicts, ...whole.refusals]),
    held,
    rowKeys: keys,
    changes: preview ? tellChanges(changes, fileEdits) : null,
  };
}

function noteOf({ part }: Origin, { answeredBy }: UploadOptions): string {
  const what =
    part === undefined ? 'Uploaded workbook' : `Uploaded workbook of ${asStorable(part.label.slice(0, LONGEST_LABEL))}`;
  return answeredBy === undefined ? what : `${what}, answered by ${answeredBy}`;
}

/** [W7] Without metadata nothing is sent, unless the person says which revision the file stands at. */
function originOf({ metadata }: WorkbookContents, program: string, digest: string, base: Revision | undefined): Origin {
  if (metadata.ok) {
    const { program: owner, revision, hash = '', workbook, pending, part, updating } = metadata.metadata;
    const stands = base === undefined || base === revision ? { base: revision, hash, to: updating?.to } : { base };
    if (owner === program) return { ...stands, workbook, pending, part };
    if (owner === PRACTICE_PROGRAM) throw new HttpError('workbook_unreadable', PRACTICE_WORDS);
    throw new HttpError(
      'workbook_unreadable',
      `This workbook belongs to the program ${owner}, not to ${program}. Open that program and upload it there.`,
    );
  }
  if (metadata.reason !== 'newer' && base !== undefined) {
    return { base, workbook: `upload-${digest.slice(0, 32)}`, pending: [], part: undefined };
  }
  throw new HttpError(
    'workbook_unreadable',
    `${metadata.message} Nothing was sent. Download a fresh workbook and make the changes there, or say which revision this one was downloaded at.`,
    metadata.reason === 'newer' ? undefined : { needs: 'base' },
  );
}

/** Hash of the file's revision, "" of 0. Throws revision_unknown where this program's history does not have it. */
async function knownHash({ read }: Store, id: string, { base, hash }: Pick<Origin, 'base' | 'hash'>): Promise<string> {
  const program = await readProgram(read, id);
  if (program === undefined) throw notFound('such program');
  if (hash !== undefined) await assertInHistory(read, program, { revision: base, hash });
  const { revision: head } = program;
  if (base > head) {
    throw new HttpError('revision_unknown', `Revision ${base} is above the program’s head, ${head}.`, { head });
  }
  return base === 0 ? '' : ((await hashAt(read, program, base)) ?? '');
}

/** Where these cells stand in the file, as far as it has them. */
function placesInFile(
  { places }: ReadFile,
  named: readonly { readonly table: string; readonly row: RowId; readonly column: string | null }[],
): NonNullable<WorkbookReply['places']> {
  return named.flatMap(({ table, row, column }) => {
    const found = places.get(table)?.cell(row, column);
    return found === undefined ? [] : [{ table, row, column, ...found }];
  });
}

/** The rows of the file's revision that the answer speaks of; the others need not be kept. */
function rowsNamed({ reading, base }: ReadFile): FileEdits['baseRows'] {
  const named = new Map<RowId, Cells>();
  for (const { table, row } of [...reading.edits, ...reading.refusals, ...heldRows(reading)]) {
    const cells = base.tables.get(table)?.get(row);
    if (cells !== undefined) named.set(row, cells);
  }
  return named;
}

/** [W3, W10] Rows that wait for the person's word. */
function heldRows({ unconfirmed, cleared }: Reading): NonNullable<WorkbookReply['held']> {
  const rowsOf = (held: HeldRows, kind: 'missing' | 'cleared') =>
    [...held].flatMap(([table, rows]) => rows.map((row) => ({ table, row, kind })));
  return [...rowsOf(unconfirmed, 'missing'), ...rowsOf(cleared, 'cleared')];
}

/** [W4] Stops when a sort has torn rows apart. */
function assertAligned({ reading, places }: ReadFile): void {
  const [torn] = reading.misaligned;
  if (!torn) return;
  const { name } = torn.local.table;
  const rows = torn.rows.map(({ position, ...found }) => ({ sheetRow: position, ...found }));
  const shown = rows.slice(0, SHOWN_ROWS).map(({ sheetRow, key }) => `row ${sheetRow} (${key})`);
  throw new HttpError(
    'workbook_unreadable',
    `In the sheet ${places.get(name)?.sheet ?? ''} the Row IDs and the keys of ${rows.length} rows have come apart, such as ${shown.join(', ')}: a sort or a paste has left out the hidden first column. Nothing was sent. Undo it, or have the rows matched by their keys.`,
    { needs: 'realign', table: name, rows },
  );
}
