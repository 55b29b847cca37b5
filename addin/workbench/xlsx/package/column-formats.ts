import { GENERAL } from 'excel-host/book/cell.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import type { PackageParts } from './package-parts.ts';
import { childNamed, readXml } from './xml-part.ts';

/** Excel's own formats by their numbers (ECMA-376 part 1, 18.8.30), in the words in which hucre gives them for cells. */
const BUILT_IN = new Map<number, string>([
  [0, GENERAL],
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [5, '$#,##0_);\\($#,##0\\)'],
  [6, '$#,##0_);[Red]\\($#,##0\\)'],
  [7, '$#,##0.00_);\\($#,##0.00\\)'],
  [8, '$#,##0.00_);[Red]\\($#,##0.00\\)'],
  [9, '0%'],
  [10, '0.00%'],
  [11, '0.00E+00'],
  [12, '# ?/?'],
  [13, '# ??/??'],
  [14, 'm/d/yyyy'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm AM/PM'],
  [19, 'h:mm:ss AM/PM'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'm/d/yyyy h:mm'],
  [37, '#,##0 ;(#,##0)'],
  [38, '#,##0 ;[Red](#,##0)'],
  [39, '#,##0.00;(#,##0.00)'],
  [40, '#,##0.00;[Red](#,##0.00)'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mmss.0'],
  [48, '##0.0E+0'],
  [49, '@'],
]);

/** Number formats of the file by the number of the look that has them. */
export function formatsByStyle(parts: PackageParts): string[] {
  const path = parts.workbookPart('styles');
  if (path === undefined) return [];
  const root = readXml(path, parts.text(path));
  const own = new Map(
    (childNamed(root, 'numFmts')?.children ?? []).map(({ attributes }) => [
      Number(attributeOf(attributes, 'numFmtId')),
      attributeOf(attributes, 'formatCode') ?? GENERAL,
    ]),
  );
  return (childNamed(root, 'cellXfs')?.children ?? []).map(({ attributes }) => {
    const number = Number(attributeOf(attributes, 'numFmtId') ?? '0');
    return own.get(number) ?? BUILT_IN.get(number) ?? GENERAL;
  });
}

/** Formats of whole columns of a sheet's part that are not the standard one. */
export function columnFormats(parts: PackageParts, part: string, formats: readonly string[]): Map<number, string> {
  const found = new Map<number, string>();
  const root = readXml(part, parts.text(part), new Set(['sheetData']));
  for (const { attributes } of childNamed(root, 'cols')?.children ?? []) {
    const format = formats[Number(attributeOf(attributes, 'style') ?? '0')] ?? GENERAL;
    if (format === GENERAL) continue;
    const last = Math.min(Number(attributeOf(attributes, 'max')), 16_384);
    for (let column = Number(attributeOf(attributes, 'min')); column <= last; column += 1)
      found.set(column - 1, format);
  }
  return found;
}
