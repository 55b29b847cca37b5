import { getOrMake } from '../../sync/get-or-make.ts';
import type { Finding } from '../invariants/invariant.ts';
import { rowPlace, type ChangedRow } from '../postings/reposted-rows.ts';
import type { Place } from './look.ts';

/** One changed row that an invariant judges, with the rows by which its findings know what is broken. */
export interface Claim {
  readonly row: ChangedRow;
  readonly columns: readonly string[];
  readonly places: readonly Place[];
}

export function placeOf({ table, row }: Finding['cells'][number]): Place {
  return rowPlace(table, row);
}

/**
 * Whose edits a finding is held against, in the order of the claims. Where the row that it names is edited itself, that edit
 * answers for it; without it the others are judged anew. A push may have a finding for each of its rows, so none is looked for
 * among all claims.
 */
export function claimantsOf(claims: readonly Claim[]): (finding: Pick<Finding, 'cells'>) => readonly Claim[] {
  const byPlace = new Map<Place, number[]>();
  const ownPlaces = claims.map(({ row: { change }, places }) => {
    const own = rowPlace(change.table, change.row);
    return places.includes(own) ? own : null;
  });
  for (const [index, { places }] of claims.entries())
    for (const place of places) getOrMake(byPlace, place, (): number[] => []).push(index);
  return ({ cells }) => {
    const blamed = new Set(cells.map(placeOf));
    const touched = [...new Set([...blamed].flatMap((place) => byPlace.get(place) ?? []))].sort((a, b) => a - b);
    const own = touched.filter((index) => {
      const place = ownPlaces[index] ?? null;
      return place !== null && blamed.has(place);
    });
    return (own.length > 0 ? own : touched).flatMap((index) => claims[index] ?? []);
  };
}
