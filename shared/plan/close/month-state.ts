import type { Verdict } from '../invariants/judge-plan.ts';
import type { PlanRow, PlanRows } from '../invariants/plan-rows.ts';
import { grouped } from '../grouped.ts';
import { flagsOf } from './explained-findings.ts';

/** Postings of a month, in cents. */
export interface MonthLedger {
  readonly postings: number;
  readonly expenditures: number;
  /** Those of them that are dated in an earlier month. */
  readonly late: { readonly count: number; readonly amount: number };
}

export function monthLedger({ expenditures }: Pick<PlanRows, 'expenditures'>, period: string): MonthLedger {
  let [postings, total, count, amount] = [0, 0, 0, 0];
  for (const { cells } of expenditures) {
    if (cells.period !== period) continue;
    postings++;
    total += cells.amount;
    // A day sorts behind the month that it lies in.
    if (cells.postingDate >= period) continue;
    count++;
    amount += cells.amount;
  }
  return { postings, expenditures: total, late: { count, amount } };
}

export interface MonthForecasts {
  /** Active projects; a reserve is not worked on, so nobody forecasts it. */
  readonly due: number;
  /** Those of them that have no forecast of the month. */
  readonly missing: readonly PlanRow<'projects'>['cells'][];
}

/** Who has brought the forecast up to date, and whose is still to come. */
export function monthForecasts(
  { projects, forecasts }: Pick<PlanRows, 'projects' | 'forecasts'>,
  period: string,
): MonthForecasts {
  const updated = new Set(forecasts.filter(({ cells }) => cells.period === period).map(({ cells }) => cells.project));
  const active = projects
    .map(({ cells }) => cells)
    .filter(({ status, class: kind }) => status === 'Active' && kind !== 'Program Reserve');
  return { due: active.length, missing: active.filter(({ number }) => !updated.has(number)) };
}

/** Budget changes that wait for a decision. */
export function waitingChanges({ changes }: Pick<PlanRows, 'changes'>): PlanRow<'changes'>['cells'][] {
  return changes.map(({ cells }) => cells).filter(({ status }) => status === 'Pending' || status === 'BOC Recommended');
}

/** A flag with the findings that make it. */
export interface MonthFlag {
  readonly subject: string;
  readonly difference: number;
  readonly findings: Verdict['findings'];
  readonly isOpen: boolean;
}

/** The flags of a check, those that are neither cured nor explained first. */
export function monthFlags(verdict: Verdict): MonthFlag[] {
  const flags = [...grouped(verdict.findings, ({ subject }) => subject).values()].flatMap((findings) => {
    // An explanation speaks of all of them.
    const isOpen = findings.every(({ explanation }) => explanation?.holds !== true);
    return flagsOf({ ...verdict, findings }).map(({ subject, difference }): MonthFlag => ({
      subject,
      difference,
      findings,
      isOpen,
    }));
  });
  return [...flags.filter(({ isOpen }) => isOpen), ...flags.filter(({ isOpen }) => !isOpen)];
}

/** A month as far as it says which one is next. */
export interface MonthStatus {
  readonly period: string;
  readonly status: string;
}

/** The month that is to be closed next: the first that is not closed. Null: all are. */
export function nextToClose(months: readonly MonthStatus[]): string | null {
  const open = months.filter(({ status }) => status !== 'Closed').map(({ period }) => period);
  return open.sort()[0] ?? null;
}

/** The last month that was closed: the only one that is opened again. Null: none is. */
export function lastClosed(months: readonly MonthStatus[]): string | null {
  const closed = months.filter(({ status }) => status === 'Closed').map(({ period }) => period);
  return closed.sort().at(-1) ?? null;
}
