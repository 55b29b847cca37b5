import { renderPdfInParts } from '../../../server/pdf/render-pdf.ts';
import { monthlySchedule } from '../../../server/reports/schedule/monthly-schedule.ts';
import { scheduleParts } from '../../../server/reports/schedule/schedule-parts.ts';
import { serveContender, timed } from '../harness/contender.ts';
import { demoRows, demoWork, DISTRICT_DAY } from '../workload/demo-district.ts';

/** The monthly schedule of a whole district as PDF: its lines, and the document set in its worker. */
await serveContender(({ mode }) => {
  const rows = demoRows(mode === 'small' ? 'demo' : 'district');
  return {
    run: async () => {
      let bytes = 0;
      let lines = 0;
      const ms = await timed(async () => {
        const data = monthlySchedule(demoWork(rows), {
          edition: 'region',
          audience: 'office',
          program: 'Strategic Execution Plan',
          district: 'Cedar Basin',
          asOf: DISTRICT_DAY,
          cutOff: `${DISTRICT_DAY}T23:59:59.000Z`,
          receipt: 'r1-0',
          before: null,
        });
        lines = data.groups.reduce((sum, group) => sum + group.lines.length, 0);
        bytes = (await renderPdfInParts({ template: 'monthly-schedule', parts: scheduleParts(data) }, {})).length;
      });
      return { ms, facts: { lines, fileBytes: bytes } };
    },
  };
});
