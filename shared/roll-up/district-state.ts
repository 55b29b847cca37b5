/** Where a district of a roll-up stands. */
export const districtStates = ['notInvited', 'invited', 'joined', 'stale', 'published'] as const;

export type DistrictState = (typeof districtStates)[number];

export const districtStateWords: { readonly [S in DistrictState]: string } = {
  notInvited: 'Not invited',
  invited: 'Invited, has not joined',
  joined: 'Joined, nothing published',
  stale: 'Published, stale',
  published: 'Published',
};

interface Standing {
  /** Day until which an invitation is good, `YYYY-MM-DD`; null: there is none. */
  readonly invitedUntil: string | null;
  readonly hasJoined: boolean;
  /** Day of the published figures; null: nothing is published. */
  readonly asOf: string | null;
}

const DAY_MS = 86_400_000;

/** @param staleDays figures of a day longer ago than this are stale */
export function districtState(
  { invitedUntil, hasJoined, asOf }: Standing,
  today: string,
  staleDays: number,
): DistrictState {
  if (!hasJoined) return invitedUntil !== null && invitedUntil >= today ? 'invited' : 'notInvited';
  if (asOf === null) return 'joined';
  return (Date.parse(today) - Date.parse(asOf)) / DAY_MS > staleDays ? 'stale' : 'published';
}
