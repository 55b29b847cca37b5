import type { LedgerPlan, LedgerSums } from '../../shared/ledger/ledger-plan.ts';
import type { TieOut } from '../../shared/ledger/tie-out.ts';
import type { LedgerControl } from '../../shared/protocol/ledger.ts';
import type { ImportOutcome, ImportRequest } from './import-file.ts';

/** A ledger file that somebody wants in the plan, with what the ledger says it adds up to. */
export interface LedgerRequest extends ImportRequest {
  readonly control: LedgerControl;
  /** False: whoever asks may not bring in a ledger, so nothing of it is kept. */
  readonly mayRecord: boolean;
}

/** What a ledger import did, or would do. */
export interface LedgerOutcome extends ImportOutcome<LedgerPlan> {
  readonly sums: LedgerSums;
  readonly control: LedgerControl;
  /** After it was taken in; null in a preview. */
  readonly tieOut: TieOut | null;
}
