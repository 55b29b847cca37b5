import type { CellStyle, FontStyle, PageSetup } from 'hucre';
import { getOrMake } from '../../../shared/sync/get-or-make.ts';
import type { Column } from '../../../shared/tables/column.ts';
import { numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import { NUMBER_FORMATS, type ReportFormat } from '../../reports/report-sheet.ts';

/** hucre wants eight digits: alpha first. */
const GREY_FILL = 'FFEDEDED';
const GREY_TEXT = 'FF595959';
const HEADER_FILL = 'FF1F4E79';
const COMPUTED_HEADER_FILL = 'FF7F7F7F';
const WHITE = 'FFFFFFFF';
const TOTAL_FILL = 'FFDDEBF7';

export const TABLE_STYLE = 'TableStyleLight9';

/** Of every cell that is not left to the workbook's own font; programs without it take one of the same widths. */
const FONT = { name: 'Calibri' } as const;
/** The workbook's own font: of what is typed into tables, and the measure of column widths. */
export const defaultFont: FontStyle = { ...FONT, size: 11 };
const REPORT_FONT: FontStyle = { ...FONT, size: 10 };
const RULE = { style: 'hair', color: { rgb: 'FFBFBFBF' } } as const;

export const titleStyle: CellStyle = { font: { ...FONT, bold: true, size: 16, color: { rgb: HEADER_FILL } } };

/** The lines below a title. */
export const lineStyle: CellStyle = { font: { ...REPORT_FONT, color: { rgb: GREY_TEXT } } };

/** Above a block of rows. */
export const headingStyle: CellStyle = {
  font: { ...FONT, bold: true, size: 11, color: { rgb: HEADER_FILL } },
  border: { bottom: { style: 'thin', color: { rgb: HEADER_FILL } } },
};

function headerStyle(fill: string, size: number): CellStyle {
  return {
    font: { ...FONT, bold: true, size, color: { rgb: WHITE } },
    fill: solid(fill),
    alignment: { wrapText: true, vertical: 'center' },
  };
}

/** Headers of figures stand over them, at the right. */
export function reportHeaderStyle(format: ReportFormat): CellStyle {
  const style = headerStyle(HEADER_FILL, 10);
  return NUMBER_FORMATS.has(format)
    ? { ...style, alignment: { ...style.alignment, horizontal: 'right', indent: 1 } }
    : style;
}

function solid(rgb: string): NonNullable<CellStyle['fill']> {
  return { type: 'pattern', pattern: 'solid', fgColor: { rgb }, bgColor: { rgb } };
}

/** Header cell of a table column; grey where the server computes the column. */
export function tableHeaderStyle(column: Column | undefined): CellStyle {
  return headerStyle(column?.computed === true ? COMPUTED_HEADER_FILL : HEADER_FILL, 11);
}

/** Cells of a table column: number format of the kind, grey where the server computes the column. */
export function tableCellStyle(column: Column): CellStyle {
  const numFmt = numberFormatOf(column);
  return column.computed === true
    ? { numFmt, fill: solid(GREY_FILL), font: { ...defaultFont, color: { rgb: GREY_TEXT } } }
    : { numFmt, alignment: { vertical: 'top' } };
}

/** `_)` leaves the room of a bracket, so that figures stand in line and no percentage touches the text beside it. */
const numberFormats: { readonly [F in ReportFormat]: string } = {
  text: '@',
  wrapped: '@',
  code: '@',
  struck: '@',
  status: '@',
  money: '#,##0.00_);(#,##0.00);"-"_)',
  percent: '0.0%_)_)',
  integer: '#,##0_)',
  date: 'yyyy-mm-dd',
};

/** Formats whose cells are texts, which wrap. */
export function isTextFormat(format: ReportFormat): boolean {
  return !NUMBER_FORMATS.has(format) && format !== 'date';
}

function reportStyle(format: ReportFormat): CellStyle {
  const isText = isTextFormat(format);
  const horizontal = format === 'date' ? ({ horizontal: 'left' } as const) : {};
  return {
    numFmt: numberFormats[format],
    alignment: { vertical: 'top', ...horizontal, ...(isText && { wrapText: true }) },
  };
}

/** One object per format: a sheet has as many cells as a plan has figures, and the writer knows a look again by it. */
function ofFormats(styleOf: (format: ReportFormat) => CellStyle): (format: ReportFormat) => CellStyle {
  const styles = new Map<ReportFormat, CellStyle>();
  return (format) => getOrMake(styles, format, () => styleOf(format));
}

export const reportCellStyle = ofFormats((format) => ({
  ...reportStyle(format),
  font: REPORT_FONT,
  border: { bottom: RULE },
}));

export const totalCellStyle = ofFormats((format) => ({
  ...reportStyle(format),
  font: { ...REPORT_FONT, bold: true },
  fill: solid(TOTAL_FILL),
  border: { top: { style: 'thin' }, bottom: { style: 'double' } },
}));

/** Looks of cells that stand out; the signs and words say the same where they are printed in grey. */
export const alertStyles = {
  negative: { font: { color: { rgb: 'FF9C0006' } } },
  pass: { font: { color: { rgb: 'FF006100' } } },
  fail: { font: { bold: true, color: { rgb: 'FF9C0006' } }, fill: solid('FFFFC7CE') },
  explain: { font: { bold: true, color: { rgb: 'FF7F6000' } }, fill: solid('FFFFEB9C') },
} as const satisfies Readonly<Record<string, CellStyle>>;

const MARGIN_INCHES = 0.5;
/** Printable inches across a sheet of letter paper that lies. */
const LETTER_INCHES = 11 - 2 * MARGIN_INCHES;
/** A character of a column's width, at 96 pixels to the inch. */
const INCHES_PER_CHARACTER = 7 / 96;
/** What is printed smaller than this share of its size is not read any more: 10 points become 7. */
const SMALLEST_SCALE = 0.7;

/**
 * Prints across one page, however long; on tabloid paper where letter would make it too small to read. The header row of
 * every page is a name (`printTitles`).
 */
export function landscape(widths: readonly number[]): PageSetup {
  const inches = widths.reduce((sum, width) => sum + width, 0) * INCHES_PER_CHARACTER;
  return {
    orientation: 'landscape',
    paperSize: LETTER_INCHES / inches < SMALLEST_SCALE ? 'tabloid' : 'letter',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    margins: { left: MARGIN_INCHES, right: MARGIN_INCHES, top: 0.6, bottom: 0.7, header: 0.3, footer: 0.3 },
  };
}

/** "&" starts a code in Excel's page headers, so one in the text is doubled. */
export function pageFooter(title: string, stamp: string): { oddFooter: string } {
  const [left, centre] = [title, stamp].map((text) => text.replaceAll('&', '&&'));
  return { oddFooter: `&L${left}&C${centre}&RPage &P of &N` };
}
