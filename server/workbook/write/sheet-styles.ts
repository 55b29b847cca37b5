import type { CellStyle, PageSetup } from 'hucre';
import type { Column } from '../../../shared/tables/column.ts';
import { numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import type { ReportFormat } from '../../reports/report-sheet.ts';

/** hucre wants eight digits: alpha first. */
const GREY_FILL = 'FFEDEDED';
const GREY_TEXT = 'FF595959';
const HEADER_FILL = 'FF1F4E79';
const COMPUTED_HEADER_FILL = 'FF7F7F7F';
const WHITE = 'FFFFFFFF';

export const TABLE_STYLE = 'TableStyleLight9';

export const titleStyle: CellStyle = { font: { bold: true, size: 14 } };

export const reportHeaderStyle: CellStyle = headerStyle(HEADER_FILL);

function headerStyle(fill: string): CellStyle {
  return {
    font: { bold: true, color: { rgb: WHITE } },
    fill: solid(fill),
    alignment: { wrapText: true, vertical: 'center' },
  };
}

function solid(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb }, bgColor: { rgb } };
}

/** Header cell of a table column; grey where the server computes the column. */
export function tableHeaderStyle(column: Column | undefined): CellStyle {
  return headerStyle(column?.computed === true ? COMPUTED_HEADER_FILL : HEADER_FILL);
}

/** Cells of a table column: number format of the kind, grey where the server computes the column. */
export function tableCellStyle(column: Column): CellStyle {
  const numFmt = numberFormatOf(column);
  return column.computed === true
    ? { numFmt, fill: solid(GREY_FILL), font: { color: { rgb: GREY_TEXT } } }
    : { numFmt, alignment: { vertical: 'top' } };
}

const reportFormats: { readonly [F in ReportFormat]: CellStyle } = {
  text: { numFmt: '@', alignment: { vertical: 'top' } },
  wrapped: { numFmt: '@', alignment: { vertical: 'top', wrapText: true } },
  code: { numFmt: '@', alignment: { vertical: 'top' } },
  status: { numFmt: '@', alignment: { vertical: 'top' } },
  money: { numFmt: '#,##0.00;(#,##0.00);-', alignment: { vertical: 'top' } },
  percent: { numFmt: '0.0%', alignment: { vertical: 'top' } },
  integer: { numFmt: '#,##0', alignment: { vertical: 'top' } },
  date: { numFmt: 'yyyy-mm-dd', alignment: { vertical: 'top' } },
};

export function reportCellStyle(format: ReportFormat): CellStyle {
  return reportFormats[format];
}

export function totalCellStyle(format: ReportFormat): CellStyle {
  return {
    ...reportFormats[format],
    font: { bold: true },
    border: { top: { style: 'thin' }, bottom: { style: 'double' } },
  };
}

/** Prints across the page; the header row of every page is a name (`printTitles`). */
export const landscape: PageSetup = {
  orientation: 'landscape',
  paperSize: 'letter',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
};

/** "&" starts a code in Excel's page headers, so one in the text is doubled. */
export function pageFooter(title: string, revision: number): { oddFooter: string } {
  return { oddFooter: `&L${title.replaceAll('&', '&&')}&CRevision ${revision}&RPage &P of &N` };
}
