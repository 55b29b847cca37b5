import type { Author } from '../../shared/plan/rules/row-rule.ts';
import type { Membership } from '../../shared/access/membership.ts';
import type { Edit, Revision } from '../../shared/sync/edit.ts';

/** One sync as its merge is prepared. */
export interface ContextRequest {
  readonly program: string;
  /** Head of the program in this transaction. */
  readonly head: Revision;
  readonly membership: Membership;
  readonly author: Author;
  readonly edits: readonly Edit[];
}
