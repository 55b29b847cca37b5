import { addDays } from '../../../shared/tables/kinds/calendar-dates.ts';
import { generateDemo } from '../../demo/generate-demo.ts';
import type { ReportMoment } from '../document/report-moment.ts';

/** A moment of the invented district, in memory: all that is in it was known. */
export function demoMoment(size: Parameters<typeof generateDemo>[0], asOf: string): ReportMoment {
  const demo = generateDemo(size);
  const onDay = (day: string): ReportMoment => ({
    revision: 148,
    asOf: day,
    stamp: {
      district: 'Cedar Basin',
      plan: 'Strategic Execution Plan',
      asOf: day,
      cutOff: `${day}T23:59:59.000Z`,
      revision: 148,
      receipt: '148-7KQ2-M9XD-04TR-B6HV',
    },
    stored: async ({ table, only }) => {
      const rows = demo.of(table);
      return only === null ? rows : rows.filter(({ cells }) => only.values.includes(String(cells[only.column] ?? '')));
    },
    before: async () => onDay(addDays(`${day.slice(0, 7)}-01`, -1)),
  });
  return onDay(asOf);
}
