import {
  periodReply,
  periodsReply,
  type ExplanationRequest,
  type PeriodAct,
  type PeriodReply,
  type PeriodsReply,
} from '../../../shared/protocol/periods.ts';
import { syncReply, type SyncReply } from '../../../shared/protocol/sync.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** What comes with a step of a month. */
export interface PeriodAsked {
  /** Names the request. */
  readonly syncId: string;
  readonly reason?: string;
  /** What the person has looked at: `revision` and `hash` of the month. */
  readonly seen: number;
  readonly hash?: string | undefined;
  /** Cents */
  readonly controlTotal?: number | null;
}

export interface ExplainAsked {
  /** Names the request. */
  readonly syncId: string;
  readonly asOf: string;
  readonly explanations: readonly Partial<ExplanationRequest>[];
}

export interface KeptReportWanted {
  readonly month: string;
  readonly revision: number;
  readonly report: string;
  readonly type: string;
}

/** Accounting months and their close. */
export interface CloseCalls {
  /** The accounting months, and which is closed next. */
  periods(program: string): Promise<PortalOutcome<PeriodsReply>>;
  /** How far the close of a month is. */
  period(program: string, month: string): Promise<PortalOutcome<PeriodReply>>;
  /** Takes a month a step, with what comes with it. */
  actOnPeriod(program: string, month: string, act: PeriodAct, asked: PeriodAsked): Promise<PortalOutcome<SyncReply>>;
  /** Says why findings of the checks on a day stand. */
  explain(program: string, asked: ExplainAsked): Promise<PortalOutcome<SyncReply>>;
  /** A report of a close as it was made. */
  keptReport(program: string, wanted: KeptReportWanted): Promise<PortalOutcome<DownloadedFile>>;
}

export function closeCalls({ get, send, getFile }: Pick<Asks, 'get' | 'send' | 'getFile'>): CloseCalls {
  const pathOf = (program: string): string => `${programPath(program)}/periods`;
  return {
    periods: (program) => get(periodsReply, pathOf(program)),
    period: (program, month) => get(periodReply, `${pathOf(program)}/${month}`),
    actOnPeriod: (program, month, act, asked) => send('POST', syncReply, `${pathOf(program)}/${month}/${act}`, asked),
    explain: (program, asked) => send('POST', syncReply, `${programPath(program)}/explanations`, asked),
    keptReport: (program, { month, revision, report, type }) =>
      getFile(`${pathOf(program)}/${month}/reports/${revision}/${report}.${type}`, `${month} ${report}.${type}`),
  };
}
