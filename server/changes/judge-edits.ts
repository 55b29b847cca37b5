import type { Kysely } from 'kysely';
import type { Membership } from '../../shared/access/membership.ts';
import { planJudge } from '../../shared/plan/entry/judge-entry.ts';
import type { Edit } from '../../shared/sync/edit.ts';
import type { MergeOutcome } from '../../shared/sync/outcome.ts';
import type { JudgeOf } from '../reconcile/context-request.ts';
import { mergeWithHead } from '../reconcile/merge-with-head.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';

/** Who would bring edits. */
export interface Who {
  /** Account id, and display name. */
  readonly id: string;
  readonly name: string;
  readonly membership: Membership;
}

/** Somebody who drafts changes and decides on none: what is refused them is refused everybody who drafts. */
export const anyDrafter: Who = { id: '', name: '', membership: { role: 'editor', scope: null } };

/** Somebody who has every duty and has asked for nothing: what is refused them is refused everybody who decides. */
export const anyDecider: Who = { id: '', name: '', membership: { role: 'admin', scope: null } };

/** The plan at a moment, read in one snapshot. */
export interface Moment {
  readonly db: Kysely<Database>;
  readonly program: ProgramRow;
  readonly now: Date;
}

/** Of the plan as a whole nothing is asked: only what a row, its history and its locks say. */
export const withoutPlan: JudgeOf = () => undefined;

/**
 * What would become of edits if this person brought them now, by the same merge as when they do. Writes nothing; call it
 * inside a snapshot.
 */
export async function judgeEdits(
  { db, program, now }: Moment,
  { id, name, membership }: Who,
  edits: readonly Edit[],
  judge: JudgeOf = planJudge,
): Promise<MergeOutcome> {
  const author = {
    person: id,
    name,
    at: now.toISOString(),
    membership,
    note: '',
    isImport: false,
    isBroughtIn: false,
  };
  const { outcome } = await mergeWithHead(db, {
    program,
    now,
    membership,
    author,
    edits,
    areFacts: false,
    rows: [],
    judge,
  });
  return outcome;
}
