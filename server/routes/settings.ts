import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import {
  isSettingName,
  readSetting,
  settingNames,
  settingSpecs,
  type SettingName,
} from '../../shared/plan/program-settings.ts';
import { keepsTable } from '../../shared/access/duties.ts';
import type { Membership } from '../../shared/access/membership.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  settingsReply,
  settingsRequest,
  type SettingsConflicts,
  type SettingsRefusals,
  type SettingsReply,
} from '../../shared/protocol/settings.ts';
import type { SyncReply } from '../../shared/protocol/sync.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import { programSettings } from '../../shared/tables/program-settings.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { HttpError, invalidRequest } from '../errors.ts';
import { requestDigest } from '../reconcile/request-digest.ts';
import type { Store } from '../storage/database.ts';
import { lastChanges, type LastChange } from '../storage/last-changes.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { everybodyMaySend } from '../http/body-limit.ts';
import {
  answers,
  jsonBody,
  newRoutes,
  programPath,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';
import { rowOfRequest } from '../http/row-of-request.ts';
import { seenRevision, toldRevision } from '../http/seen-revision.ts';
import { unpackBody } from '../http/unpack-body.ts';

const SETTINGS_LIMIT = 16 * 1024;

/** [M8] All of them or none: nobody has to find out which of several settings were taken. */
const basket = 'these program settings';

const getSettings = createRoute({
  method: 'get',
  path: '/programs/{program}/settings',
  summary: 'Limits and habits of the program, with their defaults',
  security: signedIn,
  request: { params: programPath },
  responses: answers(settingsReply, 'Every setting there is, in the order in which they are shown.'),
});

const putSettings = createRoute({
  method: 'put',
  path: '/programs/{program}/settings',
  summary: 'Change settings of the program',
  description:
    'For finance. A sync like any other: it makes a revision, and can be reverted. With `seen`, what somebody else has changed since is answered 409 `changed_meanwhile` with both values, and nothing is saved.',
  security: signedIn,
  middleware: unpackBody(everybodyMaySend(SETTINGS_LIMIT)),
  request: { params: programPath, body: jsonBody(settingsRequest) },
  responses: {
    ...answers(settingsReply, 'The settings as they are now.'),
    403: { description: 'Not for you.', content: { 'application/json': { schema: errorBody } } },
    409: {
      description: 'Changed by somebody else since, with `details` of SettingsConflicts; or an unknown revision.',
      content: { 'application/json': { schema: errorBody } },
    },
  },
});

export function settingsRoutes({ store, sync }: Services): OpenAPIHono<AppEnv> {
  return newRoutes()
    .openapi(getSettings, async (c) => {
      const { id, membership } = c.get('program');
      return c.json(await settingsAt(store, id, membership), 200);
    })
    .openapi(putSettings, async (c) => {
      const { id, membership } = c.get('program');
      const [request, author] = [c.req.valid('json'), c.get('person')];
      const { syncId } = request;
      const base = await seenRevision(store.read, id, request);
      const rows = await readRows(store.read, id, programSettings, base);
      const newRowId = (name: SettingName): RowId => rowOfRequest([id, author.id, syncId, name]);
      const asked = settingEdits(request.settings, { rows, base, newRowId });
      const edits = asked.map(({ edit }) => edit);
      const digest = requestDigest(request);
      const origin = { door: 'sync', workbook: 'server', syncId, digest, base, note: 'Program settings' } as const;
      const reply = await sync.sync(id, { author, origin, edits }, { keepConflicts: false });
      // What is only held back along with the rest says nothing by itself.
      const refusal = reply.refusals.find(({ rule }) => rule !== 'M8');
      if (refusal) throw new HttpError('forbidden', refusal.message);
      // A request that is repeated is answered as it was, whatever somebody has set since.
      const settings = await settingsAt(store, id, membership, reply.revision);
      if (reply.conflicts.length > 0) throw changedMeanwhile(asked, reply, settings);
      return c.json(settings, 200);
    });
}

/** The settings at a revision; absent: the head. */
async function settingsAt(
  { read }: Store,
  program: string,
  membership: Membership,
  at?: number,
): Promise<SettingsReply> {
  return inSnapshot(read, async (snapshot) => {
    const told = await toldRevision(snapshot, program, at);
    const rows = await readRows(snapshot, program, programSettings, at);
    const places = rows.map(({ row }) => ({ table: programSettings.name, row }));
    const changes = await lastChanges(snapshot, program, places, told.revision);
    const mayEdit = keepsTable(membership, programSettings);
    return { ...told, mayEdit, settings: wireSettings(rows, changes) };
  });
}

function wireSettings(rows: readonly StoredRow[], changes: ReadonlyMap<string, LastChange>): SettingsReply['settings'] {
  return settingNames.map((name) => {
    const spec = settingSpecs[name];
    const row = rows.find(({ cells }) => cells['key'] === spec.label);
    const written = row?.cells['value'] ?? null;
    const isSet = written !== null && readSetting(name, String(written)).ok;
    const { label, says, kind, unit, group } = spec;
    const last = row === undefined ? undefined : changes.get(`${programSettings.name}/${row.row}`);
    return {
      name,
      label,
      says,
      kind,
      unit,
      ...(spec.kind === 'choice' ? { values: [...spec.values] } : {}),
      value: isSet ? String(written) : spec.default,
      default: spec.default,
      isDefault: !isSet,
      note: row === undefined ? null : textOf(row.cells['note']),
      group,
      changed: last === undefined ? null : { by: last.by, at: last.at, revision: last.revision },
    };
  });
}

/** What somebody else has set since, beside what was asked for. */
function changedMeanwhile(
  asked: readonly AskedSetting[],
  { conflicts }: SyncReply,
  { settings }: SettingsReply,
): HttpError {
  const details = asked.flatMap(({ name, value: yours, edit }): SettingsConflicts['conflicts'] => {
    const conflict = conflicts.find(({ row }) => row === edit.row);
    const now = settings.find((setting) => setting.name === name);
    if (conflict === undefined || now === undefined) return [];
    const { by, at, revision } = conflict;
    const theirs = now.isDefault ? null : now.value;
    return [{ setting: name, label: now.label, yours, theirs, by, at, revision }];
  });
  const words = details.map(({ label, yours, theirs, by }) => {
    const [now, asked] = [theirs, yours].map((value) => value ?? 'its default');
    return `${by} has set ${label} to ${now} since you looked; you wanted ${asked}.`;
  });
  const message = `${words.join(' ')} Nothing of yours was saved. Look at the settings again and decide.`;
  return new HttpError('changed_meanwhile', message, { conflicts: details } satisfies SettingsConflicts);
}

function textOf(cell: StoredRow['cells'][string] | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

interface SettingsAsTheyAre {
  readonly rows: readonly StoredRow[];
  readonly base: number;
  readonly newRowId: (name: SettingName) => RowId;
}

interface AskedSetting {
  readonly name: SettingName;
  /** As it was written; null: back to the default. */
  readonly value: string | null;
  readonly edit: Edit;
}

/** Throws invalid_request for settings that do not exist and values that are none of their kind, each by its name. */
function settingEdits(wanted: Readonly<Record<string, string | null>>, now: SettingsAsTheyAre): AskedSetting[] {
  const named = Object.entries(wanted).map(([name, value]) => {
    if (isSettingName(name)) return { name, value };
    throw invalidRequest(`settings.${name}`, `There is no such setting. Choose from: ${settingNames.join(', ')}.`);
  });
  refuseUnreadable(named);
  return named.flatMap(({ name, value }): AskedSetting[] => {
    const edit = editOf(name, value, now);
    return edit === null ? [] : [{ name, value: value?.trim() ?? null, edit }];
  });
}

interface NamedSetting {
  readonly name: SettingName;
  readonly value: string | null;
}

function refuseUnreadable(named: readonly NamedSetting[]): void {
  const refused = named.flatMap(({ name, value }) => {
    const read = value === null ? null : readSetting(name, value);
    return read === null || read.ok ? [] : [{ setting: name, value: value ?? '', message: read.message }];
  });
  const [first] = refused;
  if (first === undefined) return;
  const { message } = invalidRequest(`settings.${first.setting}`, refused.map((each) => each.message).join(' '));
  const details = { path: `settings.${first.setting}`, refused } satisfies SettingsRefusals & { path: string };
  throw new HttpError('invalid_request', message, details);
}

/** Null: it has its default already. */
function editOf(
  name: SettingName,
  value: string | null,
  { rows, base: seen, newRowId }: SettingsAsTheyAre,
): Edit | null {
  const { label } = settingSpecs[name];
  const table = programSettings.name;
  const row = rows.find(({ cells }) => cells['key'] === label)?.row;
  if (value === null) return row === undefined ? null : { kind: 'delete', table, row, seen, basket };
  const cells = { value: value.trim() };
  return row === undefined
    ? { kind: 'insert', table, row: newRowId(name), cells: { key: label, ...cells }, seen, basket }
    : { kind: 'update', table, row, cells, seen: { value: seen }, basket };
}
