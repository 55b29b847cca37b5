import { z } from 'zod';
import { listedRollUps, type ListedRollUps, type RollUpRole } from '../../../shared/protocol/roll-up-list.ts';
import {
  administeredRollUps,
  districtCuts,
  givenInvitations,
  openedInvitation,
  programShares,
  rollUpMembers,
  rollUpReply,
  totalsToPublish,
  type AdministeredRollUps,
  type GivenInvitations,
  type NewRollUpRequest,
  type OpenedInvitation,
  type ProgramShare,
  type ProgramShares,
  type RollUpMembers,
  type RollUpReply,
  type TotalsToPublish,
} from '../../../shared/protocol/roll-ups.ts';
import type { PublishedCut } from '../../../shared/roll-up/published-cuts.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

type DistrictCuts = z.infer<typeof districtCuts>;

/** What members of a roll-up ask of the server. */
export interface RollUpCalls {
  readonly rollUps: () => Promise<PortalOutcome<ListedRollUps>>;
  readonly rollUp: (id: string, by: PublishedCut | null) => Promise<PortalOutcome<RollUpReply>>;
  readonly file: (id: string, by: PublishedCut | null, type: 'xlsx' | 'csv') => Promise<PortalOutcome<DownloadedFile>>;
  readonly district: (id: string, code: string) => Promise<PortalOutcome<DistrictCuts>>;
  readonly addDistricts: (
    id: string,
    districts: readonly { readonly code: string; readonly name: string }[],
  ) => Promise<PortalOutcome<GivenInvitations>>;
  readonly invite: (id: string, code: string) => Promise<PortalOutcome<GivenInvitations>>;
  readonly endPlace: (id: string, code: string) => Promise<PortalOutcome<unknown>>;
  readonly removeDistrict: (id: string, code: string) => Promise<PortalOutcome<unknown>>;
  readonly change: (
    id: string,
    change: { readonly staleDays: number; readonly isOpenToDistricts: boolean },
  ) => Promise<PortalOutcome<unknown>>;
  readonly members: (id: string) => Promise<PortalOutcome<RollUpMembers>>;
  readonly setMember: (id: string, email: string, role: RollUpRole) => Promise<PortalOutcome<RollUpMembers>>;
  readonly endMember: (id: string, account: string) => Promise<PortalOutcome<RollUpMembers>>;
}

export function rollUpCalls({ ask, get, send, getFile }: Asks): RollUpCalls {
  const of = (id: string): string => `/roll-ups/${encodeURIComponent(id)}`;
  const district = (id: string, code: string): string => `${of(id)}/districts/${encodeURIComponent(code)}`;
  const end = (path: string) => ask(z.unknown(), path, { method: 'DELETE' });
  return {
    rollUps: () => get(listedRollUps, '/roll-ups'),
    rollUp: (id, by) => get(rollUpReply, `${of(id)}/totals${queryText({ by })}`),
    file: (id, by, type) => getFile(`${of(id)}/totals.${type}${queryText({ by })}`, `${id}.${type}`),
    district: (id, code) => get(districtCuts, district(id, code)),
    addDistricts: (id, districts) => send('POST', givenInvitations, `${of(id)}/districts`, { districts }),
    invite: (id, code) => ask(givenInvitations, `${district(id, code)}/invitation`, { method: 'POST' }),
    endPlace: (id, code) => end(`${district(id, code)}/place`),
    removeDistrict: (id, code) => end(district(id, code)),
    change: (id, change) => send('PATCH', z.unknown(), `${of(id)}/settings`, change),
    members: (id) => get(rollUpMembers, `${of(id)}/members`),
    setMember: (id, email, role) => send('PUT', rollUpMembers, `${of(id)}/members`, { email, role }),
    endMember: (id, account) =>
      ask(rollUpMembers, `${of(id)}/members/${encodeURIComponent(account)}`, { method: 'DELETE' }),
  };
}

/** What who publishes in a program asks of the server. */
export interface ShareCalls {
  readonly shares: () => Promise<PortalOutcome<ProgramShares>>;
  readonly look: (invitation: string) => Promise<PortalOutcome<OpenedInvitation>>;
  readonly join: (invitation: string) => Promise<PortalOutcome<ProgramShares>>;
  readonly leave: (rollUp: string) => Promise<PortalOutcome<ProgramShares>>;
  readonly setMonthly: (rollUp: string, monthly: boolean) => Promise<PortalOutcome<ProgramShares>>;
  readonly toPublish: (moment: AskedMoment) => Promise<PortalOutcome<TotalsToPublish>>;
  /**
   * Publishes what `toPublish` has told of the moment last, whatever somebody has written into the plan since, in place of what the
   * person has seen there.
   */
  readonly publish: (
    share: Pick<ProgramShare, 'rollUp' | 'published'>,
    moment: AskedMoment,
  ) => Promise<PortalOutcome<ProgramShares>>;
  readonly withdraw: (rollUp: string) => Promise<PortalOutcome<ProgramShares>>;
  /** A roll-up that shows itself to its districts. */
  readonly rollUp: (rollUp: string, by: PublishedCut | null) => Promise<PortalOutcome<RollUpReply>>;
}

export function shareCalls({ ask, get, send }: Asks, program: string): ShareCalls {
  const path = `${programPath(program)}/roll-ups`;
  const of = (rollUp: string): string => `${path}/${encodeURIComponent(rollUp)}`;
  const end = (address: string) => ask(programShares, address, { method: 'DELETE' });
  const shown = new Map<string, TotalsToPublish>();
  const nameOf = ({ asOf, baseline }: AskedMoment): string => JSON.stringify([asOf, baseline]);
  return {
    shares: () => get(programShares, path),
    look: (invitation) => send('POST', openedInvitation, `${path}/invitation`, { invitation }),
    join: (invitation) => send('POST', programShares, path, { invitation }),
    leave: (rollUp) => end(of(rollUp)),
    setMonthly: (rollUp, monthly) => send('PATCH', programShares, of(rollUp), { monthly }),
    toPublish: async (moment) => {
      const { asOf, baseline } = moment;
      const told = await get(totalsToPublish, `${path}/to-publish${queryText({ asOf, baseline })}`);
      if (told.ok) shown.set(nameOf(moment), told.value);
      return told;
    },
    publish: ({ rollUp, published }, moment) => {
      const { revision: at, hash, asOf = moment.asOf } = shown.get(nameOf(moment)) ?? {};
      const { baseline } = moment;
      return send('POST', programShares, `${of(rollUp)}/publication`, {
        seen: published?.digest ?? null,
        ...(at === undefined ? {} : { at, hash }),
        ...(asOf === null ? {} : { asOf }),
        ...(baseline === null ? {} : { baseline }),
      });
    },
    withdraw: (rollUp) => end(`${of(rollUp)}/publication`),
    rollUp: (rollUp, by) => get(rollUpReply, `${of(rollUp)}/totals${queryText({ by })}`),
  };
}

/** What administrators of the server ask about roll-ups. */
export interface RollUpAdminCalls {
  readonly rollUps: () => Promise<PortalOutcome<AdministeredRollUps>>;
  readonly addRollUp: (asked: NewRollUpRequest) => Promise<PortalOutcome<AdministeredRollUps>>;
  readonly addManager: (id: string, manager: string) => Promise<PortalOutcome<AdministeredRollUps>>;
}

export function rollUpAdminCalls({ get, send }: Pick<Asks, 'get' | 'send'>): RollUpAdminCalls {
  return {
    rollUps: () => get(administeredRollUps, '/admin/roll-ups'),
    addRollUp: (asked) => send('POST', administeredRollUps, '/admin/roll-ups', asked),
    addManager: (id, manager) =>
      send('PUT', administeredRollUps, `/admin/roll-ups/${encodeURIComponent(id)}/managers`, { manager }),
  };
}
