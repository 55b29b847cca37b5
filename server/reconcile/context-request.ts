import type { JudgePlan } from '../../shared/plan/entry/entry-view.ts';
import type { Entry } from '../../shared/plan/entry/judge-entry.ts';
import type { Author } from '../../shared/plan/rules/row-rule.ts';
import type { Membership } from '../../shared/access/membership.ts';
import type { ProgramRow } from '../storage/schema.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { RowsRead } from './read-start.ts';

/** One sync as its merge is prepared. */
export interface ContextRequest {
  /** The program as it stands in this transaction. */
  readonly program: Pick<ProgramRow, 'id' | 'revision' | 'sums_revision'>;
  readonly now: Date;
  readonly membership: Membership;
  readonly author: Author;
  readonly edits: readonly Edit[];
  /** What is brought of the ledger has happened: rules of the budget flag it, and refuse none of it. */
  readonly areFacts: boolean;
  /** What has been read of the program already. */
  readonly rows: readonly RowsRead[];
  readonly judge: JudgeOf;
}

/** What judges the plan as a whole for a sync; undefined: nothing does. */
export type JudgeOf = (entry: Entry) => JudgePlan | undefined;
