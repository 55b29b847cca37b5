import { getOrMake } from '../../sync/get-or-make.ts';
import type { ProgramRow, ProgramRows } from './program-rows.ts';

/** Where a site lies. */
type Place = Pick<ProgramRow<'sites'>['cells'], 'region' | 'boardDistrict'>;

interface PlaceRows<Site extends Place & { readonly code: string }> {
  readonly sites: readonly { readonly cells: Site }[];
  readonly siteBoundaries: ProgramRows['siteBoundaries'];
}

/**
 * Sites by their codes, each in the region and board district in which it lies on a day: by the latest of its boundaries
 * that has come into effect, else as the site itself says. `asOf` null: by the latest that is known.
 */
export function sitesOnDay<Site extends Place & { readonly code: string }>(
  { sites, siteBoundaries }: PlaceRows<Site>,
  asOf: string | null,
): Map<string, Site> {
  const latest = latestBoundaries(siteBoundaries, asOf);
  return new Map(
    sites.map(({ cells }) => {
      const moved = latest.get(cells.code);
      return [cells.code, moved ? { ...cells, region: moved.region, boardDistrict: moved.boardDistrict } : cells];
    }),
  );
}

type Boundary = ProgramRow<'siteBoundaries'>['cells'];

function latestBoundaries(rows: ProgramRows['siteBoundaries'], asOf: string | null): Map<string, Boundary> {
  const ofSites = new Map<string, (Boundary & { readonly from: string })[]>();
  for (const { cells } of rows)
    getOrMake(ofSites, cells.location, () => []).push({ ...cells, from: cells.effectiveFrom });
  const latest = new Map<string, Boundary>();
  for (const [site, boundaries] of ofSites) {
    const found = latestOf(boundaries, asOf);
    if (found) latest.set(site, found);
  }
  return latest;
}

/** What holds on a day of the boundaries of one site: the latest that has come into effect; null: the latest of all. */
export function latestOf<B extends { readonly from: string }>(
  boundaries: readonly B[],
  asOf: string | null,
): B | undefined {
  const until = boundaries.filter(({ from }) => asOf === null || from <= asOf);
  return until.reduce<B | undefined>((latest, each) => (latest && latest.from > each.from ? latest : each), undefined);
}
