import type { BaselinesReply } from '../../../shared/protocol/baselines.ts';
import type { BridgeReply } from '../../../shared/protocol/bridge.ts';
import type { PostingsReply } from '../../../shared/protocol/postings.ts';
import type { Result } from '../../../shared/result.ts';
import type { Offline } from '../../components/use-answer.ts';
import type { BridgeQuery, PostingsQuery } from '../../sync/server/server-client.ts';

/** Where the amounts come from, and how it is said that they do not come. The same one as long as nothing changes. */
export interface AmountSource<P extends { readonly kind: string }> {
  postings(query: PostingsQuery): Promise<Result<PostingsReply, P>>;
  bridge(query: BridgeQuery): Promise<Result<BridgeReply, P>>;
  baselines(): Promise<Result<BaselinesReply, P>>;
  words(problem: P | Offline): { readonly title: string; readonly line: string };
}
