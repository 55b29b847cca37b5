import type { ScheduleEdition } from '../../../shared/protocol/reports.ts';
import { scheduleReply, type ScheduleReply } from '../../../shared/protocol/schedule.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { AskedMoment } from '../asked-moment.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

export interface ScheduleCalls {
  /** What happens where and when. Milestones are many: only where they are shown. `project`: of one alone. */
  schedule(
    program: string,
    moment: AskedMoment,
    details?: { readonly milestones?: boolean; readonly project?: string },
  ): Promise<PortalOutcome<ScheduleReply>>;
  /** The monthly schedule as PDF, of all regions or one. */
  downloadSchedule(
    program: string,
    asked: { readonly edition: ScheduleEdition; readonly region: string | null },
    moment: AskedMoment,
  ): Promise<PortalOutcome<DownloadedFile>>;
}

export function scheduleCalls({ get, getFile }: Pick<Asks, 'get' | 'getFile'>): ScheduleCalls {
  return {
    schedule: (program, moment, { milestones = false, project } = {}) =>
      get(scheduleReply, `${programPath(program)}/schedule${queryText({ milestones, project, ...moment })}`),
    downloadSchedule: (program, { edition, region }, moment) =>
      getFile(
        `${programPath(program)}/reports/monthly-schedule.pdf${queryText({ edition, region, ...moment })}`,
        `${program} schedule.pdf`,
      ),
  };
}
