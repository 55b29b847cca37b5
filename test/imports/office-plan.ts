import type { TableEdits } from '../../shared/protocol/sync.ts';
import { inserts, site, smallPlan } from '../contracts/plan-rows.ts';

/** A plan that the ugly workbooks tell something about: five schools, a project and its budget. */
export function officePlan(): Record<string, TableEdits> {
  const sites = inserts(
    site('0417', { ncesId: '417000000123' }),
    site('0418'),
    site('0419'),
    site('0420'),
    site('0421', { zip: '90021' }),
  );
  return { ...smallPlan(), sites: sites.edits };
}
