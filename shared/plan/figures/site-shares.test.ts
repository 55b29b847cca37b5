import { expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import { programRows } from './columns-read.ts';
import { allocateToScope, allocateToSites, siteShares } from './site-shares.ts';

const scope = (location: string, system: string, cells: Cells) => ({
  row: `${location} ${system}`,
  cells: { project: 'P', location, system, status: 'Planned', ...cells },
});

/** What each site of the project gets of 400.00, and each row of its scope. */
function sharedBy(rows: readonly ReturnType<typeof scope>[]) {
  const site = (code: string, enrollment: number | null) => ({
    row: code,
    cells: { code, region: 'North', boardDistrict: '1', status: 'Active', enrollment },
  });
  const sites = [site('0417', 300), site('0420', 100), site('0433', null)];
  const shares = siteShares(programRows({ sites, scope: rows })).get('P') ?? [];
  return {
    sites: Object.fromEntries(allocateToSites(40_000, shares).map((cents, i) => [shares[i]?.site, cents])),
    rows: Object.fromEntries(allocateToScope(40_000, shares)),
  };
}

const three = (cells: readonly [Cells, Cells, Cells], more: Cells = {}) => [
  scope('0420', 'LAN', { ...more, ...cells[2] }),
  scope('0417', 'WLAN', { ...more, ...cells[1] }),
  scope('0417', 'LAN', { ...more, ...cells[0] }),
];
const quantities = [{ plannedQuantity: 3 }, { plannedQuantity: 1 }, { plannedQuantity: 12 }] as const;

test('[§2.3.12] by enrollment a site counts once, whatever systems it gets, and a site without pupils gets nothing', () => {
  const by = sharedBy([...three([{}, {}, {}], { basis: 'Enrollment' }), scope('0433', 'LAN', { basis: 'Enrollment' })]);
  expect(by.sites).toEqual({ '0417': 30_000, '0420': 10_000, '0433': 0 });
  expect(by.rows).toEqual({ '0417 LAN': 15_000, '0417 WLAN': 15_000, '0420 LAN': 10_000, '0433 LAN': 0 });
});

test('[§2.3.12] shared equally, each site gets as much, and of an odd cent the first by its code', () => {
  const by = sharedBy(three([{}, {}, {}], { basis: 'Equal' }));
  expect(by.sites).toEqual({ '0417': 20_000, '0420': 20_000 });
  const shares = siteShares(programRows({ scope: three([{}, {}, {}], { basis: 'Equal' }) })).get('P') ?? [];
  expect([...allocateToScope(3, shares)]).toEqual([
    ['0417 LAN', 1],
    ['0417 WLAN', 1],
    ['0420 LAN', 1],
  ]);
  expect(allocateToSites(-3, shares)).toEqual([-2, -1]);
});

test('[§2.3.12] by quantity or by a share of its own every row counts', () => {
  const byQuantity = sharedBy(three(quantities, { basis: 'Quantity', share: 5 }));
  expect(byQuantity.rows).toEqual({ '0417 LAN': 7_500, '0417 WLAN': 2_500, '0420 LAN': 30_000 });
  const byShare = sharedBy(
    three([{ share: 100_000 }, { share: 300_000 }, { share: 600_000 }], { basis: 'Manual %', plannedQuantity: 5 }),
  );
  expect(byShare.rows).toEqual({ '0417 LAN': 4_000, '0417 WLAN': 12_000, '0420 LAN': 24_000 });
});

test('[§2.3.12] rows of which none says how much are shared equally, at a site and in a project', () => {
  const none = sharedBy(three([{}, {}, {}], { basis: 'Quantity' }));
  expect(none.sites).toEqual({ '0417': 20_000, '0420': 20_000 });
  expect(none.rows).toEqual({ '0417 LAN': 10_000, '0417 WLAN': 10_000, '0420 LAN': 20_000 });
  const some = sharedBy(three([{}, {}, { plannedQuantity: 1 }], { basis: 'Quantity' }));
  expect(some.rows).toEqual({ '0417 LAN': 0, '0417 WLAN': 0, '0420 LAN': 40_000 });
});

test('[§2.3.12] rows that name several bases are shared equally by sites', () => {
  const mixed = three([{ basis: 'Quantity' }, { basis: 'Quantity' }, { basis: 'Enrollment' }], { plannedQuantity: 9 });
  expect(sharedBy(mixed).sites).toEqual({ '0417': 20_000, '0420': 20_000 });
});

test('[§2.3.12] what is removed takes no part, and a project of which all is removed has no shares', () => {
  const removed = scope('0433', 'LAN', { basis: 'Equal', status: 'Removed' });
  expect(sharedBy([...three([{}, {}, {}], { basis: 'Equal' }), removed]).sites).toEqual({
    '0417': 20_000,
    '0420': 20_000,
  });
  expect(siteShares(programRows({ scope: [removed] })).size).toBe(0);
});
