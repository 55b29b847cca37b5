import { withoutForbidden } from '../../../shared/workbook-file/excel-text.ts';
import type { PrintedReport } from './printed-report.ts';

/**
 * A report as JSON, for Word and PDF. Text that comes out of other programs may hold characters that no page and no chart
 * can, such as the line breaks of a presentation (vertical tabs): one of them would spoil the whole document.
 */
export function paperJson(report: PrintedReport): string {
  return JSON.stringify(report, (_key, value: unknown) =>
    typeof value === 'string' ? withoutForbidden(value) : value,
  );
}
