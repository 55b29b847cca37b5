import type { ScheduleEdition } from '../../../shared/protocol/reports.ts';
import { scheduleReply, type ScheduleReply } from '../../../shared/protocol/schedule.ts';
import { queryText } from '../../sync/server/query-text.ts';
import type { Asks } from '../asks.ts';
import type { DownloadedFile } from '../downloaded-file.ts';
import type { PortalOutcome } from '../portal-problem.ts';
import { programPath } from '../program-path.ts';

export interface ScheduleCalls {
  /** What happens where and when, as of a day; null: today. Milestones are many: only where they are shown. */
  schedule(
    program: string,
    asOf: string | null,
    details?: { readonly milestones: boolean },
  ): Promise<PortalOutcome<ScheduleReply>>;
  /** The monthly schedule as PDF, as of a day; null: as it is now. */
  downloadSchedule(
    program: string,
    edition: ScheduleEdition,
    asOf: string | null,
  ): Promise<PortalOutcome<DownloadedFile>>;
}

export function scheduleCalls({ get, getFile }: Pick<Asks, 'get' | 'getFile'>): ScheduleCalls {
  return {
    schedule: (program, asOf, { milestones } = { milestones: false }) =>
      get(scheduleReply, `${programPath(program)}/schedule${queryText({ milestones, asOf })}`),
    downloadSchedule: (program, edition, asOf) =>
      getFile(
        `${programPath(program)}/reports/monthly-schedule.pdf${queryText({ edition, asOf })}`,
        `${program} schedule.pdf`,
      ),
  };
}
