import type { TableName } from '../../shared/tables/all-tables.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { fiscalYearOf } from '../../shared/tables/kinds/calendar-dates.ts';
import type { DemoRow, DemoRows } from './demo-rows.ts';
import { groupBy } from './group-by.ts';

/** People who bring in the demo. */
export type DemoPerson = 'admin' | 'finance' | 'north' | 'south';

/** One sync of the demo's history. */
export interface SeedStep {
  readonly by: DemoPerson;
  readonly note: string;
  readonly inserts: ReadonlyMap<TableName, readonly DemoRow[]>;
  readonly updates: ReadonlyMap<TableName, readonly DemoRow[]>;
}

/** Columns of a project that its region brings up to date at the end, and what they held before. */
const progressColumns: Readonly<Record<string, (now: Cell) => Cell>> = {
  percentComplete: (now) => (now === 1_000_000 ? now : Math.floor((Number(now) * 4) / 5 / 1_000) * 1_000),
  remark: () => null,
};

/** The generated rows in the order in which an office would have entered them; what is empty is left out. */
export function seedSteps(rows: DemoRows, dataDate: string): SeedStep[] {
  const steps = [
    step('admin', 'Sites, systems, sources and people', rows, [
      'sites',
      'systems',
      'siteSystems',
      'fundingSources',
      'calendar',
      'people',
    ]),
    openingPlan(rows),
    ...changesByYear(rows, dataDate),
    step('finance', 'Contracts, purchase orders and change orders', rows, [
      'fundingRequests',
      'commitments',
      'commitmentChanges',
    ]),
    ...ledgerByYear(rows),
    step('finance', 'Month-end close of October 2026', rows, ['periods']),
    ...forecastsByRegion(rows),
  ];
  return steps.filter(({ inserts, updates }) =>
    [...inserts.values(), ...updates.values()].some((some) => some.length > 0),
  );
}

function step(by: DemoPerson, note: string, rows: DemoRows, tables: readonly TableName[]): SeedStep {
  return inserting(by, note, new Map(tables.map((table) => [table, rows.of(table)])));
}

function inserting(by: DemoPerson, note: string, inserts: ReadonlyMap<TableName, readonly DemoRow[]>): SeedStep {
  return { by, note, inserts, updates: new Map() };
}

function isApproval({ cells }: DemoRow): boolean {
  return String(cells['number']).startsWith('BA-');
}

/** Projects as their regions last reported them, with everything that was approved with them. */
function openingPlan(rows: DemoRows): SeedStep {
  const projects = rows.of('projects').map(({ row, cells }) => {
    const before = Object.entries(cells).map(([name, cell]) => [name, reported(cells['region'] ?? null, name, cell)]);
    return { row, cells: Object.fromEntries(before.filter(([, cell]) => cell !== null)) };
  });
  return inserting(
    'admin',
    'Opening plan',
    new Map<TableName, readonly DemoRow[]>([
      ['changes', rows.of('changes').filter(isApproval)],
      ['projects', projects],
      ['scope', rows.of('scope')],
      ['budgetLines', rows.of('budgetLines')],
      ['milestones', rows.of('milestones')],
      ['assignments', rows.of('assignments')],
    ]),
  );
}

function reported(region: Cell, column: string, now: Cell): Cell {
  const before = progressColumns[column];
  return before && hasEditor(region) ? before(now) : now;
}

function hasEditor(region: Cell): boolean {
  return region === 'North' || region === 'South';
}

/** A step per fiscal year in which changes took effect; those without a date belong to the running one. */
function changesByYear(rows: DemoRows, dataDate: string): SeedStep[] {
  const yearOf = ({ cells }: DemoRow): string => fiscalYearOf(String(cells['effectiveDate'] ?? dataDate));
  const changes = rows.of('changes').filter((row) => !isApproval(row));
  const lines = groupBy(rows.of('changeLines'), ({ cells }) => cells['change']);
  return [...groupBy(changes, yearOf)].sort(byYear).map(([year, ofYear]) =>
    inserting(
      'finance',
      `Board amendments and staff changes ${year}`,
      new Map([
        ['changes', ofYear],
        ['changeLines', ofYear.flatMap(({ cells }) => lines.get(cells['number'] ?? null) ?? [])],
      ]),
    ),
  );
}

function byYear([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function ledgerByYear(rows: DemoRows): SeedStep[] {
  const years = groupBy(rows.of('expenditures'), ({ cells }) => fiscalYearOf(String(cells['postingDate'])));
  return [...years].sort(byYear).map(([year, postings]) => {
    const through = year === '2026-27' ? 'October 2026' : `June ${Number(year.slice(0, 4)) + 1}`;
    return inserting('finance', `Ledger through ${through}`, new Map([['expenditures', postings]]));
  });
}

/** The last month's forecasts: two regions by their own officers, the rest by finance. */
function forecastsByRegion(rows: DemoRows): SeedStep[] {
  const regionOf = new Map(rows.of('projects').map(({ cells }) => [cells['number'], cells['region'] ?? null]));
  const forecasts = groupBy(rows.of('forecasts'), ({ cells }) =>
    officerOf(regionOf.get(cells['project'] ?? null) ?? null),
  );
  const officers = [
    ['north', 'October re-forecast, North'],
    ['south', 'October re-forecast, South'],
    ['finance', 'October re-forecast, East, West and districtwide'],
  ] as const;
  return officers.map(([by, note]) => ({
    by,
    note,
    inserts: new Map([['forecasts', forecasts.get(by) ?? []]]),
    updates: new Map([['projects', by === 'finance' ? [] : progressOf(rows, by)]]),
  }));
}

function officerOf(region: Cell): DemoPerson {
  if (region === 'North') return 'north';
  return region === 'South' ? 'south' : 'finance';
}

/** What a region's officer brings up to date: progress and remarks that have moved since the opening plan. */
function progressOf(rows: DemoRows, by: DemoPerson): DemoRow[] {
  return rows.of('projects').flatMap(({ row, cells }) => {
    if (officerOf(cells['region'] ?? null) !== by) return [];
    const moved = Object.entries(progressColumns).flatMap(([name, before]) => {
      const now = cells[name] ?? null;
      return now === null || before(now) === now ? [] : [[name, now] as const];
    });
    return moved.length === 0 ? [] : [{ row, cells: Object.fromEntries(moved) }];
  });
}
