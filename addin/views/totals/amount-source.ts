import type { PostingsReply } from '../../../shared/protocol/postings.ts';
import type { TotalsReply } from '../../../shared/protocol/totals.ts';
import type { Result } from '../../../shared/result.ts';
import type { Offline } from '../../components/use-answer.ts';
import type { PostingsQuery, TotalsQuery } from '../../sync/server/server-client.ts';

/** Where the amounts come from, and how it is said that they do not come. The same one as long as nothing changes. */
export interface AmountSource<P extends { readonly kind: string }> {
  postings(query: PostingsQuery): Promise<Result<PostingsReply, P>>;
  totals(query: TotalsQuery): Promise<Result<TotalsReply, P>>;
  words(problem: P | Offline): { readonly title: string; readonly line: string };
}
