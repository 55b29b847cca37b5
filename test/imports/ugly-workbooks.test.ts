import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposalKinds } from '../../shared/import/import-mapping.ts';
import { FINDINGS_HEADER } from '../../shared/import/header-block.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { exceptionsOf, sendImport, told, type SentFile } from './import-told.ts';
import { mended, rowsOfFile, type Mend } from './mend.ts';
import { officePlan } from './office-plan.ts';
import { uglyTold } from './ugly-told.ts';
import { uglyWorkbooks } from './ugly-workbooks.ts';

let server: TestServer;
beforeAll(async () => (server = await startTestServer({ file: ':memory:' })));
afterAll(async () => server.close());

async function office(): Promise<TestClient> {
  const client = await server.member(await server.program(), 'finance');
  await client.sync(officePlan());
  return client;
}

const everyReading = [...proposalKinds];
const meanings = { 'pasted-range.txt': { values: { type: { 'Purchase Order': 'PO' } } } };

/** What somebody types into the exceptions workbook of each. */
const mends: Readonly<Record<string, readonly Mend[]>> = {
  'titles-over-headers.xlsx': [],
  'double-headers.xlsx': [
    { header: 'Original Amount', was: '(1,234.56)', becomes: 1234.56 },
    { header: 'Original Amount', was: '1.234,50', becomes: 1234.5 },
  ],
  'subtotals.xlsx': [{ header: 'Line No.', was: 'BL-204', becomes: 'BL-206' }],
  'us-dates.xlsx': [{ header: 'Due Date', was: '13/31/2026', becomes: '12/31/2026' }],
  'damaged-codes.xlsx': [
    { header: 'CDS', was: '9.99999E+13', becomes: '99999990000417' },
    { header: 'Zip', was: '900011234', becomes: '90001-1234' },
    { header: 'NCES', was: '4.19E+11', becomes: '419000000123' },
  ],
  'codes-as-dates.xlsx': [
    { header: 'Employee ID', was: '2026-03-04', becomes: '3-4' },
    { header: 'E-mail', was: '#N/A', becomes: null },
    { header: 'Full Name', was: '', becomes: 'PM-04' },
    { header: 'Active', was: 'maybe', becomes: false },
  ],
  'mac-1904.xlsx': [],
  'semicolons.csv': [{ header: 'Site Status', was: 'Open', becomes: 'Active' }],
  'pasted-range.txt': [
    { header: 'Budget Line', was: 'BL-999', becomes: 'BL-002' },
    { header: 'PO Amount', was: '250.00-', becomes: 250 },
  ],
  'merged-down.xlsx': [
    { header: 'Site', was: 'Elm Annex', becomes: '0419' },
    { header: 'Qty', was: 'four', becomes: 4 },
  ],
};

describe.each(uglyWorkbooks)('$name ($what)', ({ name, bytes }) => {
  const file = async (): Promise<SentFile> => ({ name, bytes: await bytes() });

  test('is read, and what is not clear is told by its cell', async () => {
    const reply = await sendImport(await office(), await file(), { query: '?preview=true' });
    expect(told(reply)).toEqual(uglyTold[name]);
  });

  test('nothing is guessed in silence: a row with a reading that nobody has accepted stays out', async () => {
    const client = await office();
    const before = await client.rows(tableOf(name));
    const reply = await sendImport(client, await file());
    const open = new Set(reply.proposals.map(({ row }) => row));
    const rows = await client.rows(tableOf(name));
    expect(rows.size - before.size).toBe(reply.counts.inserts);
    expect(reply.counts.waiting + reply.counts.exceptions).toBeGreaterThanOrEqual(open.size);
    const again = await sendImport(client, await file(), { query: '?preview=true' });
    expect(again.counts).toMatchObject({ inserts: 0, updates: 0, waiting: reply.counts.waiting });
  });

  test('with every reading accepted all of it goes in but what is told; mended, that goes in too', async () => {
    const client = await office();
    const mapping = { ...(isMeaningful(name) ? meanings[name] : {}), accept: everyReading };
    const first = await sendImport(client, await file(), { mapping });
    expect(first.counts.waiting).toBe(0);
    const wanted = mends[name] ?? [];
    if (wanted.length === 0) {
      expect(first.exceptions).toEqual([]);
      return;
    }
    expect(first.counts.exceptions).toBeGreaterThan(0);
    const left = await exceptionsOf(client, await file(), mapping);
    const [head = [], ...rows] = await rowsOfFile(left);
    expect(head.at(-1)).toBe(FINDINGS_HEADER);
    expect(rows.length).toBe(first.counts.exceptions);
    expect(rows.every((row) => (row.at(-1) ?? '') !== '')).toBe(true);
    const back = await sendImport(client, { name: 'mended.xlsx', bytes: await mended(left, wanted) }, { mapping });
    // The same headers: what was decided the first time is known again.
    expect(back.remembered?.by ?? null).toBe(first.committed === null ? null : client.person.name);
    expect(
      told(back)
        .slice(2)
        .filter((line) => line.includes('”:')),
    ).toEqual([]);
    expect(back.counts).toMatchObject({ waiting: 0, exceptions: 0, inserts: expect.any(Number) });
    expect(back.counts.inserts + back.counts.updates).toBe(rows.length);
  });
});

function isMeaningful(name: string): name is keyof typeof meanings {
  return name in meanings;
}

function tableOf(name: string): string {
  return (uglyTold[name]?.[0] ?? '').split(':')[0] ?? '';
}
