import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { budgetLine, inserts, project, site, source, system } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import type { RowPlace } from '../../shared/access/may-edit.ts';
import type { Membership } from '../../shared/access/membership.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import type { RowPlaces } from '../../shared/access/may-edit-for.ts';
import { readPlaces } from './row-places.ts';

const north: Membership = { role: 'editor', scope: { regions: ['North'], projects: [] } };

const contract = {
  vendor: 'Ridge Electric',
  type: 'Contract',
  description: 'Switches',
  awardDate: '2026-01-10',
  original: 1_000,
  status: 'Open',
};

let server: TestServer;
let program: string;

/** A project in each region, each with a line, on it a contract; `PO-4` line 1 is in the North, line 2 in the South. */
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  program = await server.program();
  const admin = await server.member(program, 'admin');
  const reply = await admin.sync({
    sites: inserts(site('0417'), site('0418', { region: 'South' })).edits,
    systems: inserts(system('LAN')).edits,
    fundingSources: inserts(source('BND-A')).edits,
    projects: inserts(project('26.00001'), project('26.00002', { region: 'South' })).edits,
    budgetLines: inserts(budgetLine('BL-N'), budgetLine('BL-S', { project: '26.00002' })).edits,
    commitments: inserts(
      { ...contract, number: 'PO-4', line: 1, budgetLine: 'BL-N' },
      { ...contract, number: 'PO-4', line: 2, budgetLine: 'BL-S' },
    ).edits,
  });
  if (reply.refusals.length > 0) throw new Error(JSON.stringify(reply.refusals));
});

afterAll(() => server.close());

function insert(table: string, cells: Cells): Edit {
  return { kind: 'insert', table, row: 'NEW', cells, seen: 1 };
}

async function places(edits: readonly Edit[], membership = north): Promise<RowPlaces> {
  return readPlaces(server.store.read, { program, head: 1, membership, edits }, {});
}

/** Where a row that somebody inserts belongs, with these further edits in the same sync. */
async function placesOfInserted(table: string, cells: Cells, ...others: Edit[]) {
  return (await places([insert(table, cells), ...others])).placesOf(tableNamed(table), cells);
}

const inNorth = { project: '26.00001', region: 'North' };
const inSouth = { project: '26.00002', region: 'South' };
const nowhere = { project: null, region: null };

describe('[P1, F] a row belongs where what it names belongs', () => {
  test.each<{ table: string; cells: Cells; place: { project: string | null; region: string | null } }>([
    { table: 'sites', cells: { code: '0999', region: 'South' }, place: { project: null, region: 'South' } },
    { table: 'siteSystems', cells: { location: '0418' }, place: { project: null, region: 'South' } },
    {
      table: 'projects',
      cells: { number: '26.00009', region: 'South' },
      place: { project: '26.00009', region: 'South' },
    },
    { table: 'forecasts', cells: { project: '26.00002' }, place: inSouth },
    { table: 'milestones', cells: { project: '26.00001', location: null }, place: inNorth },
    { table: 'budgetLines', cells: { id: 'BL-9', project: '26.00002', location: null }, place: inSouth },
    { table: 'commitments', cells: { number: 'PO-9', line: 1, budgetLine: 'BL-N' }, place: inNorth },
    { table: 'commitments', cells: { number: 'PO-9', line: 1, budgetLine: 'BL-S' }, place: inSouth },
    { table: 'changeLines', cells: { change: 'C-1', line: 1, budgetLine: 'BL-S' }, place: inSouth },
    { table: 'expenditures', cells: { document: 'V-1', line: 1, budgetLine: 'BL-N' }, place: inNorth },
    { table: 'commitmentChanges', cells: { commitment: 'PO-4', commitmentLine: 1 }, place: inNorth },
    { table: 'commitmentChanges', cells: { commitment: 'PO-4', commitmentLine: 2 }, place: inSouth },
    { table: 'periods', cells: { period: '2026-02' }, place: nowhere },
  ])('$table $cells: $place', async ({ table, cells, place }) => {
    expect(await placesOfInserted(table, cells)).toEqual([place]);
  });

  test.each<{ table: string; cells: Cells }>([
    { table: 'budgetLines', cells: { id: 'BL-9', project: '26.00001', location: '0418' } },
    { table: 'scope', cells: { project: '26.00001', location: '0418', system: 'LAN' } },
    { table: 'milestones', cells: { project: '26.00001', location: '0418', milestone: 'M70' } },
  ])('[FD2] $table $cells belongs to the region of its project and to that of its site', async ({ table, cells }) => {
    expect(await placesOfInserted(table, cells)).toEqual([inNorth, { project: '26.00001', region: 'South' }]);
  });

  test('[FD2] what hangs on such a line belongs where the line does', async () => {
    const line = insert('budgetLines', { id: 'BL-9', project: '26.00001', location: '0418' });
    expect(await placesOfInserted('expenditures', { document: 'V-1', line: 1, budgetLine: 'BL-9' }, line)).toEqual([
      inNorth,
      { project: '26.00001', region: 'South' },
    ]);
  });

  test('a row that names nothing belongs nowhere and misses nothing', async () => {
    const cells = { commitment: 'PO-4', commitmentLine: null };
    expect(await placesOfInserted('commitmentChanges', cells)).toEqual([nowhere]);
  });

  test.each<{ table: string; cells: Cells; missing: RowPlace['missing'] }>([
    {
      table: 'commitmentChanges',
      cells: { commitment: 'PO-4', commitmentLine: 3 },
      missing: { table: 'commitments', column: 'commitmentLine', key: 'PO-4/3' },
    },
    {
      table: 'commitments',
      cells: { number: 'PO-9', line: 1, budgetLine: 'BL-404' },
      missing: { table: 'budgetLines', column: 'budgetLine', key: 'BL-404' },
    },
    {
      table: 'siteSystems',
      cells: { location: '0404' },
      missing: { table: 'sites', column: 'location', key: '0404' },
    },
  ])('[FB5] $table $cells names what is not there: it belongs nowhere, and what is missing is known', async (named) => {
    expect(await placesOfInserted(named.table, named.cells)).toEqual([{ ...nowhere, missing: named.missing }]);
  });

  test('a row without a region of its own belongs to none, though it names a project', async () => {
    expect(await placesOfInserted('forecasts', { project: '26.00404' })).toEqual([
      {
        project: '26.00404',
        region: null,
        missing: { table: 'projects', column: 'project', key: '26.00404' },
      },
    ]);
  });
});

describe('[P1, F] rows that come in one sync', () => {
  const order = { commitment: 'PO-9', commitmentLine: 1 };
  const newContract = insert('commitments', { number: 'PO-9', line: 1, budgetLine: 'BL-9' });
  const newLine = insert('budgetLines', { id: 'BL-9', project: '26.00002', location: null });

  test('a change order belongs where the contract that is added with it belongs, in whatever order they come', async () => {
    expect(await placesOfInserted('commitmentChanges', order, newContract, newLine)).toEqual([inSouth]);
    expect(await placesOfInserted('commitmentChanges', order, newLine, newContract)).toEqual([inSouth]);
  });

  test('a row at the head counts as it is there, not as somebody adds it again', async () => {
    const again = insert('projects', { number: '26.00002', region: 'North' });
    expect(await placesOfInserted('forecasts', { project: '26.00002' }, again)).toEqual([inSouth]);
  });

  test('an update is placed by the cells it had and by those it gets', async () => {
    const found = await places([
      { kind: 'update', table: 'commitments', row: 'OLD', cells: { budgetLine: 'BL-S' }, seen: { budgetLine: 1 } },
    ]);
    expect(found.placesOf(tableNamed('commitments'), { number: 'PO-4', line: 1, budgetLine: 'BL-S' })).toEqual([
      inSouth,
    ]);
  });

  test('rows that were read are placed too, such as those to be deleted', async () => {
    const cells = { number: 'PO-4', line: 2, budgetLine: 'BL-S' };
    const edits: Edit[] = [{ kind: 'delete', table: 'commitments', row: 'OLD', seen: 1 }];
    const read = { commitments: [{ row: 'OLD', revision: 1, cells }] };
    const found = await readPlaces(server.store.read, { program, head: 1, membership: north, edits }, read);
    expect(found.placesOf(tableNamed('commitments'), cells)).toEqual([inSouth]);
  });

  test('in an empty program only what is added counts', async () => {
    const request = { program, head: 0, membership: north, edits: [newContract, newLine] };
    const found = await readPlaces(server.store.read, request, {});
    expect(found.placesOf(tableNamed('commitmentChanges'), order)).toEqual([
      {
        project: '26.00002',
        region: null,
        missing: { table: 'projects', column: null, key: '26.00002' },
      },
    ]);
  });
});

test('[PPL1] places are looked up only for an editor with a row scope; nobody else is asked for one', async () => {
  const edits = [insert('forecasts', { project: '26.00002' })];
  for (const membership of [
    { role: 'editor', scope: null },
    { role: 'finance', scope: null },
  ] as const) {
    const found = await places(edits, membership);
    expect(found.placesOf(tableNamed('forecasts'), { project: '26.00002' })).toEqual([nowhere]);
  }
});
