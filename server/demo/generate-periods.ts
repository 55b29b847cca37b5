import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { DATA_DATE } from './demo-size.ts';
import type { DemoRows } from './demo-rows.ts';

/** Months from July 2022 on: closed, the last one in soft close, the next one open. Control totals equal the ledger. */
export function generatePeriods(rows: DemoRows): void {
  const posted = new Map<string, number>();
  for (const { cells } of rows.of('expenditures')) {
    const period = String(cells['period']);
    posted.set(period, (posted.get(period) ?? 0) + Number(cells['amount']));
  }
  const last = DATA_DATE.slice(0, 7);
  for (let first = '2022-07-01'; first <= '2026-11-01'; first = addDays(first, 32).slice(0, 8) + '01') {
    const period = first.slice(0, 7);
    const end = addDays(addDays(first, 32).slice(0, 8) + '01', -1);
    const closed = period < last;
    rows.add('periods', {
      period,
      status: closed ? 'Closed' : period === last ? 'Soft close' : 'Open',
      asOfDate: end,
      cutOff: period <= last ? `${end} 18:00` : null,
      closedBy: closed ? 'FIN-01' : null,
      closedOn: closed ? addDays(end, 10) : null,
      controlTotal: period <= last ? (posted.get(period) ?? 0) : null,
    });
  }
}
