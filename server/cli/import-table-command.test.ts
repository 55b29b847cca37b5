import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { importTableCommand } from './import-table-command.ts';
import { callCommand } from './testing/call-command.ts';

let server: TestServer;
let client: TestClient;
const folder = mkdtempSync(join(tmpdir(), 'sep-import-'));
const file = join(folder, 'schools.csv');
const [mapping, exceptions] = [join(folder, 'mapping.json'), join(folder, 'to-mend.xlsx')];

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  client = await server.member(await server.program(), 'finance');
  writeFileSync(
    file,
    [
      'Loc,School,Type,E-Rate Class,Area,BD,Address,City,ST,Zip,Status',
      '417,Alder Elementary,Elementary,School,North,1,1 Cedar Way,Cedar Basin,CA,90001,Active',
      '0418,Birch High,High,School,North,9,2 Cedar Way,Cedar Basin,CA,90001,Active',
    ].join('\n'),
  );
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

async function importTable(...options: string[]): Promise<string> {
  const args = [client.program, file, '--as', client.person.email, ...options];
  return (await callCommand(server.store, [importTableCommand], 'import-table', ...args)).join('\n');
}

test('a preview says how the file was read, and writes it as a mapping', async () => {
  const said = await importTable('--preview', '--write-mapping', mapping);
  expect(said).toContain('Preview, nothing was kept.');
  expect(said).toContain('column    Loc: Location Code (9');
  expect(said).toContain('to accept leadingZeros: Codes that have lost their leading zeros, 1, such as A2 417 as 0417');
  expect(said).toContain('left out  F3 Board District 9: 9 is not allowed for Board District.');
  expect(JSON.parse(readFileSync(mapping, 'utf8'))).toMatchObject({ table: 'sites', columns: { Loc: 'code' } });
  expect((await client.rows('sites')).size).toBe(0);
});

test('with the mapping and what is accepted the rows go in, and the others are written for mending', async () => {
  const said = await importTable('--mapping', mapping, '--accept', 'leadingZeros', '--exceptions', exceptions);
  expect(said).toContain('Revision 1 was made.');
  expect(said).toContain('1 new, 0 changed, 0 as they are, 0 wait for a reading, 1 left out.');
  expect([...(await client.rows('sites')).values()].map(({ cells }) => cells['code'])).toEqual(['0417']);
  expect(existsSync(exceptions)).toBe(true);
  await expect(importTable('--exceptions', exceptions)).rejects.toThrow('is there already');
});

test('a mapping that names what there is not is refused with the place', async () => {
  writeFileSync(mapping, '{"table":"sites","columns":{"Loc":"codes"}}');
  await expect(importTable('--mapping', mapping)).rejects.toThrow('mapping.columns: Sites has no column codes.');
  writeFileSync(mapping, '{"tables":"sites"}');
  await expect(importTable('--mapping', mapping)).rejects.toThrow('is no mapping');
});
