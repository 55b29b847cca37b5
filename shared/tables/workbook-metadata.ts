import type { RowId } from './cell.ts';
import { isRowId } from './cell.ts';
import { isStorable } from './kinds/storable-text.ts';
import type { MetadataCell } from './metadata-cell.ts';
import { partFromRows, partToRows, type WorkbookPart } from './part-rows.ts';

/** Very hidden sheet that says which program, at which revision, a workbook holds. Two columns: key and value, both text. */
export const METADATA_SHEET = '_SEP';

/** Header of the hidden first column of every Excel table of the plan. */
export const ROW_ID_HEADER = 'Row ID';

/**
 * What the practice workbook says of itself instead of a program's id. No program can have it, since ids begin with a
 * letter or a digit: so nothing that is typed into it can reach a plan.
 */
export const PRACTICE_PROGRAM = '_practice';

/** Version of this layout and of the table definitions; a reader refuses a newer one rather than guess. */
export const SCHEMA_VERSION = 1;
/**
 * [W17] The layout of a workbook that holds a part of the plan. A pane takes what it lacks for deleted, so every pane, older
 * ones too, refuses it as newer than itself; only who reads uploaded files knows it.
 */
export const PART_SCHEMA_VERSION = 2;

/** [CON2] A cell in an open conflict: its author last saw it at `seen`, which may be older than the workbook's revision. */
export interface PendingCell {
  readonly table: string;
  readonly row: RowId;
  readonly column: string;
  readonly seen: number;
}

/** Columns of one table by their wire names. */
export interface TableColumns {
  readonly table: string;
  readonly columns: readonly string[];
}

/** An update that was begun and not finished: some cells may hold what they have at the revision it led to. */
export interface UnfinishedUpdate {
  readonly changes: number;
  /**
   * [REV8] That revision and its hash, after those of updates before it that were not finished either; absent where the add-in of
   * then did not note it.
   */
  readonly to?: readonly ReachedRevision[];
}

export interface ReachedRevision {
  readonly revision: number;
  readonly hash: string;
}

export interface WorkbookMetadata {
  /** Program id. */
  readonly program: string;
  /** Revision the tables stand at; the base of the next sync. */
  readonly revision: number;
  /** Id of this workbook; copies share it. */
  readonly workbook: string;
  /** Wire protocol of the program that wrote the sheet. */
  readonly protocol: number;
  /** Address of the server, "" when unknown. */
  readonly server: string;
  readonly pending: readonly PendingCell[];
  /** Absent when the tables stand at `revision` as a whole. */
  readonly updating?: UnfinishedUpdate;
  /** [W16] What the workbook's tables have had when it was downloaded or synced; absent where neither noted it. */
  readonly columns?: readonly TableColumns[];
  /** [W17] The workbook holds a part of the plan only. */
  readonly part?: WorkbookPart;
  /** [REV8] Hash of that revision; absent at 0 and where whoever wrote the sheet did not note it. */
  readonly hash?: string;
  /** Server time at which a downloaded file was written (ISO 8601, UTC); absent in a workbook kept by the add-in. */
  readonly writtenAt?: string;
}

export type MetadataResult =
  | { readonly ok: true; readonly metadata: WorkbookMetadata }
  | { readonly ok: false; readonly reason: 'missing' | 'unreadable' | 'newer'; readonly message: string };

/**
 * The sheet's cells, row by row, all text; `revision` comes last, so that a writer that goes from top to bottom and is
 * interrupted leaves the old revision in place [A2].
 */
export function metadataToRows(metadata: WorkbookMetadata): [key: string, value: string][] {
  const writtenAt: [string, string][] = metadata.writtenAt === undefined ? [] : [['writtenAt', metadata.writtenAt]];
  const updating: [string, string][] =
    metadata.updating === undefined ? [] : [['updating', updatingText(metadata.updating)]];
  return [
    ['schema', String(metadata.part === undefined ? SCHEMA_VERSION : PART_SCHEMA_VERSION)],
    ['program', metadata.program],
    ['workbook', metadata.workbook],
    ['protocol', String(metadata.protocol)],
    ['server', metadata.server],
    ...writtenAt,
    ...updating,
    ...(metadata.columns ?? []).map(({ table, columns }): [string, string] => [
      'columns',
      JSON.stringify({ table, columns }),
    ]),
    ...(metadata.part === undefined ? [] : partToRows(metadata.part)),
    ...metadata.pending.map((seen): [string, string] => ['pending', pendingText(seen)]),
    // Beside its revision: an add-in from before hashes moves the revision on and leaves this row as it is.
    ...(metadata.hash === undefined
      ? []
      : [['head', `${metadata.revision} ${metadata.hash}`] satisfies [string, string]]),
    ['revision', String(metadata.revision)],
  ];
}

/** Whether two workbooks, or one at two moments, say the same of themselves; null: nothing that can be read. */
export function isSameMetadata(a: WorkbookMetadata | null, b: WorkbookMetadata | null): boolean {
  const [one, other] = [a, b].map((metadata) => metadata && JSON.stringify(metadataToRows(metadata)));
  return one === other;
}

function updatingText({ changes, to = [] }: UnfinishedUpdate): string {
  return [String(changes), ...to.map(({ revision, hash }) => `${revision} ${hash}`)].join(' ');
}

function updatingFromText(text = ''): UnfinishedUpdate | undefined {
  const [, changes, reached = ''] = /^(\d{1,15})((?: \d{1,15} [0-9a-f]{64})*)$/.exec(text) ?? [];
  if (changes === undefined) return undefined;
  const to = [...reached.matchAll(/ (\d+) ([0-9a-f]+)/g)].map(([, revision = '', hash = '']) => ({
    revision: Number(revision),
    hash,
  }));
  return { changes: Number(changes), ...(to.length > 0 && { to }) };
}

const KNOWN_KEYS: ReadonlySet<string> = new Set([
  'schema',
  'program',
  'workbook',
  'protocol',
  'server',
  'writtenAt',
  'updating',
  'columns',
  'pending',
  'head',
  'revision',
]);

/** What to write into a metadata sheet that holds rows already. */
export interface MetadataRewrite {
  /** Rows at the top that stay as they are. */
  readonly kept: number;
  /** Everything below them, blank rows for what has become less. */
  readonly rows: readonly (readonly [key: string, value: string])[];
}

/**
 * [W15] Writes metadata over what the sheet holds: rows that are none of the metadata's, such as the digests of reports
 * or what a later version notes, are somebody else's and stay.
 */
export function rewriteMetadata(
  before: readonly (readonly MetadataCell[])[],
  metadata: WorkbookMetadata,
): MetadataRewrite {
  const isOthers = ([key]: readonly MetadataCell[]): boolean => textOf(key) !== '' && !KNOWN_KEYS.has(textOf(key));
  const first = before.findIndex((row) => !isOthers(row));
  const kept = first < 0 ? before.length : first;
  const others = before.slice(kept).filter(isOthers);
  const rows = [...others.map(([key, value]) => [textOf(key), textOf(value)] as const), ...metadataToRows(metadata)];
  const padding = Array.from({ length: Math.max(0, before.length - kept - rows.length) }, () => ['', ''] as const);
  return { kept, rows: [...rows, ...padding] };
}

function pendingText({ table, row, column, seen }: PendingCell): string {
  return JSON.stringify({ table, row, column, seen });
}

const PART_WORDS =
  'This workbook holds a part of the plan, for people without the add-in. Return it on the page Workbooks; it is not synced from here.';

/**
 * [W7] Reads the sheet's cells. Unknown keys and rows are passed over, so an older reader understands a later writer of
 * the same schema version. Text is trimmed; a key given twice counts by its last row.
 */
export function metadataFromRows(
  rows: readonly (readonly MetadataCell[])[],
  options: { readonly takesParts?: boolean } = {},
): MetadataResult {
  const part = partFromRows(rows);
  if (part !== null && options.takesParts !== true) return { ok: false, reason: 'newer', message: PART_WORDS };
  const values = new Map<string, string>();
  const pending: PendingCell[] = [];
  const columns: TableColumns[] = [];
  for (const [key, value] of rows) {
    const name = textOf(key);
    if (name === 'pending') {
      const seen = pendingFromText(textOf(value));
      if (seen) pending.push(seen);
    } else if (name === 'columns') {
      const known = columnsFromText(textOf(value));
      if (known) columns.push(known);
    } else if (name !== '') {
      values.set(name, textOf(value));
    }
  }
  if (part === null) return metadataFromValues(values, pending, columns);
  // Of a part the layout is as of the whole.
  if (values.get('schema') === String(PART_SCHEMA_VERSION)) values.set('schema', String(SCHEMA_VERSION));
  const result = metadataFromValues(values, pending, columns);
  return result.ok ? { ok: true, metadata: { ...result.metadata, part } } : result;
}

function metadataFromValues(
  values: ReadonlyMap<string, string>,
  pending: readonly PendingCell[],
  columns: readonly TableColumns[],
): MetadataResult {
  if (values.size === 0) {
    return { ok: false, reason: 'missing', message: 'This workbook does not say which program and revision it holds.' };
  }
  const schema = wholeNumber(values.get('schema') ?? '1');
  if (schema !== undefined && schema > SCHEMA_VERSION) {
    return { ok: false, reason: 'newer', message: 'This workbook was written by a newer version of SEP Sync.' };
  }
  const program = values.get('program') ?? '';
  const workbook = values.get('workbook') ?? '';
  const revision = wholeNumber(values.get('revision'));
  const protocol = wholeNumber(values.get('protocol'));
  const wrong =
    ((program === '' || !isStorable(program)) && 'program') ||
    ((workbook === '' || !isStorable(workbook)) && 'workbook') ||
    (revision === undefined && 'revision') ||
    (protocol === undefined && 'protocol');
  if (wrong !== false || revision === undefined || protocol === undefined) {
    const message = `The hidden sheet ${METADATA_SHEET} of this workbook has no valid ${String(wrong)}.`;
    return { ok: false, reason: 'unreadable', message };
  }
  const writtenAt = values.get('writtenAt');
  const server = values.get('server') ?? '';
  const updating = updatingFromText(values.get('updating'));
  const hash = /^(\d+) ([0-9a-f]{64})$/.exec(values.get('head') ?? '');
  const metadata: WorkbookMetadata = {
    program,
    revision,
    workbook,
    protocol,
    server,
    pending,
    ...(updating === undefined ? {} : { updating }),
    ...(columns.length === 0 ? {} : { columns }),
    ...(hash?.[2] === undefined || Number(hash[1]) !== revision ? {} : { hash: hash[2] }),
    ...(writtenAt === undefined ? {} : { writtenAt }),
  };
  return { ok: true, metadata };
}

function textOf(cell: MetadataCell): string {
  return cell === null || cell === undefined ? '' : String(cell).trim();
}

function wholeNumber(text: string | undefined): number | undefined {
  const value = text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
  return value;
}

/** The object that a text says as JSON; undefined for any other text. */
function objectFromText(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for text that is none: losing one only means that a column is not missed. */
function columnsFromText(text: string): TableColumns | undefined {
  const value = objectFromText(text);
  if (value === undefined || !('table' in value && 'columns' in value)) return undefined;
  const { table, columns } = value;
  if (typeof table !== 'string' || !Array.isArray(columns)) return undefined;
  return { table, columns: columns.filter((column): column is string => typeof column === 'string') };
}

/** Undefined for text that is no pending entry: losing one only means that the cell counts as seen at `revision`. */
function pendingFromText(text: string): PendingCell | undefined {
  const value = objectFromText(text);
  if (value === undefined) return undefined;
  if (!('table' in value && 'row' in value && 'column' in value && 'seen' in value)) return undefined;
  const { table, row, column, seen } = value;
  if (typeof table !== 'string' || typeof column !== 'string' || typeof seen !== 'number') return undefined;
  if (typeof row !== 'string' || !isRowId(row) || !Number.isSafeInteger(seen) || seen < 0) return undefined;
  return { table, row, column, seen };
}
