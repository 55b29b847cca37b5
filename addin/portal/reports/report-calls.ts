import { reportTextsReply, type ReportTextsReply } from '../../../shared/protocol/report-texts.ts';
import type { ReportFileType, ReportName, ScheduleEdition } from '../../../shared/protocol/reports.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

/** A report as somebody asks for it; null: as it is now, today, or no such choice. */
export interface ReportQuery extends AskedMoment {
  readonly at: number | null;
  readonly edition: ScheduleEdition | null;
  /** Location codes with commas between. */
  readonly site: string | null;
  /** Numbers of changes with commas between. */
  readonly change: string | null;
}

/** A text of the reports as somebody has written it; null empties it. */
export interface WrittenText {
  readonly syncId: string;
  /** The revision of the texts that the person has looked at. */
  readonly seen: number;
  /** Its hash, as far as it is known. */
  readonly hash: string | undefined;
  readonly section: string;
  readonly text: string | null;
}

/** Reports, and what the office writes in them. */
export interface ReportCalls {
  /** A report as a file. */
  report(
    program: string,
    name: ReportName,
    type: ReportFileType,
    query: ReportQuery,
  ): Promise<PortalOutcome<DownloadedFile>>;
  /** Texts of the reports that the office writes. */
  reportTexts(program: string): Promise<PortalOutcome<ReportTextsReply>>;
  writeReportText(program: string, text: WrittenText): Promise<PortalOutcome<ReportTextsReply>>;
}

export function reportCalls({ get, send, getFile }: Pick<Asks, 'get' | 'send' | 'getFile'>): ReportCalls {
  return {
    report: (program, name, type, query) =>
      getFile(
        `${programPath(program)}/reports/${name}.${type}${queryText({ ...query })}`,
        `${program} ${name}.${type}`,
      ),
    reportTexts: (program) => get(reportTextsReply, `${programPath(program)}/report-texts`),
    writeReportText: (program, text) => send('PUT', reportTextsReply, `${programPath(program)}/report-texts`, text),
  };
}
