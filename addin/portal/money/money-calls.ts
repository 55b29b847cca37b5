import { bridgeReply, type BridgeReply } from '../../../shared/protocol/bridge.ts';
import { postingsReply, type PostingsReply } from '../../../shared/protocol/postings.ts';
import { spendingReply, type SpendingReply } from '../../../shared/protocol/spending.ts';
import { checksReply, totalsReply, type ChecksReply, type TotalsReply } from '../../../shared/protocol/totals.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { BridgeQuery, PostingsQuery, TotalsQuery } from '../../sync/server/server-client.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { Asks } from '../asks.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** Totals by cuts, of a moment. */
export type TotalsAsked = Pick<TotalsQuery, 'by' | 'ledger'> & Partial<AskedMoment>;

/** Figures of the plan, and what they are made of. */
export interface MoneyCalls {
  totals(program: string, query: TotalsAsked): Promise<PortalOutcome<TotalsReply>>;
  checks(program: string, moment: AskedMoment): Promise<PortalOutcome<ChecksReply>>;
  /** What a figure of the totals is made of, in integer cents. */
  postings(program: string, query: PostingsQuery): Promise<PortalOutcome<PostingsReply>>;
  /** How a figure came from what it was to what it is. */
  bridge(program: string, query: BridgeQuery): Promise<PortalOutcome<BridgeReply>>;
  /** Spending against plan and forecast, month by month. */
  spending(program: string, moment: AskedMoment): Promise<PortalOutcome<SpendingReply>>;
}

export function moneyCalls({ get }: Pick<Asks, 'get'>): MoneyCalls {
  return {
    totals: (program, { by, ...query }) =>
      get(totalsReply, `${programPath(program)}/totals${queryText({ by: by.join(), ...query })}`),
    checks: (program, moment) => get(checksReply, `${programPath(program)}/checks${queryText({ ...moment })}`),
    postings: (program, { part, ...query }) =>
      get(postingsReply, `${programPath(program)}/postings${queryText({ ...part, ...query })}`),
    bridge: (program, { part, ...query }) =>
      get(bridgeReply, `${programPath(program)}/bridge${queryText({ ...part, ...query })}`),
    spending: (program, moment) => get(spendingReply, `${programPath(program)}/spending${queryText({ ...moment })}`),
  };
}
