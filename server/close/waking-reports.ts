import { periods } from '../../shared/tables/periods.ts';
import { answering, type SyncService } from '../reconcile/sync-program.ts';
import type { ReportKeeper } from './report-keeper.ts';

/** The same service, which has the reports of a month made when it was closed, by whichever door. */
export function wakingReports(service: SyncService, reports: Pick<ReportKeeper, 'wake'>): SyncService {
  return answering({
    preview: (...asked) => service.preview(...asked),
    pull: (...asked) => service.pull(...asked),
    answer: async (program, submission, options) => {
      const answer = await service.answer(program, submission, options);
      const isOfMonths = submission.edits.some(({ table }) => table === periods.name);
      if (isOfMonths && answer.outcome.committed !== null && options?.preview !== true) reports.wake(program);
      return answer;
    },
  });
}
