import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { copyDatabase } from '../../server/backup/copy-database.ts';
import { backupCommands } from '../../server/cli/backup-commands.ts';
import { runCommandLine } from '../../server/cli/run-command-line.ts';
import { sessionOf } from '../../server/identity/sessions.ts';
import { rowsReply } from '../../shared/protocol/cells.ts';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { startTestServer, TestClient, type ReadRow, type TestServer } from '../contracts/test-server.ts';
import { inserts, site, update } from '../contracts/plan-rows.ts';
import { expectNoProblem, openWorldOn, type Officer, type World } from './world.ts';

/** A server that can be stopped, restored from a backup and started again under the feet of open panes. */
let folder: string;
let running: TestServer;
let world: World;
let ann: Officer;
let ben: Officer;
/** Somebody at the program by plain HTTP, whichever server runs. */
let clerk: TestClient;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sep-restored-'));
  running = await startTestServer({ file: database() });
  world = await openWorldOn(standIn());
  ({ clerk } = world);
  await clerk.sync({ sites: inserts(site('0417'), site('0418'), site('0419')).edits });
  ann = await world.officer();
  ben = await world.officer();
});
afterEach(async () => {
  world.close();
  await running.close();
  rmSync(folder, { recursive: true });
});

const database = (): string => join(folder, 'sep.sqlite');
const backup = (): string => join(folder, 'backup.sqlite');

/** Whichever server runs now. */
function standIn(): TestServer {
  return new Proxy(running, { get: (_, name) => Reflect.get(running, name) });
}

async function sep(...args: string[]): Promise<void> {
  const said: string[] = [];
  const terminal = { print: () => undefined, complain: (line: string) => void said.push(line) };
  const code = await runCommandLine(backupCommands, args, { SEP_DATA: folder }, terminal);
  expect([code, said]).toEqual([0, []]);
}

/** Stops the server, puts the backup back as an administrator would, and starts it; everybody signs in again. */
async function restore(people: readonly Officer[]): Promise<void> {
  await running.close();
  await sep('restore', backup());
  running = await startTestServer({ file: database() });
  clerk = new TestClient(running.app, world.program, clerk.person);
  for (const client of [...people.map((officer) => officer.client), clerk]) {
    const again = new TestClient(running.app, world.program, client.person);
    expect((await again.fetch('/history')).status).toBe(401);
    const at = running.clock.toISOString();
    const { id: account, token } = client.person;
    const session = { token_hash: sessionOf(token), account, created_at: at, last_used_at: at };
    await running.store.write.insertInto('sessions').values(session).execute();
  }
}

const CODES = ['0417', '0418', '0419'];

/** The sites of the plan by their codes. */
async function sitesNow(): Promise<Map<unknown, ReadRow>> {
  return new Map([...(await clerk.rows('sites')).values()].map((site) => [site.cells['code'], site]));
}

async function names(): Promise<unknown[]> {
  const sites = await sitesNow();
  return CODES.map((code) => sites.get(code)?.cells['name']);
}

function namesIn(officer: Officer): unknown[] {
  return CODES.map((code) => officer.rows('sites').find((row) => row['code'] === code)?.['name']);
}

/** The clerk enters a name on the server as it is now. */
async function enters(code: string, name: string): Promise<void> {
  const reply = await clerk.fetch('/rows?tables=sites');
  const { revision: base, hash } = rowsReply.parse(await reply.json());
  const row = (await sitesNow()).get(code)?.row ?? '';
  const request = clerk.request({ sites: update(row, { name }) }, { base });
  expect((await clerk.post(request, `?hash=${hash}`)).status).toBe(200);
}

/** Ann and Ben sync on after the backup, and Ann has typed what she has not sent: her workbook is at revision 3. */
async function goesOnAfterBackup(): Promise<void> {
  copyDatabase(database(), backup());
  ann.type('sites', '0417', 'name', 'Alder');
  expectNoProblem(await ann.session.sync());
  expectNoProblem(await ben.session.sync());
  ben.type('sites', '0418', 'name', 'Birch');
  expectNoProblem(await ben.session.sync());
  expectNoProblem(await ann.session.sync());
  expect([ann.session.state.revision, ben.session.state.revision]).toEqual([3, 3]);
  ann.type('sites', '0419', 'name', 'Cedar');
}

const asked = {
  kind: 'review',
  restoredAt: expect.any(String),
  differences: [
    { rowKey: '0417', column: 'name', local: 'Alder', remote: 'School 0417' },
    { rowKey: '0418', column: 'name', local: 'Birch', remote: 'Beech' },
    { rowKey: '0419', column: 'name', local: 'Cedar', remote: 'School 0419' },
  ],
};

describe('[REV8] a server that was restored from a backup', () => {
  beforeEach(async () => {
    await goesOnAfterBackup();
    await restore([ann, ben]);
    // Meanwhile the numbers that were lost are given again, so that no number tells of it.
    await enters('0418', 'Elm');
    await enters('0418', 'Beech');
  });

  test('asks a workbook that is ahead, sends nothing unasked, and takes again what was lost, in one history with the rest', async () => {
    await enters('0419', 'School 0419 again');
    await enters('0419', 'School 0419');
    const before = await names();
    const { question } = await ann.session.sync();
    expect(question).toMatchObject(asked);
    expect([await names(), namesIn(ann)]).toEqual([before, ['Alder', 'Birch', 'Cedar']]);

    const { conflicts } = await ann.session.answerReview('sendMine');
    expect(conflicts.map(({ rowKey, local, remote }) => [rowKey, local, remote])).toEqual([['0418', 'Birch', 'Beech']]);
    expect(await names()).toEqual(['Alder', 'Beech', 'Cedar']);
    const [open] = conflicts;
    expectNoProblem(await ann.session.decide(open?.id ?? '', { kind: 'keepLocal' }));
    expect(await names()).toEqual(['Alder', 'Birch', 'Cedar']);
    expect(statusOf(expectNoProblem(await ann.session.sync()))).toBe('synced');
  });

  test('asks also after the pane was opened anew, and gives the plan’s values to who wants them', async () => {
    const fresh = await ann.reopen();
    expect((await fresh.session.sync()).question).toMatchObject(asked);
    expect(statusOf(expectNoProblem(await fresh.session.answerReview('useTheirs')))).toBe('synced');
    expect([namesIn(fresh), await names()]).toEqual([
      ['School 0417', 'Beech', 'School 0419'],
      ['School 0417', 'Beech', 'School 0419'],
    ]);
    fresh.type('sites', '0417', 'city', 'Cedar Rapids');
    expect(statusOf(expectNoProblem(await fresh.session.sync()))).toBe('synced');
    expect((await sitesNow()).get('0417')?.cells['city']).toBe('Cedar Rapids');
  });

  test('does not mistake a workbook for its own where the add-in of then noted no hash', async () => {
    const survey = await ann.port.survey();
    if (!survey.ok || survey.value.metadata === null) throw new Error('The metadata is gone.');
    const { hash: _, ...old } = survey.value.metadata;
    await ann.port.writeMetadata(old);
    expect((await (await ann.reopen()).session.sync()).question).toMatchObject(asked);
  });

  test('what was left out stays here, also when the rest is sent again', async () => {
    ann.session.leaveOut([{ table: 'sites', row: rowOf(ann, '0419'), column: 'name' }]);
    await ann.session.sync();
    await ann.session.answerReview('sendMine');
    expect(await names()).toEqual(['Alder', 'Beech', 'School 0419']);
  });

  test('does not set back a revision that an open pane has made in the history that was lost', async () => {
    const undone = await ben.session.undo();
    expect(undone.problem).toMatchObject({ at: 'server', problem: { kind: 'revisionUnknown' } });
    expect(await names()).toEqual(['School 0417', 'Beech', 'School 0419']);
  });
});

describe.each([150, 2])('[REV8] an update of %i rows and a cell that stopped half-way before the restore', (count) => {
  /** Ann's sheet is at revision 1 and holds a part of what revision 2 has brought, which the backup lacks. */
  async function stopsHalfWay(): Promise<void> {
    copyDatabase(database(), backup());
    const { edits } = inserts(...Array.from({ length: count }, (_, index) => site(String(1000 + index))));
    const renamed = update(rowOf(ann, '0417'), { name: 'Alder' });
    await clerk.sync({ sites: { ...edits, ...renamed } }, { base: 1 });
    ann.session.subscribe(({ phase, progress }) => {
      if (phase === 'applying' && progress !== null && progress.done > 0) ann.session.cancel();
    });
    await ann.session.sync();
    expect([ann.session.state.revision, namesIn(ann)[0]]).toEqual([1, 'Alder']);
    await restore([ann, ben]);
    await enters('0418', 'Beech');
  }
  beforeEach(stopsHalfWay);

  test('sends nothing of the lost history unasked, and gives it up to who wants the plan’s values', async () => {
    const again = await ann.reopen();
    const { question } = await again.session.sync();
    expect(question).toMatchObject({ kind: 'review', restoredAt: expect.any(String) });
    const named = { rowKey: '0417', column: 'name', local: 'Alder', remote: 'School 0417' };
    expect(question).toMatchObject({ differences: expect.arrayContaining([expect.objectContaining(named)]) });
    expect([await names(), (await sitesNow()).size]).toEqual([['School 0417', 'Beech', 'School 0419'], 3]);
    expect(statusOf(expectNoProblem(await again.session.answerReview('useTheirs')))).toBe('synced');
    expect([namesIn(again), again.rows('sites').length]).toEqual([['School 0417', 'Beech', 'School 0419'], 3]);
    expect(again.session.state.unfinished).toBeNull();
  });

  test('[FB2] gives up nothing that was typed after it was asked: it is asked again, with that', async () => {
    const again = await ann.reopen();
    await again.session.sync();
    again.type('sites', '0419', 'name', 'Cedar');
    const { question } = await again.session.answerReview('useTheirs');
    const typed = expect.objectContaining({ rowKey: '0419', local: 'Cedar', remote: 'School 0419' });
    expect(question).toMatchObject({ kind: 'review', differences: expect.arrayContaining([typed]) });
    expect(namesIn(again)).toContain('Cedar');
    expect(statusOf(expectNoProblem(await again.session.answerReview('useTheirs')))).toBe('synced');
    expect(namesIn(again)).toEqual(['School 0417', 'Beech', 'School 0419']);
  });

  test('sends what it holds to who wants that, and overwrites nothing that was entered since', async () => {
    const again = await ann.reopen();
    await again.session.sync();
    expectNoProblem(await again.session.answerReview('sendMine'));
    expect(await names()).toEqual(['Alder', 'Beech', 'School 0419']);
    expect(namesIn(again)).toEqual(['Alder', 'Beech', 'School 0419']);
  });
});

function rowOf(officer: Officer, code: string): string {
  const id = officer.rows('sites').find((row) => row['code'] === code)?.['Row ID'];
  return typeof id === 'string' ? id : '';
}

test('[REV8] a workbook that is not ahead of the backup goes on without a question', async () => {
  const copy = ben.copyBook();
  await goesOnAfterBackup();
  await restore([ann, ben]);
  await enters('0418', 'Beech');
  const old = await world.officer({ book: copy });
  old.type('sites', '0417', 'city', 'Cedar Rapids');
  expect(statusOf(expectNoProblem(await old.session.sync()))).toBe('synced');
  expect([namesIn(old), (await sitesNow()).get('0417')?.cells['city']]).toEqual([
    ['School 0417', 'Beech', 'School 0419'],
    'Cedar Rapids',
  ]);
});
