import { membersReply, type MembersReply } from '../../../shared/protocol/people.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

export interface PeopleCalls {
  /** Who may do what in the program, as of a day; null: today. */
  members(program: string, asOf: string | null): Promise<PortalOutcome<MembersReply>>;
}

export function peopleCalls({ get }: Pick<Asks, 'get'>): PeopleCalls {
  return {
    members: (program, asOf) => get(membersReply, `${programPath(program)}/members${queryText({ asOf })}`),
  };
}
