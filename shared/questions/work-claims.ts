/** Sites, projects and regions that one person may say to work on at once. */
export const MOST_CLAIMED_PLACES = 200;
/** How many days ahead somebody may say to work on something; it then ends by itself. */
export const MOST_CLAIM_DAYS = 92;

/** Where a row belongs, as far as claims go by it. */
export interface PlacesOfRow {
  readonly sites: readonly string[];
  readonly projects: readonly string[];
  readonly regions: readonly string[];
}

interface Claim {
  readonly places: readonly { readonly kind: 'site' | 'project' | 'region'; readonly code: string }[];
}

/** True when somebody has said to work on one of the places that a row belongs to. */
export function isClaimed({ places }: Claim, { sites, projects, regions }: PlacesOfRow): boolean {
  const of = { site: sites, project: projects, region: regions };
  return places.some(({ kind, code }) => of[kind].includes(code));
}
