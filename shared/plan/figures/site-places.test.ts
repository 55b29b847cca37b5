import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import { planFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';
import { sitesOnDay } from './site-places.ts';
import { totalsOf } from './totals.ts';

const site = { code: '0433', region: 'South', boardDistrict: '3', enrollment: 581, status: 'Active' };
const redrawn = { location: '0433', effectiveFrom: '2026-07-01', region: 'South', boardDistrict: '4' };
const regrouped = { location: '0433', effectiveFrom: '2027-01-15', region: 'East', boardDistrict: '4' };

/** Where the site lies on that day, whatever the order of its boundaries. */
function placesOn(asOf: string | null, ...boundaries: (typeof redrawn)[]): string[] {
  return [boundaries, boundaries.toReversed()].map((rows) => {
    const siteBoundaries = rows.map((cells, i) => ({ row: `R${i}`, cells }));
    const lies = sitesOnDay(programRows({ sites: [{ row: 'S', cells: site }], siteBoundaries }), asOf).get('0433');
    return `${lies?.region} ${lies?.boardDistrict}`;
  });
}

test('a site lies where its latest boundary that has come into effect says', () => {
  const on = (asOf: string | null) => placesOn(asOf, redrawn, regrouped);
  expect(on('2026-07-01')).toEqual(['South 4', 'South 4']);
  expect(on('2027-01-14')).toEqual(['South 4', 'South 4']);
  expect(on('2027-01-15')).toEqual(['East 4', 'East 4']);
});

test('before its first boundary, and without one, it lies where Sites says', () => {
  expect(placesOn('2026-06-30', redrawn, regrouped)).toEqual(['South 3', 'South 3']);
  expect(placesOn('2030-01-01')).toEqual(['South 3', 'South 3']);
});

test('without a day the latest that is known decides', () => {
  expect(placesOn(null, redrawn, regrouped)).toEqual(['East 4', 'East 4']);
});

test('places as of a day are those of a plan whose sites had always lain there', () => {
  fc.assert(
    fc.property(storedPrograms, fc.constantFrom('2025-06-30', '2026-02-01', '2026-12-31'), (stored, asOf) => {
      const lies = (code: unknown) => {
        const entries = (stored['siteBoundaries'] ?? []).map(({ cells }) => cells);
        const until = entries.filter((cells) => cells['location'] === code && String(cells['effectiveFrom']) <= asOf);
        const last = until.sort((a, b) => (String(a['effectiveFrom']) < String(b['effectiveFrom']) ? -1 : 1)).at(-1);
        return last ? { region: last['region'] ?? null, boardDistrict: last['boardDistrict'] ?? null } : {};
      };
      const sites = (stored['sites'] ?? []).map(({ row, cells }) => ({
        row,
        cells: { ...cells, ...lies(cells['code']) },
      }));
      const settled = planFacts(programRows({ ...stored, sites, siteBoundaries: [] }), asOf);
      const moved = planFacts(programRows(stored), asOf);
      for (const by of [['region'], ['boardDistrict'], ['region', 'source'], ['site']] as const)
        expect(totalsOf(moved, by)).toEqual(totalsOf(settled, by));
    }),
  );
});
