import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsReply, type SettingsReply } from '../../shared/protocol/settings.ts';
import { inserts } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';

let server: TestServer;
let finance: TestClient;
let editor: TestClient;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  const program = await server.program();
  finance = await server.member(program, 'finance');
  editor = await server.member(program, 'editor');
});

afterAll(() => server.close());

async function read(client: TestClient): Promise<SettingsReply> {
  return settingsReply.parse(await (await client.fetch('/settings')).json());
}

async function setting(name: string) {
  return (await read(editor)).settings.find((one) => one.name === name);
}

function put(client: TestClient, settings: Record<string, string | null>, seen?: number): Promise<Response> {
  const body = JSON.stringify({ syncId: crypto.randomUUID(), settings, ...(seen === undefined ? {} : { seen }) });
  return client.fetch('/settings', { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
}

describe('settings of a program', () => {
  test('are the defaults until finance sets them, by the route or in the table; a value taken back is the default again', async () => {
    expect(await setting('timeZone')).toMatchObject({ value: 'America/Los_Angeles', isDefault: true, note: null });
    const answer = settingsReply.parse(await (await put(finance, { timeZone: 'America/Denver' })).json());
    expect(answer.revision).toBe(1);
    expect(await setting('timeZone')).toMatchObject({ value: 'America/Denver', isDefault: false });
    await put(finance, { timeZone: 'America/Phoenix' });
    const { edits } = inserts({ key: 'Age of a forecast', value: '30', note: 'Since July' });
    expect(await finance.sync({ programSettings: edits })).toMatchObject({ committed: 3, refusals: [] });
    expect(await setting('timeZone')).toMatchObject({ value: 'America/Phoenix' });
    expect(await setting('forecastAgeDays')).toMatchObject({ value: '30', note: 'Since July' });
    await put(finance, { timeZone: null, forecastAgeDays: null });
    expect(await setting('timeZone')).toMatchObject({ value: 'America/Los_Angeles', isDefault: true });
    expect((await finance.rows('programSettings')).size).toBe(0);
  });

  test('say who may change them, who has set each, and when', async () => {
    const { revision } = await read(finance);
    expect([(await read(finance)).mayEdit, (await read(editor)).mayEdit]).toEqual([true, false]);
    await put(finance, { deadlineDays: '90' });
    const changed = { by: finance.person.name, at: server.clock.toISOString(), revision: revision + 1 };
    expect(await setting('deadlineDays')).toMatchObject({ group: 'Deadlines of funding', changed });
    await put(finance, { deadlineDays: null });
    expect(await setting('deadlineDays')).toMatchObject({ changed: null });
  });

  test('are changed by finance only', async () => {
    const refused = await put(editor, { timeZone: 'America/Denver' });
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({
      error: { message: 'Program Settings can only be changed by finance.' },
    });
  });

  test('[SET1] say what a wrong name or value ought to be, at the route and in the table', async () => {
    const unknown = await put(finance, { colour: 'blue' });
    expect([unknown.status, await unknown.text()]).toEqual([
      400,
      expect.stringContaining('There is no such setting. Choose from: timeZone, '),
    ]);
    const wrong = await put(finance, { forecastAgeDays: 'a month' });
    expect(await wrong.text()).toContain('Age of a forecast must be a whole number of days such as 45, not a month.');
    const several = await put(finance, { forecastAgeDays: '-1', greenDaysLate: '20', bidThreshold: 'much' });
    const message =
      'settings.forecastAgeDays: Age of a forecast must be a whole number of days such as 45, not -1. Bid threshold must be dollars and cents such as 114,800.00, not much.';
    const refused = [{ setting: 'forecastAgeDays', value: '-1' }, { setting: 'bidThreshold' }];
    expect((await several.json()).error).toMatchObject({ message, details: { refused } });
    expect(await setting('greenDaysLate')).toMatchObject({ isDefault: true });
    const { edits } = inserts({ key: 'Age of a forecast', value: 'a month' }, { key: 'Colour', value: 'blue' });
    const { refusals } = await finance.sync({ programSettings: edits });
    expect(refusals.map(({ rule }) => rule).sort()).toEqual(['SET1', 'V05']);
  });
});
