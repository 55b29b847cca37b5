import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { budgetLine, inserts, smallPlan } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { ledgerCommand } from './ledger-command.ts';
import { callCommand } from './testing/call-command.ts';

let server: TestServer;
let client: TestClient;
const folder = mkdtempSync(join(tmpdir(), 'sep-ledger-'));
const [file, exceptions] = [join(folder, 'october.csv'), join(folder, 'to-mend.xlsx')];
const account = '21-9010-0-0000-8500-6400-417';

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'finance');
  const lines = inserts(budgetLine('BL-001', { account }), budgetLine('BL-002', { category: 'Other' }));
  const periods = inserts({ period: '2026-10', status: 'Open' });
  await client.sync({ ...smallPlan(), budgetLines: lines.edits, periods: periods.edits });
  writeFileSync(
    file,
    [
      'Voucher ID,Line,GL Date,GL Account,PO No.,Amount',
      `51001,1,2026-10-05,${account},,"1,000.50"`,
      `51002,1,2026-10-06,${account},4599,20.00`,
    ].join('\n'),
  );
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function ledger(...options: string[]): Promise<string> {
  const args = [client.program, file, '--as', client.person.email, ...options];
  return (await callCommand(server.store, [ledgerCommand], 'ledger', ...args)).join('\n');
}

test('[V33] a preview says where the money of the file goes, and what the ledger says otherwise', async () => {
  const said = await ledger('--preview', '--accept', 'all', '--total', '1,020.51');
  expect(said).toContain('Preview, nothing was kept.');
  expect(said).toContain('  taken     1 rows, 1,000.50');
  expect(said).toContain('  left out  1 rows, 20.00');
  expect(said).toContain('Import total 1,020.50 differs from ledger control total 1,020.51 by 0.01.');
  expect((await client.rows('expenditures')).size).toBe(0);
});

test('taken in, plan and ledger are said to tie out, and what stays out is written for mending', async () => {
  const said = await ledger('--accept', 'all', '--months', '2026-10=1000.50', '--exceptions', exceptions);
  expect(said).toContain('Revision 2 was made.');
  expect(said).toContain('Tied to ledger, 31 October 2026, difference 0.00.');
  expect(said).toContain('left out  E3 Commitment No. 4599: Commitment 4599 is not in the plan.');
  expect(existsSync(exceptions)).toBe(true);
});

test('a total or month that is none is refused before anything is sent', async () => {
  await expect(ledger('--total', 'a lot')).rejects.toThrow('a lot is no amount of dollars and cents');
  await expect(ledger('--months', 'October=5')).rejects.toThrow('October=5 is no month with its total');
});
