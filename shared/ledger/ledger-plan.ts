import type { ImportPlan } from '../import/import-plan.ts';
import type { LineFacts } from './line-index.ts';
import type { MatchedBy } from './match-row.ts';

/** Why a row of the ledger stays out. */
export type ExceptionReason = 'unreadable' | 'unmatched' | 'ambiguous' | 'differs' | 'twins' | 'tolerance' | 'refused';

/** What becomes of one row of the ledger. Amounts in cents, as far as they could be read. */
export type LedgerFate =
  | {
      readonly kind: 'taken';
      readonly cents: number;
      readonly by: MatchedBy;
      readonly line: string;
      /** Order of the office's rule that it was found by. */
      readonly rule: number | null;
    }
  | { readonly kind: 'duplicate'; readonly cents: number; readonly of: 'plan' | 'file' }
  | { readonly kind: 'waiting'; readonly cents: number }
  /** `rule` null: it is of no expenditure account. */
  | { readonly kind: 'outside'; readonly cents: number; readonly rule: number | null }
  | {
      readonly kind: 'exception';
      readonly cents: number | null;
      readonly why: ExceptionReason;
      readonly candidates: readonly LineFacts[];
    };

/** A row of the ledger with what it is known by. */
export interface LedgerRowPlan {
  readonly row: number;
  /** As it goes into the plan; "" where it could not be read. */
  readonly document: string;
  readonly line: number | null;
  readonly dated: string | null;
  readonly owner: string;
  /** What it was kept under when it stayed out before; "": it did not. */
  readonly exception: string;
  readonly fate: LedgerFate;
}

export interface RowsAndCents {
  readonly rows: number;
  readonly cents: number;
}

/** [V33] Where the file's money went: the five parts add up to its total, to the cent. */
export interface LedgerSums {
  readonly total: RowsAndCents;
  readonly taken: RowsAndCents;
  readonly duplicates: RowsAndCents;
  readonly exceptions: RowsAndCents;
  readonly waiting: RowsAndCents;
  readonly outside: RowsAndCents;
  /** Rows that were taken, by what they were found by. */
  readonly matchedBy: Readonly<Record<MatchedBy, number>>;
  /** Rows whose amount cannot be read: the total leaves them out. */
  readonly unread: number;
}

/** What of an export of the ledger goes into the plan. */
export interface LedgerPlan extends ImportPlan {
  /** Table that its rows go into. */
  readonly into: 'expenditures' | 'commitments';
  /** Every row of the ledger, in the order of the file. */
  readonly ledgerRows: readonly LedgerRowPlan[];
  /** [V31] Rows of closed months, with where they were placed. */
  readonly late: readonly { readonly row: number; readonly message: string }[];
}

const parts = {
  taken: 'taken',
  duplicate: 'duplicates',
  waiting: 'waiting',
  outside: 'outside',
  exception: 'exceptions',
} as const;

/** @param refused rows of the file that the merge kept out, though they were matched */
export function ledgerSums(rows: readonly LedgerRowPlan[], refused: ReadonlySet<number> = new Set()): LedgerSums {
  const none = (): { rows: number; cents: number } => ({ rows: 0, cents: 0 });
  const sums = { taken: none(), duplicates: none(), exceptions: none(), waiting: none(), outside: none() };
  const [total, matchedBy] = [none(), { line: 0, commitment: 0, reversal: 0, account: 0, rule: 0 }];
  for (const { row, fate } of rows) {
    const isTaken = fate.kind === 'taken' && !refused.has(row);
    const part = fate.kind === 'taken' && !isTaken ? 'exceptions' : parts[fate.kind];
    for (const sum of [sums[part], total]) {
      sum.rows++;
      sum.cents += fate.cents ?? 0;
    }
    if (isTaken) matchedBy[fate.by]++;
  }
  return { total, ...sums, matchedBy, unread: rows.filter(({ fate }) => fate.cents === null).length };
}
