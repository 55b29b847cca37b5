import type { Kysely } from 'kysely';
import type { Membership } from '../../shared/access/membership.ts';
import { flagsOf } from '../../shared/plan/close/explained-findings.ts';
import {
  monthFlags,
  monthForecasts,
  monthLedger,
  waitingChanges,
  type MonthLedger,
} from '../../shared/plan/close/month-state.ts';
import { planRows } from '../../shared/plan/invariants/plan-rows.ts';
import { checkedDay } from '../../shared/plan/close/close-needs.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { invariantFacts, judgePlan, type Verdict } from '../../shared/plan/invariants/judge-plan.ts';
import type { CloseCheck, PeriodReply, PeriodSummary } from '../../shared/protocol/periods.ts';
import type { WirePerson } from '../../shared/protocol/people.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { Cell, Cells } from '../../shared/tables/cell.ts';
import { explanations } from '../../shared/tables/explanations.ts';
import { periods } from '../../shared/tables/periods.ts';
import { notFound } from '../errors.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { countOpenExceptions } from '../imports/ledger-exceptions.ts';
import { toldRevision } from '../http/seen-revision.ts';
import { readRows } from '../storage/rows.ts';
import type { Database } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readPlanRows } from '../totals/read-plan-rows.ts';
import { nextAct, refusalsOf } from './month-act.ts';
import { standingOf } from './standing-of.ts';

/** Flags of one check that an answer holds; the rest is counted. */
const FLAGS_TOLD = 100;
/** Messages of one flag that an answer holds. */
const MESSAGES_TOLD = 3;

/** The accounting months of a program at its head, and the head. */
export interface Months {
  readonly revision: number;
  readonly rows: readonly StoredRow[];
}

/** Call it inside a snapshot. Throws not_found. */
export async function readMonths(db: Kysely<Database>, program: string): Promise<Months> {
  const head = await readProgram(db, program);
  if (!head) throw notFound('such program');
  return { revision: head.revision, rows: await readRows(db, program, periods) };
}

/** What the plan holds of each month, in cents. */
export async function expendituresByPeriod(db: Kysely<Database>, program: string): Promise<Map<string, number>> {
  const sums = await db
    .selectFrom('expenditures')
    .select('period')
    .select(({ fn }) => fn.sum<number>('amount').as('cents'))
    .where('program', '=', program)
    .groupBy('period')
    .execute();
  return new Map(sums.map(({ period, cents }) => [String(period), cents]));
}

/** The postings of a month, added up by the database. */
async function readLedger(db: Kysely<Database>, program: string, period: string): Promise<MonthLedger> {
  const ofMonth = db
    .selectFrom('expenditures')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('amount').as('cents')])
    .where('program', '=', program)
    .where('period', '=', period);
  const all = await ofMonth.executeTakeFirst();
  const late = await ofMonth.where('posting_date', '<', `${period}-01`).executeTakeFirst();
  return {
    postings: all?.count ?? 0,
    expenditures: all?.cents ?? 0,
    late: { count: late?.count ?? 0, amount: late?.cents ?? 0 },
  };
}

export function summaryOf({ cells }: StoredRow, expenditures: number): PeriodSummary {
  const text = (column: string): string | null => textOf(cells[column]);
  const controlTotal = typeof cells['controlTotal'] === 'number' ? cells['controlTotal'] : null;
  return {
    period: text('period') ?? '',
    status: text('status') ?? '',
    asOfDate: text('asOfDate'),
    cutOff: text('cutOff'),
    closedBy: text('closedBy'),
    closedOn: text('closedOn'),
    snapshot: text('snapshot'),
    controlTotal,
    expenditures,
    difference: controlTotal === null ? null : controlTotal - expenditures,
  };
}

function textOf(cell: Cell | undefined): string | null {
  return typeof cell === 'string' ? cell : null;
}

/** Who looks at a month, and when. */
interface Looking {
  readonly person: WirePerson;
  readonly membership: Membership;
  readonly now: Date;
}

/** How far the close of a month is, without its reports; of a closed one only what it came to. Throws not_found. */
export async function monthAt(
  store: Store,
  program: string,
  period: string,
  { person, membership, now }: Looking,
): Promise<Omit<PeriodReply, 'sets'>> {
  const { months, hash, row, plan, ledger, leftOut, said } = await inSnapshot(store.read, async (db) => {
    const known = await readMonths(db, program);
    const found = known.rows.find(({ cells }) => cells['period'] === period);
    if (found === undefined) throw notFound('such month');
    // Nothing stands in the way of what is closed, and a walk over the whole plan takes its time.
    const isClosed = found.cells['status'] === 'Closed';
    const stands = isClosed ? planRows({}) : await readPlanRows(db, program);
    return {
      months: known,
      hash: (await toldRevision(db, program, known.revision)).hash,
      row: found,
      plan: stands,
      ledger: isClosed ? await readLedger(db, program, period) : monthLedger(stands, period),
      leftOut: isClosed ? 0 : await countOpenExceptions(db, program),
      said: await readRows(db, program, explanations),
    };
  });
  const asOf = checkedDay(row.cells);
  const verdicts = judgePlan(invariantFacts(plan, asOf, planFacts(plan, asOf)));
  const { postings, expenditures, late } = ledger;
  const act = nextAct(row.cells, months.rows);
  const seen = {
    revision: months.revision,
    months: months.rows,
    explanations: said,
    postings: plan.expenditures.filter(({ cells }) => cells.period === period).map(asCells),
    flags: verdicts.flatMap(flagsOf),
  };
  const actor = { person, membership, at: now.toISOString() };
  const { due, missing } = monthForecasts(plan, period);
  const checks = verdicts.filter(({ passed }) => !passed).map(closeCheck);
  return {
    ...summaryOf(row, expenditures),
    revision: months.revision,
    hash,
    asOf,
    postings,
    late,
    leftOut,
    checks: [...bySeverity(checks, 'error'), ...bySeverity(checks, 'warning')],
    passed: verdicts.length - checks.length,
    forecasts: {
      due,
      missing: missing.map(({ number, name, manager }) => ({ project: number, name, manager: manager ?? null })),
    },
    waiting: waitingChanges(plan).map(({ number, type, status, submittedOn }) => ({
      number,
      type,
      status,
      submittedOn: submittedOn ?? null,
    })),
    act,
    refusals: act === null ? [] : refusalsOf(act, row, seen, actor),
  };
}

function asCells({ row, cells }: { readonly row: string; readonly cells: Cells }): { row: string; cells: Cells } {
  return { row, cells };
}

function bySeverity(checks: readonly CloseCheck[], severity: CloseCheck['severity']): CloseCheck[] {
  return checks.filter((check) => check.severity === severity);
}

function closeCheck(verdict: Verdict): CloseCheck {
  const { id, title, severity, mend, difference } = verdict;
  const flags = monthFlags(verdict);
  const open = flags.filter(({ isOpen }) => isOpen);
  return {
    id,
    title,
    severity,
    mend,
    difference,
    count: flags.length,
    open: open.length,
    standing: standingOf(open.map((flag) => ({ ...flag, findings: flag.findings.length }))),
    flags: flags.slice(0, FLAGS_TOLD).map(({ subject, difference: off, findings }) => ({
      subject,
      difference: off,
      findings: findings.length,
      messages: findings.slice(0, MESSAGES_TOLD).map(({ message }) => message),
      row: findings[0]?.cells[0] ?? null,
      explanation: findings[0]?.explanation ?? null,
    })),
  };
}
