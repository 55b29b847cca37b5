import type { Edit } from '../sync/edit.ts';
import type { Cell, RowId } from '../tables/cell.ts';
import type { ProposalKind } from './import-mapping.ts';
import type { SkippedRow } from './skipped-rows.ts';

/** A cell of the file and what it holds. `cell` is its address, "C7"; "" where the file has no column for it. */
export interface FilePlace {
  readonly row: number;
  readonly cell: string;
  readonly column: string | null;
  readonly value: string;
}

export interface Proposal extends FilePlace {
  readonly column: string;
  readonly kind: ProposalKind;
  readonly reads: Cell;
  readonly accepted: boolean;
}

export interface ImportException extends FilePlace {
  readonly rule: string;
  readonly message: string;
}

/** A text of the file that means another value of the plan, by the layout or as the person has said. */
export interface Translation {
  readonly column: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** What of a sheet goes into the plan, and what does not and why. */
export interface ImportPlan {
  readonly edits: readonly Edit[];
  /** Row of the sheet by the Row ID of its edit. */
  readonly rowOf: ReadonlyMap<RowId, number>;
  readonly unchanged: number;
  readonly skipped: readonly SkippedRow[];
  /** Readings that a person has to accept, those that are accepted among them. */
  readonly proposals: readonly Proposal[];
  readonly exceptions: readonly ImportException[];
  readonly translations: readonly Translation[];
  /** Rows of the sheet with a proposal that is not accepted yet, and no exception. */
  readonly waiting: readonly number[];
  /** Columns that new rows need and that neither the sheet nor a default gives. */
  readonly needed: readonly string[];
}

/** Numbers of the rows of the sheet that did not go in: with an exception, or waiting for the person's word. */
export function leftOutRows({ exceptions, waiting }: Pick<ImportPlan, 'exceptions' | 'waiting'>): number[] {
  return [...new Set([...exceptions.map(({ row }) => row), ...waiting])].sort((a, b) => a - b);
}
