import {
  BooleanNumber,
  BorderStyleTypes,
  HorizontalAlign,
  type IBorderData,
  type IStyleData,
  type Nullable,
  VerticalAlign,
  WrapStrategy,
} from '@univerjs/core';
import type { StylePatch } from 'excel-host/book/book.ts';
import { type BorderStyle, type CellStyle, GENERAL } from 'excel-host/book/cell.ts';

/** Looks of a cell with its number format, as Univer writes them. */
export function toUniverLook(style: CellStyle, format: string): IStyleData {
  const look: IStyleData = {};
  if (format !== GENERAL) look.n = { pattern: format };
  if (style.fillColor !== undefined) look.bg = { rgb: style.fillColor };
  if (style.fontColor !== undefined) look.cl = { rgb: style.fontColor };
  if (style.fontName !== undefined) look.ff = style.fontName;
  if (style.fontSize !== undefined) look.fs = style.fontSize;
  if (style.bold === true) look.bl = BooleanNumber.TRUE;
  if (style.italic === true) look.it = BooleanNumber.TRUE;
  if (style.underline !== undefined && style.underline !== 'None') look.ul = { s: BooleanNumber.TRUE };
  if (style.strikethrough === true) look.st = { s: BooleanNumber.TRUE };
  if (style.wrapText === true) look.tb = WrapStrategy.WRAP;
  const horizontal = HORIZONTAL.find(([name]) => name === style.horizontalAlignment);
  if (horizontal !== undefined) look.ht = horizontal[1];
  const vertical = VERTICAL.find(([name]) => name === style.verticalAlignment);
  if (vertical !== undefined) look.vt = vertical[1];
  const borders = toBorders(style.borders);
  if (borders !== undefined) look.bd = borders;
  return look;
}

export function formatOf(look: Nullable<IStyleData>): string {
  const pattern = look?.n?.pattern;
  return pattern === undefined || pattern === '' ? GENERAL : pattern;
}

/** The looks that both sides can express, read from Univer. Missing ones are undefined, so that they return to the default. */
export function lookPatch(look: Nullable<IStyleData>): StylePatch {
  return {
    fillColor: colorOf(look?.bg?.rgb),
    fontColor: colorOf(look?.cl?.rgb),
    fontName: look?.ff ?? undefined,
    fontSize: look?.fs,
    bold: isOn(look?.bl),
    italic: isOn(look?.it),
    underline: isOn(look?.ul?.s) === true ? 'Single' : undefined,
    strikethrough: isOn(look?.st?.s),
    wrapText: look?.tb === WrapStrategy.WRAP ? true : undefined,
    horizontalAlignment: HORIZONTAL.find(([, value]) => value === look?.ht)?.[0],
    verticalAlignment: VERTICAL.find(([, value]) => value === look?.vt)?.[0],
  };
}

/** Those of the wanted looks that differ from the style; undefined where none does. */
export function differingLooks(style: CellStyle, wanted: StylePatch): StylePatch | undefined {
  const known = lookPatch(toUniverLook(style, GENERAL));
  const differing = Object.entries(wanted).filter(([key, value]) =>
    Object.entries(known).some(([name, had]) => name === key && had !== value),
  );
  return differing.length === 0 ? undefined : Object.fromEntries(differing);
}

const HORIZONTAL = [
  ['Left', HorizontalAlign.LEFT],
  ['Center', HorizontalAlign.CENTER],
  ['Right', HorizontalAlign.RIGHT],
  ['Justify', HorizontalAlign.JUSTIFIED],
] as const;

const VERTICAL = [
  ['Top', VerticalAlign.TOP],
  ['Center', VerticalAlign.MIDDLE],
  ['Bottom', VerticalAlign.BOTTOM],
] as const;

const SIDES = [
  ['EdgeTop', 't'],
  ['EdgeBottom', 'b'],
  ['EdgeLeft', 'l'],
  ['EdgeRight', 'r'],
] as const;

/** Univer has no lines between the cells of one area: each cell brings its edges. */
function toBorders(borders: CellStyle['borders']): IBorderData | undefined {
  if (borders === undefined) return undefined;
  const drawn: IBorderData = {};
  for (const [name, side] of SIDES) {
    const border = borders[name];
    if (border?.style === undefined || border.style === 'None') continue;
    drawn[side] = { s: lineOf(border), cl: { rgb: border.color ?? '#000000' } };
  }
  return Object.keys(drawn).length === 0 ? undefined : drawn;
}

function lineOf({ style, weight }: BorderStyle): BorderStyleTypes {
  if (style === 'Double') return BorderStyleTypes.DOUBLE;
  if (style === 'Dash') return BorderStyleTypes.DASHED;
  if (style === 'Dot') return BorderStyleTypes.DOTTED;
  if (weight === 'Thick') return BorderStyleTypes.THICK;
  return weight === 'Medium' ? BorderStyleTypes.MEDIUM : BorderStyleTypes.THIN;
}

function isOn(flag: Nullable<BooleanNumber>): true | undefined {
  return flag === BooleanNumber.TRUE ? true : undefined;
}

/** `#RRGGBB`, from that or from `rgb(r, g, b)`, which pasted cells bring. */
function colorOf(color: Nullable<string>): string | undefined {
  if (color === undefined || color === null || color === '') return undefined;
  if (color.startsWith('#')) return color.toUpperCase();
  const parts = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(color)?.slice(1);
  if (parts === undefined) return undefined;
  return `#${parts
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`;
}
