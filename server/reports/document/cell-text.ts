import type { Cell } from '../../../shared/tables/cell.ts';
import { formatMoney } from '../../../shared/tables/kinds/number-kinds.ts';
import { NUMBER_FORMATS, type ReportFormat } from '../report-sheet.ts';

/** A cell as it is printed: as the sheet shows it, money below zero in parentheses and a zero as a dash. */
export function cellText(format: ReportFormat, cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'number' || !NUMBER_FORMATS.has(format)) return String(cell);
  if (format === 'percent') return `${cell.toFixed(1)}%`;
  if (format === 'integer') return cell.toLocaleString('en-US');
  if (cell === 0) return '–';
  return cell < 0 ? `(${formatMoney(-cell)})` : formatMoney(cell);
}
