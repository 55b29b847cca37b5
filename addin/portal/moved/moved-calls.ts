import type { Cut } from '../../../shared/plan/figures/cuts.ts';
import { baselinesReply, type BaselinesReply } from '../../../shared/protocol/baselines.ts';
import { movedReply, type MovedReply } from '../../../shared/protocol/moved.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Two moments of the plan, and the cut by which the money is told. */
export interface MovedQuery {
  readonly from: string;
  readonly to: string;
  readonly by: Cut;
}

/** A moment that is given a name. */
export interface NamedBaseline {
  readonly name: string;
  readonly reason: string;
  /** Absent: today. */
  readonly asOf?: string;
}

/** Moments of the plan, and what lies between two of them. */
export interface MovedCalls {
  /** What has moved between two moments, each a baseline, a day, a revision or `today`. */
  moved(program: string, query: MovedQuery): Promise<PortalOutcome<MovedReply>>;
  /** Named revisions of the plan, the oldest first. */
  baselines(program: string): Promise<PortalOutcome<BaselinesReply>>;
  /** Names the plan as it is now, or as of a day. */
  nameBaseline(program: string, named: NamedBaseline): Promise<PortalOutcome<BaselinesReply>>;
  /** Gives one that was named by hand another name. */
  renameBaseline(program: string, id: string, name: string): Promise<PortalOutcome<BaselinesReply>>;
}

export function movedCalls({ get, send }: Pick<Asks, 'get' | 'send'>): MovedCalls {
  const baselinesOf = (program: string): string => `${programPath(program)}/baselines`;
  return {
    moved: (program, query) => get(movedReply, `${programPath(program)}/moved${queryText({ ...query })}`),
    baselines: (program) => get(baselinesReply, baselinesOf(program)),
    nameBaseline: (program, named) => send('POST', baselinesReply, baselinesOf(program), named),
    renameBaseline: (program, id, name) =>
      send('PATCH', baselinesReply, `${baselinesOf(program)}/${encodeURIComponent(id)}`, { name }),
  };
}
