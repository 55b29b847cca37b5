import { periods } from '../../shared/tables/periods.ts';
import type { SyncService } from '../reconcile/sync-program.ts';
import type { ReportKeeper } from './report-keeper.ts';

/** The same service, which has the reports of a month made when it was closed, by whichever door. */
export function wakingReports(service: SyncService, reports: Pick<ReportKeeper, 'wake'>): SyncService {
  return {
    preview: (...asked) => service.preview(...asked),
    sync: async (program, submission, options) => {
      const reply = await service.sync(program, submission, options);
      const isOfMonths = submission.edits.some(({ table }) => table === periods.name);
      if (isOfMonths && reply.committed !== null && options?.preview !== true) reports.wake(program);
      return reply;
    },
  };
}
