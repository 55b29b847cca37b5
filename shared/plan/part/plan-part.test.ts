import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { rowsOfPart, tablesOfPart, type PlanPart, type RowsByTable } from './plan-part.ts';

/** Two regions, each with a site and a project of another manager; the South works at the North’s site, too. */
const plan = new Map(
  Object.entries({
    sites: { N: { code: '0417', region: 'North' }, S: { code: '0433', region: 'South' } },
    projects: {
      N: { number: '1', region: 'North', manager: 'PM-1', primarySystem: 'LAN' },
      S: { number: '2', region: 'South', manager: 'PM-2', primarySystem: 'LAN' },
    },
    systems: { LAN: { code: 'LAN' } },
    people: { P1: { id: 'PM-1' }, P2: { id: 'PM-2' } },
    scope: {
      NN: { project: '1', location: '0417', system: 'LAN' },
      SS: { project: '2', location: '0433', system: 'LAN' },
      SN: { project: '2', location: '0417', system: 'LAN' },
    },
    budgetLines: { LN: { id: 'L1', project: '1' }, LS: { id: 'L2', project: '2', location: '0433' } },
    commitments: {
      CN: { number: 'PO-1', line: 1, budgetLine: 'L1' },
      CS: { number: 'PO-1', line: 2, budgetLine: 'L2' },
    },
    commitmentChanges: {
      ON: { commitment: 'PO-1', commitmentLine: 1 },
      OS: { commitment: 'PO-1', commitmentLine: 2 },
    },
    changes: { B: { number: 'BC-1' } },
    changeLines: {
      BN: { change: 'BC-1', line: 1, budgetLine: 'L1' },
      BS: { change: 'BC-1', line: 2, budgetLine: 'L2' },
    },
    forecasts: { FN: { project: '1' }, FS: { project: '2' } },
    milestones: { M: { project: '1', location: null }, MS: { project: '2', location: '0417' } },
    siteSystems: { A: { location: '0417', system: 'LAN' } },
  } satisfies Record<string, Record<string, Cells>>).map(([table, rows]) => [
    table,
    Object.entries(rows).map(([row, cells]) => ({ row, cells })),
  ]),
);

function told(rows: RowsByTable): Record<string, string> {
  return Object.fromEntries([...rows].map(([table, ids]) => [table, [...ids].join(' ')]));
}

function partOf(part: PlanPart, faulty?: RowsByTable) {
  const { own, named } = rowsOfPart(plan, part, faulty);
  return { own: told(own), named: told(named) };
}

describe('[W17] a part of the plan', () => {
  test('of a region is its sites and projects with all that hangs on either, down to change orders', () => {
    expect(partOf({ kind: 'region', of: 'North' })).toEqual({
      own: {
        sites: 'N',
        projects: 'N',
        scope: 'NN SN',
        budgetLines: 'LN',
        commitments: 'CN',
        commitmentChanges: 'ON',
        changeLines: 'BN',
        forecasts: 'FN',
        milestones: 'M MS',
        siteSystems: 'A',
      },
      named: { systems: 'LAN', people: 'P1', projects: 'S', changes: 'B' },
    });
  });

  test('of a manager is the projects; their sites are there for their names', () => {
    const { own, named } = partOf({ kind: 'manager', of: 'PM-2' });
    expect(own).toMatchObject({ projects: 'S', scope: 'SS SN', budgetLines: 'LS', commitmentChanges: 'OS' });
    expect(own).not.toHaveProperty('sites');
    expect(named).toMatchObject({ sites: 'S N', people: 'P2' });
  });

  test('of a site is what lies there; whose projects it is, is named', () => {
    const { own, named } = partOf({ kind: 'site', of: '0433' });
    expect(own).toMatchObject({ sites: 'S', scope: 'SS', budgetLines: 'LS', commitments: 'CS' });
    expect(own).not.toHaveProperty('projects');
    expect(named).toMatchObject({ projects: 'S', systems: 'LAN' });
  });

  test('of what is open is the rows at fault and what they name, and no table besides', () => {
    const open = partOf({ kind: 'open' }, new Map([['commitments', new Set(['CN'])]]));
    expect(open).toEqual({ own: { commitments: 'CN' }, named: { budgetLines: 'LN' } });
    expect(tablesOfPart({ kind: 'open' }).size).toBe(0);
    expect(tablesOfPart({ kind: 'site', of: '0433' })).toContain('siteSystems');
    expect(tablesOfPart({ kind: 'manager', of: 'PM-1' })).not.toContain('siteSystems');
  });

  test('holds what there is of it, where the plan has no rows of what it names or could name', () => {
    const few = new Map([...plan].filter(([table]) => table === 'projects' || table === 'scope'));
    const { own, named } = rowsOfPart(few, { kind: 'manager', of: 'PM-1' });
    expect([told(own), told(named)]).toEqual([{ projects: 'N', scope: 'NN' }, {}]);
    const faulty = new Map([['commitments', new Set(['CN'])]]);
    expect(told(rowsOfPart(few, { kind: 'open' }, faulty).named)).toEqual({});
  });

  test('of a site is not that of a manager or a region of the same name', () => {
    const alike = new Map(
      Object.entries({
        sites: [{ row: 'N', cells: { code: 'PM-1', region: 'North' } }],
        projects: [{ row: 'P', cells: { number: '1', region: 'PM-1', manager: 'PM-2' } }],
        people: [{ row: 'A', cells: { id: 'PM-2' } }],
      }),
    );
    const ownOf = (part: PlanPart) => told(rowsOfPart(alike, part).own);
    expect(ownOf({ kind: 'site', of: 'PM-1' })).toEqual({ sites: 'N' });
    expect(ownOf({ kind: 'manager', of: 'PM-1' })).toEqual({});
    expect(ownOf({ kind: 'site', of: 'PM-2' })).toEqual({});
  });

  test('names no row by half of its key: a change order without a line is of no commitment', () => {
    const half = new Map([
      ...plan,
      ['commitmentChanges', [{ row: 'OH', cells: { commitment: 'PO-1', commitmentLine: null } }]],
    ]);
    expect(rowsOfPart(half, { kind: 'region', of: 'North' }).own.has('commitmentChanges')).toBe(false);
  });

  test('that is nobody’s holds nothing', () => {
    expect(partOf({ kind: 'site', of: '9999' })).toEqual({ own: {}, named: {} });
  });
});
