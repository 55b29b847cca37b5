import { boardDistricts, regions } from '../../shared/tables/lists.ts';
import type { DemoRows } from './demo-rows.ts';
import type { DemoSite } from './generate-sites.ts';
import type { Random } from './random.ts';

/** Acts that moved sites: what was redrawn, since when, and how many in a hundred sites it moved. */
const acts = [
  { from: '2025-07-01', moves: 'boardDistrict', share: 0.1, note: 'Board districts redrawn after the census' },
  { from: '2026-08-03', moves: 'region', share: 0.06, note: 'Regional offices reorganized' },
  { from: '2027-01-11', moves: 'boardDistrict', share: 0.04, note: 'Districts trued up for the new board' },
] as const;

/** Where sites lie since maps were redrawn: two acts that have come into effect, and one that is still to come. */
export function generateBoundaries(rows: DemoRows, random: Random, sites: readonly DemoSite[]): void {
  const lies = new Map(sites.map(({ code, region, boardDistrict }) => [code, { region, boardDistrict }]));
  for (const { from, moves, share, note } of acts) {
    // The officers of North and South report on what they have; only what finance reports on comes to another region.
    const movable = moves === 'region' ? sites.filter(({ region }) => region === 'East' || region === 'West') : sites;
    const count = Math.max(2, Math.round(sites.length * share));
    for (const { code } of random.sample(movable, count)) {
      const was = lies.get(code);
      if (was === undefined) continue;
      const place =
        moves === 'region'
          ? { ...was, region: random.pick(regions.filter((region) => region !== was.region)) }
          : { ...was, boardDistrict: random.pick(boardDistricts.filter((district) => district !== was.boardDistrict)) };
      lies.set(code, place);
      rows.add('siteBoundaries', { location: code, effectiveFrom: from, ...place, note });
    }
  }
}
