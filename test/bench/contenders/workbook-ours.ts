import { renderSnapshot } from '../../../server/workbook/write/render-snapshot.ts';
import { serveContender } from '../harness/contender.ts';
import { longestPause } from '../harness/longest-pause.ts';
import { planRows } from '../workload/plan-rows.ts';

/** The consolidated workbook with reports, checks and every table, made in a worker as the server does. */
await serveContender(({ size }) => {
  const { systems, sites, fundingSources, projects, budgetLines } = planRows(size);
  const metadata = {
    program: 'bench',
    revision: 1,
    workbook: 'bench',
    protocol: 1,
    server: '',
    pending: [],
    writtenAt: '2026-11-23T10:29:00Z',
  };
  return {
    run: async () => {
      let fileBytes = 0;
      const { ms, pauseMs } = await longestPause(async () => {
        const rows = { systems, sites, fundingSources, projects, budgetLines };
        const bytes = await renderSnapshot({
          name: 'Bench',
          district: 'Bench',
          fiscalYear: '2026-27',
          metadata,
          asOf: null,
          sheetDay: null,
          rows,
        });
        fileBytes = bytes.length;
      });
      return { ms, facts: { fileBytes, serverPauseMs: pauseMs } };
    },
  };
});
