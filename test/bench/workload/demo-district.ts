import { generateDemo } from '../../../server/demo/generate-demo.ts';
import type { PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import { scheduleRows } from '../../../shared/plan/schedule/schedule-rows.ts';
import { siteWork, type SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { isTableName, tables, type TableName } from '../../../shared/tables/all-tables.ts';

/** The day of the figures of the invented district. */
export const DISTRICT_DAY = '2026-10-31';

/** Every row of an invented district, by table. */
export function demoRows(size: 'demo' | 'district'): { readonly [T in TableName]?: readonly PlainRow[] } {
  const demo = generateDemo(size);
  return Object.fromEntries(tables.map(({ name }) => [name, isTableName(name) ? demo.of(name) : []]));
}

export function demoWork(rows: ReturnType<typeof demoRows>): SiteWork[] {
  return siteWork(scheduleRows(rows), DISTRICT_DAY);
}
