import type { TableName } from '../../tables/all-tables.ts';
import type { RowId } from '../../tables/cell.ts';
import type { Account } from './accounts.ts';

/** One amount of the plan: what it is, on which budget line, from which day, and the row that says so. */
export interface Posting {
  readonly account: Account;
  /** Id of the budget line, which need not exist. */
  readonly line: string;
  /** The day from which it counts; null: always. */
  readonly date: string | null;
  readonly cents: number;
  readonly table: TableName;
  readonly row: RowId;
  /** Number of the budget change that it belongs to. */
  readonly change: string | null;
}
