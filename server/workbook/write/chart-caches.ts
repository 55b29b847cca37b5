import type { Cell, WriteSheet } from 'hucre';
import { excelText, xmlText } from '../../../shared/workbook-file/excel-text.ts';
import { columnOfLetters } from '../../../shared/workbook-file/column-letters.ts';

const REFERENCE = /<c:(numRef|strRef)><c:f>([^<]*)<\/c:f><\/c:\1>/g;
const COLUMN_RANGE = /^'((?:[^']|'')+)'!\$([A-Z]+)\$(\d+):\$\2\$(\d+)$/;

/**
 * Puts into a chart's part the values of the cells it refers to, as Excel keeps them there: what shows a file without
 * working it out, a preview for one, draws the chart from these alone. `sheets` are the reports, as they are written.
 */
export function fillChartCaches(chartXml: string, sheets: readonly Pick<WriteSheet, 'name' | 'cells'>[]): string {
  return chartXml.replaceAll(REFERENCE, (_whole, kind: string, escaped: string) => {
    const values = valuesAt(escaped.replaceAll('&apos;', "'").replaceAll('&amp;', '&'), sheets);
    const cache = kind === 'numRef' ? 'numCache' : 'strCache';
    const format = kind === 'numRef' ? '<c:formatCode>General</c:formatCode>' : '';
    const points = values.map((value, index) =>
      value === '' ? '' : `<c:pt idx="${index}"><c:v>${xmlText(excelText(value))}</c:v></c:pt>`,
    );
    const filled = `<c:${cache}>${format}<c:ptCount val="${values.length}"/>${points.join('')}</c:${cache}>`;
    return `<c:${kind}><c:f>${escaped}</c:f>${filled}</c:${kind}>`;
  });
}

/** What the cells of a column hold; "" for an empty one. Throws on what is no range of the reports. */
function valuesAt(reference: string, sheets: readonly Pick<WriteSheet, 'name' | 'cells'>[]): string[] {
  const [, quoted = '', letters = '', first = '', last = ''] = COLUMN_RANGE.exec(reference) ?? [];
  const sheet = sheets.find(({ name }) => name === quoted.replaceAll("''", "'"));
  if (sheet === undefined) throw new Error(`A chart refers to ${reference}, which is no column of a report.`);
  const column = columnOfLetters(letters);
  const count = Number(last) - Number(first) + 1;
  return Array.from({ length: count }, (_, index) => {
    const cell: Partial<Cell> | undefined = sheet.cells?.get(`${Number(first) - 1 + index},${column}`);
    return String(cell?.formulaResult ?? cell?.value ?? '');
  });
}
