import type { Kysely } from 'kysely';
import { changes } from '../../shared/tables/changes.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import { keyText } from '../../shared/tables/table.ts';
import { planTable, type Database } from './schema.ts';
import { isAmong } from './sql-dialect.ts';

/** How a budget change is spoken of. */
export interface ChangeTitle {
  readonly title: string;
  /** Of the board report that carried it. */
  readonly reportNumber: string | null;
  readonly type: string;
  readonly reason: string;
  readonly requestedBy: string | null;
  readonly approvedBy: string | null;
}

/** Titles of these budget changes at the head, by their numbers; one that is gone is left out. */
export async function readChangeTitles(
  db: Kysely<Database>,
  program: string,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, ChangeTitle>> {
  if (numbers.length === 0) return new Map();
  const found = await db
    .selectFrom(planTable(changes))
    .select(['number', 'title', 'report_number', 'type', 'reason', 'requested_by', 'approved_by'])
    .where('program', '=', program)
    .where(isAmong(db, 'key_text', new Set(numbers.map((number) => keyText([number])))))
    .execute();
  return new Map(
    found.map(({ number, title, type, reason, ...cells }) => [
      String(number),
      {
        title: String(title),
        type: String(type),
        reason: String(reason),
        reportNumber: textOrNull(cells['report_number']),
        requestedBy: textOrNull(cells['requested_by']),
        approvedBy: textOrNull(cells['approved_by']),
      },
    ]),
  );
}

function textOrNull(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}
