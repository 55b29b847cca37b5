import type { AlignmentStyle, CellStyle as XlsxStyle, Color } from 'hucre';
import { type CellStyle, GENERAL } from 'excel-host/book/cell.ts';

/** The look of a cell with its number format as a file has it; undefined where both are standard. */
export function toXlsxStyle(style: CellStyle, format: string): XlsxStyle | undefined {
  const font: NonNullable<XlsxStyle['font']> = {};
  if (style.fontName !== undefined) font.name = style.fontName;
  if (style.fontSize !== undefined) font.size = style.fontSize;
  if (style.bold === true) font.bold = true;
  if (style.italic === true) font.italic = true;
  if (style.underline !== undefined && style.underline !== 'None') font.underline = true;
  if (style.strikethrough === true) font.strikethrough = true;
  if (style.fontColor !== undefined) font.color = { rgb: opaque(style.fontColor) };
  const alignment: AlignmentStyle = {};
  const horizontal = HORIZONTAL.find(([excel]) => excel === style.horizontalAlignment)?.[1];
  const vertical = VERTICAL.find(([excel]) => excel === style.verticalAlignment)?.[1];
  if (horizontal !== undefined) alignment.horizontal = horizontal;
  if (vertical !== undefined) alignment.vertical = vertical;
  if (style.wrapText === true) alignment.wrapText = true;
  const look: XlsxStyle = {};
  if (Object.keys(font).length > 0) look.font = font;
  if (Object.keys(alignment).length > 0) look.alignment = alignment;
  if (style.fillColor !== undefined) {
    const color = { rgb: opaque(style.fillColor) };
    look.fill = { type: 'pattern', pattern: 'solid', fgColor: color, bgColor: color };
  }
  if (style.locked === false) look.protection = { locked: false };
  if (format !== GENERAL) look.numFmt = format;
  return Object.keys(look).length === 0 ? undefined : look;
}

export function fromXlsxStyle(look: XlsxStyle | undefined): CellStyle {
  const { font, fill, alignment, protection } = look ?? {};
  const fillColor = fill?.type === 'pattern' && fill.pattern === 'solid' ? colorOf(fill.fgColor) : undefined;
  const entries = Object.entries({
    fillColor,
    fontColor: colorOf(font?.color),
    bold: font?.bold === true ? true : undefined,
    italic: font?.italic === true ? true : undefined,
    underline: font?.underline === undefined || font.underline === false ? undefined : 'Single',
    strikethrough: font?.strikethrough === true ? true : undefined,
    wrapText: alignment?.wrapText === true ? true : undefined,
    horizontalAlignment: HORIZONTAL.find(([, xlsx]) => xlsx === alignment?.horizontal)?.[0],
    verticalAlignment: VERTICAL.find(([, xlsx]) => xlsx === alignment?.vertical && xlsx !== 'bottom')?.[0],
    locked: protection?.locked === false ? false : undefined,
    // The standard font of a file is named on every cell.
    fontName: font?.name === undefined || STANDARD_FONTS.has(font.name) ? undefined : font.name,
    fontSize: font?.size === undefined || font.size === STANDARD_SIZE ? undefined : font.size,
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

const STANDARD_FONTS = new Set(['Calibri', 'Aptos Narrow', 'Arial']);
const STANDARD_SIZE = 11;

export const HORIZONTAL = [
  ['Left', 'left'],
  ['Center', 'center'],
  ['Right', 'right'],
  ['Justify', 'justify'],
] as const;

export const VERTICAL = [
  ['Top', 'top'],
  ['Center', 'center'],
  ['Bottom', 'bottom'],
] as const;

/** hucre wants eight digits: alpha first. */
export function opaque(color: string): string {
  return `FF${color.replace('#', '').toUpperCase()}`;
}

/** `#RRGGBB`; colours of a theme are left to the program that knows the theme. */
function colorOf(color: Color | undefined): string | undefined {
  return color?.rgb === undefined ? undefined : `#${color.rgb.slice(-6).toUpperCase()}`;
}
