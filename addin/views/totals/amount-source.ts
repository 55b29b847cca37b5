import type { PostingsReply } from '../../../shared/protocol/postings.ts';
import type { Result } from '../../../shared/result.ts';
import type { Offline } from '../../components/use-answer.ts';
import type { PostingsQuery } from '../../sync/server/server-client.ts';

/** Where the amounts come from, and how it is said that they do not come. The same one as long as nothing changes. */
export interface AmountSource<P extends { readonly kind: string }> {
  postings(query: PostingsQuery): Promise<Result<PostingsReply, P>>;
  words(problem: P | Offline): { readonly title: string; readonly line: string };
}
