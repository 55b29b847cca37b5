import { sql, type Kysely } from 'kysely';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { Cell } from '../../shared/tables/cell.ts';
import type { Database } from '../storage/schema.ts';
import { isPostgres, textList } from '../storage/sql-dialect.ts';

/** What is summed up: lines' originals, what changes, commitments and change orders do to them, what was paid and posted. */
export type FoldKind = 'line' | 'change' | 'commitment' | 'order' | 'payment' | 'posting';

/** Amounts in cents that the database has summed up, all of one kind. */
export interface Fold {
  readonly kind: FoldKind;
  readonly project: string;
  readonly category: string;
  /** Number of the change. */
  readonly change: Cell;
  /** Status of the commitment that was ordered, changed or paid on. */
  readonly commitmentStatus: Cell;
  /** Status and reason of the change order. */
  readonly status: Cell;
  readonly reason: Cell;
  readonly amount: number;
}

/** The last day that a calendar date can name. */
const LAST_DAY = '9999-12-31';

/**
 * Sums over the budget lines of these projects and over what hangs on them. One query that reads each line once; cross joins
 * are followed as they stand, while SQLite without statistics would begin anywhere.
 * @param asOf a day after which nothing counts; a commitment that was cancelled later still stands open then
 */
export async function readFolds(
  db: Kysely<Database>,
  program: string,
  projects: Iterable<string>,
  asOf: string | null,
): Promise<ReadonlyMap<FoldKind, readonly Fold[]>> {
  const folds = new Map<FoldKind, Fold[]>();
  const wanted = new Set(projects);
  if (wanted.size === 0) return folds;
  // SQLite's SUM fails beyond 2^63; TOTAL goes on as a double, like the formulas.
  const sum = isPostgres(db) ? sql`SUM` : sql`TOTAL`;
  const none = sql`CAST(NULL AS text)`;
  const day = asOf ?? LAST_DAY;
  const status = sql`CASE WHEN t.status = 'Cancelled' AND t.status_date > ${day} THEN 'Open' ELSE t.status END AS status`;
  const { rows } = await sql<Fold>`
    WITH l AS MATERIALIZED (
      SELECT id, project, category, original FROM budget_lines
      WHERE program = ${program} AND project IN ${textList(db, wanted)}
    ), c AS MATERIALIZED (
      SELECT l.project, l.category, t.number, t.line, ${status}, t.original FROM l CROSS JOIN commitments AS t
      WHERE t.program = ${program} AND t.budget_line = l.id AND t.award_date <= ${day}
    )
    SELECT 'line' AS kind, project, category, ${none} AS change, ${none} AS "commitmentStatus", ${none} AS status,
      ${none} AS reason, ${sum}(original) AS amount
    FROM l GROUP BY project, category
    UNION ALL
    SELECT 'change', l.project, l.category, t.change, NULL, NULL, NULL, ${sum}(t.amount)
    FROM l CROSS JOIN change_lines AS t WHERE t.program = ${program} AND t.budget_line = l.id
    GROUP BY l.project, l.category, t.change
    UNION ALL
    SELECT 'commitment', project, category, NULL, status, NULL, NULL, ${sum}(original)
    FROM c GROUP BY project, category, status
    UNION ALL
    SELECT 'order', c.project, c.category, NULL, c.status, t.status, t.reason, ${sum}(t.amount)
    FROM c CROSS JOIN commitment_changes AS t
    WHERE t.program = ${program} AND t.commitment = c.number AND t.commitment_line = c.line AND t.date <= ${day}
    GROUP BY c.project, c.category, c.status, t.status, t.reason
    UNION ALL
    SELECT 'payment', c.project, c.category, NULL, c.status, NULL, NULL, ${sum}(t.amount)
    FROM c CROSS JOIN expenditures AS t
    WHERE t.program = ${program} AND t.commitment = c.number AND t.commitment_line = c.line AND t.posting_date <= ${day}
    GROUP BY c.project, c.category, c.status
    UNION ALL
    SELECT 'posting', l.project, l.category, NULL, NULL, NULL, NULL, ${sum}(t.amount)
    FROM l CROSS JOIN expenditures AS t
    WHERE t.program = ${program} AND t.budget_line = l.id AND t.posting_date <= ${day}
    GROUP BY l.project, l.category`.execute(db);
  for (const fold of rows) getOrMake(folds, fold.kind, (): Fold[] => []).push(fold);
  return folds;
}
