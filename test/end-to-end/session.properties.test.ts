import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { shownEdits } from '../../addin/views/changes/shown-changes.ts';
import type { SyncState } from '../../addin/sync/session/sync-state.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { preflight } from '../../shared/sync/apply/preflight.ts';
import { countEdits } from '../../shared/sync/count-edits.ts';
import { programState } from '../../shared/sync/program-rows.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { isLong } from '../run-size.ts';
import { inserts, site, smallPlan } from '../contracts/plan-rows.ts';
import { openWorld, programRows, type Officer, type World } from './world.ts';

/** What may happen at a pane. `at` and `to` pick from small lists, so that steps meet each other. */
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('type' as const), at: fc.nat({ max: 3 }), to: fc.nat({ max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('overtype' as const), at: fc.nat({ max: 1 }), to: fc.nat({ max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('elsewhere' as const), at: fc.nat({ max: 3 }), to: fc.nat({ max: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('confirm' as const), isMeddled: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('editing' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('loseReply' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('offline' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('putBack' as const) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const codes = ['0417', '0418', '0419', '0420'];
/** Of these, two are refused: a site needs a name, and a text has a longest length. */
const names = ['Alder', 'Birch', 'Cedar', '', 'x'.repeat(400)];

let world: World | null = null;
afterEach(() => world?.close());

async function open(isScoped: boolean): Promise<Officer> {
  world?.close();
  world = await openWorld('sqlite');
  const plan = smallPlan();
  const south = inserts(site('0419', { region: 'South' }), site('0420', { region: 'South' })).edits;
  await world.clerk.sync({
    ...plan,
    sites: { inserts: [...(plan['sites']?.inserts ?? []), ...(south.inserts ?? [])] },
  });
  const rights = isScoped ? ({ role: 'editor', scope: { regions: ['North'], projects: ['26.00001'] } } as const) : {};
  return await world.officer({ tables: ['sites', 'budgetLines'], ...rights });
}

async function look(officer: Officer) {
  const inspection = await officer.session.inspect();
  if (inspection === null) return null;
  const { program, revision, send: edits } = inspection;
  const rows = await officer.server.rowsAt(
    program,
    revision,
    tables.map(({ name }) => name),
    '',
  );
  const rights = await officer.server.membership(program);
  if (!rows.ok || !rights.ok) return null;
  const told = preflight({
    edits,
    program: programState(rows.value),
    membership: rights.value,
    at: new Date().toISOString(),
  });
  return shownEdits(inspection, officer.session.state.leftOut, told.refusals);
}

const namesOf = async (there: World) =>
  new Map([...(await programRows(there, 'sites'))].map(([code, row]) => [code, row['name']]));

/** Sends a confirmed list, and checks that the plan gets just that. */
async function confirm(officer: Officer, there: World, isMeddled: boolean): Promise<void> {
  const shown = await look(officer);
  if (shown === null) return;
  if (isMeddled) officer.type('sites', '0417', 'shortName', `Meddled ${Math.max(0, shown.revision)}`);
  const before = await namesOf(there);
  const sheet = new Map(officer.rows('sites').map((row) => [textOf(row['code']), row['name'] ?? null]));
  const state = await officer.session.sync({ shown });
  const after = await namesOf(there);
  if (state.isShownOutdated) {
    expect(isMeddled).toBe(true);
    expect(after).toEqual(before);
    return;
  }
  const sent = new Set(
    shown.send.flatMap((edit) => (edit.kind === 'update' && 'name' in edit.cells ? [edit.row] : [])),
  );
  const rows = await there.clerk.rows('sites');
  for (const [row, { cells }] of rows) {
    const code = String(cells['code']);
    // Nothing that was not in the list has reached the plan, and of the list only what nobody changed meanwhile.
    if (!sent.has(row)) expect(after.get(code)).toBe(before.get(code));
    else expect([before.get(code), sheet.get(code)]).toContain(after.get(code));
  }
  if (state.problem === null) expect(state.accepted).toBeLessThanOrEqual(countEdits(shown.send));
}

/** What the sheet holds and the plan does not is said: as to be sent, in conflict, or refused, and in one place only. */
async function checkTruth(officer: Officer, there: World): Promise<void> {
  const state = await officer.session.look();
  if (state.problem !== null) return;
  expect(statusOf(state) === 'synced' ? state.toSend + state.conflicts.length + state.refusals.length : 0).toBe(0);
  const base = state.revision ?? 0;
  const rows = await officer.server.rowsAt(there.program, base, ['sites'], '');
  if (!rows.ok) throw new Error('The server does not answer.');
  const held = programState(rows.value).tables.get('sites') ?? new Map();
  const own = new Map(officer.rows('sites').map((row) => [textOf(row['Row ID']), row]));
  const places = [...state.conflicts, ...state.refusals].map(
    ({ table, row, column }) => `${table} ${row} ${column ?? ''}`,
  );
  expect(new Set(places).size).toBe(places.length);
  for (const [row, cells] of held) {
    const isOwn = (own.get(row)?.['name'] ?? null) !== (cells['name'] ?? null);
    const isSaid = places.some((place) => place.startsWith(`sites ${row} `));
    if (!isOwn) expect(places).not.toContain(`sites ${row} name`);
    if (isOwn && !isSaid) expect(state.toSend).toBeGreaterThan(0);
  }
}

async function take(officer: Officer, there: World, what: Step, typed: Set<string>): Promise<void> {
  const { session, network, host } = officer;
  switch (what.kind) {
    case 'type':
      return officer.type('sites', codes[what.at] ?? '', 'name', names[what.to] ?? '');
    case 'overtype': {
      const line = ['BL-001', 'BL-002'][what.at] ?? '';
      officer.type('budgetLines', line, 'current', String(111 + what.to));
      typed.add(line);
      return;
    }
    case 'elsewhere': {
      const rows = await there.clerk.rows('sites');
      const [row = ''] = [...rows].find(([, { cells }]) => cells['code'] === codes[what.at]) ?? [];
      const name = names[what.to] === '' ? 'Elm' : (names[what.to] ?? '').slice(0, 20);
      await there.clerk.sync({ sites: { updates: [{ row, cells: { name } }] } }, { base: await headOf(there) });
      return;
    }
    case 'confirm':
      return await confirm(officer, there, what.isMeddled);
    case 'editing': {
      host.beginCellEdit();
      expect((await session.sync()).problem?.problem.kind).toBe('editingCell');
      host.endCellEdit();
      expect((await session.continueAfterEditing()).problem?.problem.kind).not.toBe('editingCell');
      return;
    }
    case 'loseReply':
      network.loseReplies = 1;
      await session.sync();
      return;
    case 'offline': {
      network.loseRequests = Number.POSITIVE_INFINITY;
      session.disconnected();
      expect((await session.sync()).problem?.problem.kind).toBe('offline');
      network.loseRequests = 0;
      session.reconnected();
      expect((await session.look()).problem).toBeNull();
      return;
    }
    case 'putBack': {
      const [refusal] = session.state.refusals.filter(({ isNewRow }) => isNewRow !== true);
      if (refusal === undefined) return;
      const state = await session.putBack([refusal]);
      const isSaid = state.refusals.some(({ row, column }) => row === refusal.row && column === refusal.column);
      if (state.problem === null) expect(isSaid).toBe(false);
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

async function headOf(there: World): Promise<number> {
  const programs: unknown = await (await there.clerk.fetch('/rows?tables=systems')).json();
  if (typeof programs !== 'object' || programs === null || !('revision' in programs)) throw new Error('No revision.');
  return Number(programs.revision);
}

/** Runs the steps at one pane, looking after each whether the pane tells the truth. */
async function run(steps: readonly Step[], isScoped: boolean): Promise<SyncState> {
  const officer = await open(isScoped);
  const there = world;
  if (there === null) throw new Error('No world.');
  const typed = new Set<string>();
  for (const each of steps) {
    await take(officer, there, each, typed);
    await checkTruth(officer, there);
  }
  await officer.session.sync();
  await checkTruth(officer, there);
  const told = officer.session.state.putBacks.map(({ rowKey }) => rowKey);
  expect(new Set(told)).toEqual(typed);
  expect(told).toHaveLength(typed.size);
  return officer.session.state;
}

describe('[FB1–FB5, FB8] whatever happens at a pane', () => {
  test('a refused value that somebody else changes meanwhile is a conflict, and no refusal beside it', async () => {
    const state = await run(
      [
        { kind: 'type', at: 0, to: 3 },
        { kind: 'elsewhere', at: 0, to: 0 },
        { kind: 'confirm', isMeddled: false },
        { kind: 'type', at: 0, to: 0 },
        { kind: 'confirm', isMeddled: false },
      ],
      false,
    );
    expect(state).toMatchObject({ problem: null, refusals: [] });
  });

  test('what is sent was shown, what is put back or refused is said once, and nothing is said that has ended', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), fc.boolean(), async (steps, isScoped) => {
        expect((await run(steps, isScoped)).phase).toBe('resting');
      }),
      {
        numRuns: isLong ? 300 : 10,
      },
    );
  });
});
