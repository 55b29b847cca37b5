import type { WirePerson } from '../../shared/protocol/people.ts';
import type { Door } from '../../shared/protocol/history.ts';
import type { ConflictOutcome } from '../../shared/protocol/sync.ts';
import type { Edit, Revision } from '../../shared/sync/edit.ts';
import type { Standing } from './known-history.ts';

/** Where edits come from. */
export interface Origin {
  readonly door: Door;
  /** Id of the workbook, or of what stands for one. */
  readonly workbook: string;
  /** Names this request: the same person's same id is the same request, repeated [I1]. */
  readonly syncId: string;
  /** SHA-256 of what was asked: tells a repeated request from another one under the same id. */
  readonly digest: string;
  /** Revision at which the author stands; everything after it is in the answer. */
  readonly base: Revision;
  /** [REV8] By which hash the author knows the base; absent: whoever let the edits in has seen that it is of this history. */
  readonly knownBy?: Pick<Standing, 'hash'>;
  readonly note: string;
  /** More of the same follows in the next one: a plan that is taken up in portions is adopted with the last. */
  readonly isContinued?: boolean;
  /** The edits are rows of a ledger: rules of the budget flag them; what is fixed, and who may edit, holds for them, too. */
  readonly isLedger?: boolean;
}

/** What a person brings to a program at once, by whichever door. */
export interface Submission {
  readonly author: WirePerson;
  readonly origin: Origin;
  readonly edits: readonly Edit[];
  /** Open conflicts that this decides, by id. */
  readonly decisions?: readonly { readonly conflict: string; readonly outcome: ConflictOutcome }[];
}
