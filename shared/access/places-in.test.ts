import { describe, expect, test } from 'vitest';
import type { Edit } from '../sync/edit.ts';
import type { StoredRow } from '../sync/history/journal.ts';
import { contextFromRows, type ProgramView } from '../sync/merge/merge-context.ts';
import { tableNamed, tables } from '../tables/all-tables.ts';
import type { Cells } from '../tables/cell.ts';
import { mayEditFor, type RowPlaces } from './may-edit-for.ts';
import type { RowPlace } from './edit-to-judge.ts';
import type { Membership } from './membership.ts';
import { placesIn } from './places-in.ts';

const north: Membership = { role: 'editor', scope: { regions: ['North'], projects: [] } };

/** A project in each region, each with a line, on it a contract; `PO-4` line 1 is in the North, line 2 in the South. */
function startedPlan(): ProgramView {
  const rows: readonly [string, Cells][] = [
    ['sites', { code: '0417', name: 'Alder', region: 'North' }],
    ['sites', { code: '0418', name: 'Birch', region: 'South' }],
    ['projects', { number: '26.00001', name: 'One', region: 'North' }],
    ['projects', { number: '26.00002', name: 'Two', region: 'South' }],
    ['budgetLines', { id: 'BL-N', project: '26.00001' }],
    ['budgetLines', { id: 'BL-S', project: '26.00002' }],
    ['changes', { number: 'BC-1' }],
    ['changeLines', { change: 'BC-1', line: 1, budgetLine: 'BL-N' }],
    ['changeLines', { change: 'BC-1', line: 2, budgetLine: 'BL-S' }],
    ['commitments', { number: 'PO-4', line: 1, budgetLine: 'BL-N' }],
    ['commitments', { number: 'PO-4', line: 2, budgetLine: 'BL-S' }],
  ];
  const stored: Record<string, StoredRow[]> = {};
  rows.forEach(([table, cells], index) => (stored[table] ??= []).push({ row: `R${index}`, revision: 1, cells }));
  return contextFromRows({ tables, rows: stored });
}

const plan = startedPlan();

function insert(table: string, cells: Cells): Edit {
  return { kind: 'insert', table, row: 'NEW', cells, seen: 1 };
}

function places(edits: readonly Edit[], membership = north): RowPlaces {
  return placesIn(membership, plan, edits);
}

/** Where a row that somebody inserts belongs, with these further edits in the same sync. */
function placesOfInserted(table: string, cells: Cells, ...others: Edit[]) {
  return places([insert(table, cells), ...others]).placesOf(tableNamed(table), cells);
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
  ])('$table $cells: $place', ({ table, cells, place }) => {
    expect(placesOfInserted(table, cells)).toEqual([place]);
  });

  test.each<{ table: string; cells: Cells }>([
    { table: 'budgetLines', cells: { id: 'BL-9', project: '26.00001', location: '0418' } },
    { table: 'scope', cells: { project: '26.00001', location: '0418', system: 'LAN' } },
    { table: 'milestones', cells: { project: '26.00001', location: '0418', milestone: 'M70' } },
  ])('[FD2] $table $cells belongs to the region of its project and to that of its site', ({ table, cells }) => {
    expect(placesOfInserted(table, cells)).toEqual([inNorth, { project: '26.00001', region: 'South' }]);
  });

  test('[FD2] a payment belongs to its budget line and to the commitment that it is paid on, whose encumbrance it lowers', () => {
    const payment = { document: 'V-1', line: 1, budgetLine: 'BL-N', commitment: 'PO-4' };
    expect(placesOfInserted('expenditures', { ...payment, commitmentLine: 1 })).toEqual([inNorth, inNorth]);
    expect(placesOfInserted('expenditures', { ...payment, commitmentLine: 2 })).toEqual([inSouth, inNorth]);
    expect(placesOfInserted('expenditures', { ...payment, commitment: null, commitmentLine: null })).toEqual([inNorth]);
  });

  test('[FD2] what hangs on such a line belongs where the line does', () => {
    const line = insert('budgetLines', { id: 'BL-9', project: '26.00001', location: '0418' });
    expect(placesOfInserted('expenditures', { document: 'V-1', line: 1, budgetLine: 'BL-9' }, line)).toEqual([
      inNorth,
      { project: '26.00001', region: 'South' },
    ]);
  });

  test('a row that names nothing belongs nowhere and misses nothing', () => {
    const cells = { commitment: 'PO-4', commitmentLine: null };
    expect(placesOfInserted('commitmentChanges', cells)).toEqual([nowhere]);
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
  ])('[FB5] $table $cells names what is not there: it belongs nowhere, and what is missing is known', (named) => {
    expect(placesOfInserted(named.table, named.cells)).toEqual([{ ...nowhere, missing: named.missing }]);
  });

  test('a row without a region of its own belongs to none, though it names a project', () => {
    expect(placesOfInserted('forecasts', { project: '26.00404' })).toEqual([
      {
        project: '26.00404',
        region: null,
        missing: { table: 'projects', column: 'project', key: '26.00404' },
      },
    ]);
  });
});

describe('[FD2] a budget change belongs where all of its lines do', () => {
  test('header and lines alike, so that nobody ties a line of their own to what moves the money of others', () => {
    expect(placesOfInserted('changes', { number: 'BC-1' })).toEqual([inNorth, inSouth]);
    const line = { change: 'BC-1', line: 3, budgetLine: 'BL-N' };
    expect(placesOfInserted('changeLines', line)).toEqual([inNorth, inNorth, inSouth]);
  });

  test('and one without lines is anybody’s to begin, with lines of their own', () => {
    expect(placesOfInserted('changes', { number: 'BC-2' })).toEqual([]);
    expect(placesOfInserted('changeLines', { change: 'BC-2', line: 1, budgetLine: 'BL-S' })).toEqual([inSouth]);
  });
});

describe('[P1, F] rows that come in one sync', () => {
  const order = { commitment: 'PO-9', commitmentLine: 1 };
  const newContract = insert('commitments', { number: 'PO-9', line: 1, budgetLine: 'BL-9' });
  const newLine = insert('budgetLines', { id: 'BL-9', project: '26.00002', location: null });

  test('a change order belongs where the contract that is added with it belongs, in whatever order they come', () => {
    expect(placesOfInserted('commitmentChanges', order, newContract, newLine)).toEqual([inSouth]);
    expect(placesOfInserted('commitmentChanges', order, newLine, newContract)).toEqual([inSouth]);
  });

  test('a row at the head counts as it is there, not as somebody adds it again', () => {
    const again = insert('projects', { number: '26.00002', region: 'North' });
    expect(placesOfInserted('forecasts', { project: '26.00002' }, again)).toEqual([inSouth]);
  });

  test('an update is placed by the cells it had and by those it gets', () => {
    const found = places([
      { kind: 'update', table: 'commitments', row: 'OLD', cells: { budgetLine: 'BL-S' }, seen: { budgetLine: 1 } },
    ]);
    expect(found.placesOf(tableNamed('commitments'), { number: 'PO-4', line: 1, budgetLine: 'BL-S' })).toEqual([
      inSouth,
    ]);
  });

  test('in an empty program only what is added counts', () => {
    const found = placesIn(north, contextFromRows({ tables, rows: {} }), [newContract, newLine]);
    expect(found.placesOf(tableNamed('commitmentChanges'), order)).toEqual([
      {
        project: '26.00002',
        region: null,
        missing: { table: 'projects', column: null, key: '26.00002' },
      },
    ]);
  });
});

test('[PPL1] places are looked up only for an editor with a row scope; nobody else is asked for one', () => {
  const edits = [insert('forecasts', { project: '26.00002' })];
  for (const membership of [
    { role: 'editor', scope: null },
    { role: 'finance', scope: null },
  ] as const) {
    const found = places(edits, membership);
    expect(found.placesOf(tableNamed('forecasts'), { project: '26.00002' })).toEqual([nowhere]);
  }
});

describe('[§1.1] a site that has moved belongs to the region in which it lies on the day', () => {
  const moved = contextFromRows({
    tables,
    rows: {
      sites: [{ row: 'S1', revision: 1, cells: { code: '0417', region: 'North' } }],
      siteBoundaries: [
        { row: 'B2', revision: 1, cells: { location: '0417', effectiveFrom: '2027-01-11', region: 'West' } },
        { row: 'B1', revision: 1, cells: { location: '0417', effectiveFrom: '2026-07-01', region: 'South' } },
      ],
      programSettings: [{ row: 'P1', revision: 1, cells: { key: 'Time zone', value: 'America/New_York' } }],
    },
  });
  const regionOf = (table: string, cells: Cells, at: string | null) =>
    placesIn(north, moved, [], at)
      .placesOf(tableNamed(table), cells)
      .map(({ region }) => region);

  test.each([
    { at: '2026-07-01T03:59:59Z', region: 'North' },
    { at: '2026-07-01T04:00:00Z', region: 'South' },
    { at: '2027-01-11T05:00:00Z', region: 'West' },
    { at: null, region: 'West' },
  ])('at $at it is $region, for the site and for what names it', ({ at, region }) => {
    expect(regionOf('sites', { code: '0417', region: 'North' }, at)).toEqual([region]);
    expect(regionOf('siteSystems', { location: '0417' }, at)).toEqual([region]);
  });

  test.each([
    { cells: { region: 'South' }, isAllowed: false },
    { cells: { region: 'West' }, isAllowed: false },
    { cells: { boardDistrict: '7' }, isAllowed: false },
    { cells: { enrollment: 500 }, isAllowed: true },
    { cells: { region: 'North', enrollment: 500 }, isAllowed: true },
  ])('who edits its new region may not set where it lay before: $cells', ({ cells, isAllowed }) => {
    const before = { code: '0417', region: 'North', boardDistrict: '3' };
    const seen = Object.fromEntries(Object.keys(cells).map((column) => [column, 1]));
    const edit: Edit = { kind: 'update', table: 'sites', row: 'S1', cells, seen };
    const member = (...regions: string[]): Membership => ({ role: 'editor', scope: { regions, projects: [] } });
    const judged = (membership: Membership) => {
      const found = placesIn(membership, moved, [edit], '2026-07-01T04:00:00Z');
      return mayEditFor(membership, found, false)(edit, before, { ...before, ...cells });
    };
    expect(judged(member('South')) === null).toBe(isAllowed);
    expect(judged(member('North'))).not.toBeNull();
    expect(judged(member('North', 'South', 'West'))).toBeNull();
    if (!isAllowed)
      expect(judged(member('South'))?.message).toBe('This row of Sites belongs to North; you may change region South.');
  });

  test('a site that has not moved, or is new, belongs where it says', () => {
    expect(regionOf('sites', { code: '0999', region: 'East' }, null)).toEqual(['East']);
  });
});
