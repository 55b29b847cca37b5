import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import {
  isSettingName,
  readSetting,
  settingNames,
  settingSpecs,
  type SettingName,
} from '../../shared/plan/program-settings.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  settingsReply,
  settingsRequest,
  type SettingsConflicts,
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
import { readProgram } from '../storage/programs.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { everybodyMaySend } from './body-limit.ts';
import { answers, jsonBody, newRoutes, programPath, signedIn, type AppEnv, type Services } from './route-context.ts';
import { rowOfRequest } from './row-of-request.ts';
import { knownRevision } from './rows.ts';
import { unpackBody } from './unpack-body.ts';

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
      const { id } = c.get('program');
      return c.json(await settingsAt(store, id), 200);
    })
    .openapi(putSettings, async (c) => {
      const { id } = c.get('program');
      const [request, author] = [c.req.valid('json'), c.get('person')];
      const { syncId } = request;
      const base = await knownRevision(store, id, request.seen);
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
      const settings = await settingsAt(store, id, reply.revision);
      if (reply.conflicts.length > 0) throw changedMeanwhile(asked, reply, settings);
      return c.json(settings, 200);
    });
}

/** The settings at a revision; absent: the head. */
async function settingsAt({ read }: Store, program: string, at?: number): Promise<SettingsReply> {
  return inSnapshot(read, async (snapshot) => {
    const revision = at ?? (await readProgram(snapshot, program))?.revision ?? 0;
    return { revision, settings: wireSettings(await readRows(snapshot, program, programSettings, at)) };
  });
}

function wireSettings(rows: readonly StoredRow[]): SettingsReply['settings'] {
  return settingNames.map((name) => {
    const spec = settingSpecs[name];
    const row = rows.find(({ cells }) => cells['key'] === spec.label);
    const written = row?.cells['value'] ?? null;
    const isSet = written !== null && readSetting(name, String(written)).ok;
    const { label, says, kind, unit } = spec;
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

/** Throws invalid_request for a setting that does not exist or a value that is none of its kind. */
function settingEdits(wanted: Readonly<Record<string, string | null>>, now: SettingsAsTheyAre): AskedSetting[] {
  const { rows, base: seen, newRowId } = now;
  return Object.entries(wanted).flatMap(([name, value]): AskedSetting[] => {
    if (!isSettingName(name)) {
      throw invalidRequest(`settings.${name}`, `There is no such setting. Choose from: ${settingNames.join(', ')}.`);
    }
    const { label } = settingSpecs[name];
    const place = { table: programSettings.name, row: rows.find(({ cells }) => cells['key'] === label)?.row };
    const asked = (edit: Edit): AskedSetting[] => [{ name, value: value?.trim() ?? null, edit }];
    if (value === null)
      return place.row === undefined ? [] : asked({ kind: 'delete', ...place, row: place.row, seen, basket });
    const read = readSetting(name, value);
    if (!read.ok) throw invalidRequest(`settings.${name}`, read.message);
    if (place.row === undefined) {
      return asked({
        kind: 'insert',
        table: place.table,
        row: newRowId(name),
        cells: { key: label, value },
        seen,
        basket,
      });
    }
    const cells = { value: value.trim() };
    return asked({ kind: 'update', ...place, row: place.row, cells, seen: { value: seen }, basket });
  });
}
