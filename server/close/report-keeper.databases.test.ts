import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { auditReply } from '../../shared/protocol/audit.ts';
import { periodReply, type ReportSet } from '../../shared/protocol/periods.ts';
import { explainFlags } from '../../test/contracts/explain-flags.ts';
import { update, workedExample } from '../../test/contracts/plan-rows.ts';
import { newRow, startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import type { DatabaseAddress } from '../storage/database.ts';
import { createReportKeeper, type ReportKeeper } from './report-keeper.ts';
import { closeReports } from './kept-reports.ts';

const databases: readonly {
  readonly name: string;
  /** Processes that make the reports at once. */
  readonly processes: number;
  /** The month is closed a second time: what is proved above the database is proved once. */
  readonly closesAgain: boolean;
  readonly open: () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>;
}[] = [
  {
    name: 'SQLite',
    processes: 1,
    closesAgain: true,
    open: async () => {
      const folder = mkdtempSync(join(tmpdir(), 'sep-close-'));
      const drop = async () => rmSync(folder, { recursive: true });
      return { address: { file: join(folder, 'sep.sqlite') }, drop };
    },
  },
  {
    name: 'PostgreSQL',
    processes: 2,
    closesAgain: false,
    open: async () => {
      const { url, ownerUrl, drop } = await freshDatabaseWithRole();
      return { address: { url, ownerUrl }, drop };
    },
  },
];

describe.each(databases)('the reports of a close on $name', ({ processes, closesAgain, open }) => {
  function keeperOf(server: TestServer, parts: { now?: () => Date; retryMs?: number } = {}): ReportKeeper {
    return createReportKeeper({
      store: server.served,
      log: (level, message, fields) => void server.log.push({ level, message, fields }),
      now: () => server.clock,
      newId: () => 'kept',
      publicUrl: () => 'https://sep.example',
      ...parts,
    });
  }

  async function setsOf(client: TestClient): Promise<ReportSet[]> {
    return periodReply.parse(await (await client.fetch('/periods/2026-05')).json()).sets;
  }

  const post = (client: TestClient, act: string, body: object = {}) =>
    client.fetch(`/periods/2026-05/${act}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ syncId: newRow(), ...body }),
    });

  test('are made once whatever happens in between, kept byte for byte, and stay when the month is opened again', async () => {
    const { address, drop } = await open();
    const keepers: ReportKeeper[] = [];
    const wakes: string[] = [];
    const server = await startTestServer(address, { reports: { wake: (program) => void wakes.push(program) } });
    const finance = await server.member(await server.program(), 'admin');
    await finance.sync(workedExample());
    await explainFlags(finance, '2026-05-31');
    expect(await setsOf(finance)).toEqual([]);
    wakes.length = 0;

    // Nobody makes them, as if the server had ended right after the close.
    expect((await post(finance, 'close')).status).toBe(200);
    expect(wakes).toEqual([finance.program]);
    const [due] = await setsOf(finance);
    expect(due).toMatchObject({ isCurrent: true, due: closeReports.length, reports: [] });

    // The next start makes up for them, and so does another process that starts at the same time.
    for (let n = 0; n < processes; n++) keepers.push(keeperOf(server));
    await Promise.all(keepers.map((keeper) => keeper.wakeAll()));
    await Promise.all(keepers.map((keeper) => keeper.settled()));
    const [first] = await setsOf(finance);
    expect(first).toMatchObject({ revision: due?.revision, isCurrent: true, due: 0 });
    expect(first?.reports.map(({ report, type }) => ({ report, type }))).toEqual(closeReports);
    for (const { report, type, size, digest, receipt, asOf } of first?.reports ?? []) {
      expect([asOf, receipt]).toEqual([
        '2026-05-31',
        expect.stringMatching(new RegExp(`^${first?.revision}(-[0-9A-Z]{4}){4}$`)),
      ]);
      const file = await finance.fetch(`/periods/2026-05/reports/${first?.revision}/${report}.${type}`);
      const bytes = new Uint8Array(await file.arrayBuffer());
      expect([file.status, bytes.byteLength]).toEqual([200, size]);
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(digest);
    }

    // [AUD1] Each time that one is handed out is written down, besides that it was made.
    const { entries } = auditReply.parse(await (await finance.fetch('/audit?act=report')).json());
    const given = entries.filter(({ by }) => by === finance.person.name);
    expect([entries.length, given.length]).toEqual([2 * closeReports.length, closeReports.length]);

    // A reopening keeps them, and says that they are no more the ones; the next close has its own.
    await post(finance, 'reopen', { reason: 'Invoice V-9 was missing.' });
    expect(await setsOf(finance)).toEqual([{ ...first, isCurrent: false }]);
    const [row = ''] = [...(await finance.rows('periods')).values()]
      .filter(({ cells }) => cells['period'] === '2026-05')
      .map(({ row: id }) => id);
    const { revision } = await finance.sync({});
    expect((await finance.sync({ periods: update(row, { status: 'Closed' }) }, { base: revision })).refusals).toEqual(
      [],
    );
    expect(wakes).toHaveLength(3);
    const [keeper] = keepers;
    if (closesAgain) {
      // The first of them cannot be made once; the others do not wait until it can.
      let failures = 1;
      const now = (): Date => {
        if (failures-- > 0) throw new Error('There is no room.');
        return server.clock;
      };
      const shaky = keeperOf(server, { now, retryMs: 60_000 });
      shaky.wake(finance.program);
      await shaky.settled();
      await shaky.stop();
      const [rest] = await setsOf(finance);
      expect([rest?.due, rest?.reports.length]).toEqual([1, closeReports.length - 1]);
      expect(server.log.splice(0).filter(({ level }) => level === 'error')).toHaveLength(1);
      keeper?.wake(finance.program);
    }
    await keeper?.settled();
    const [second, superseded] = await setsOf(finance);
    expect(superseded).toEqual({ ...first, isCurrent: false });
    const stillDue = closesAgain ? 0 : closeReports.length;
    expect(second).toMatchObject({ revision: revision + 1, isCurrent: true, due: stillDue });
    expect(server.log.filter(({ level }) => level === 'error')).toEqual([]);

    expect((await finance.fetch('/periods/2026-05/reports/1/variance.pdf')).status).toBe(404);
    await Promise.all(keepers.map((each) => each.stop()));
    await server.close();
    await drop();
  });
});
