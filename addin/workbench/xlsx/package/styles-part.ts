import type { CellStyle } from 'excel-host/book/cell.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { HORIZONTAL, VERTICAL, opaque } from '../cell-style.ts';
import type { PackageParts } from './package-parts.ts';
import { type XmlElement, childNamed, prefixOf, readXml, withAttributes, xmlAttribute } from './xml-part.ts';

/** How a cell looks, as far as the book knows. */
export interface Look {
  readonly style: CellStyle;
  readonly format: string;
}

const LISTS = ['numFmts', 'fonts', 'fills', 'cellXfs'] as const;
type ListName = (typeof LISTS)[number];

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles';
const MINIMAL = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`;

/** The order the schema wants the parts of a font in. */
const FONT_ORDER = 'b i strike condense extend outline shadow u vertAlign sz color name family charset scheme'.split(
  ' ',
);
/** Numbers below are Excel's own formats. */
const FIRST_OWN_FORMAT = 164;

/** The styles of a file, to which looks are added; what is there stays as it is. */
export class StylesPart {
  readonly #parts: PackageParts;
  readonly #path: string;
  readonly #xml: string;
  readonly #root: XmlElement;
  readonly #prefix: string;
  readonly #items: Record<ListName, string[]>;
  readonly #counts: Record<ListName, number>;
  readonly #known = new Map<string, number>();

  constructor(parts: PackageParts) {
    this.#parts = parts;
    this.#path = parts.workbookPart('styles') ?? addStyles(parts);
    this.#xml = parts.text(this.#path);
    this.#root = readXml(this.#path, this.#xml);
    this.#prefix = prefixOf(this.#xml, this.#root);
    const items = (name: ListName): string[] =>
      (childNamed(this.#root, name)?.children ?? []).map(({ start, end }) => this.#xml.slice(start, end));
    this.#items = {
      numFmts: items('numFmts'),
      fonts: items('fonts'),
      fills: items('fills'),
      cellXfs: items('cellXfs'),
    };
    this.#counts = {
      numFmts: this.#items.numFmts.length,
      fonts: this.#items.fonts.length,
      fills: this.#items.fills.length,
      cellXfs: this.#items.cellXfs.length,
    };
  }

  /** The look numbered `base`, which shows as `before`, made to show as `after`: what the book does not know of it stays. */
  restyled(base: number, before: Look, after: Look): number {
    if (before === after) return base;
    const key = JSON.stringify([base, before, after]);
    const known = this.#known.get(key) ?? this.#make(base, before, after);
    this.#known.set(key, known);
    return known;
  }

  /** Writes what was added. */
  save(): void {
    this.#parts.edit(this.#path, (xml, edits) => {
      for (const name of LISTS) {
        const added = this.#items[name].slice(this.#counts[name]).join('');
        if (added === '') continue;
        const list = childNamed(this.#root, name);
        const count = String(this.#items[name].length);
        if (list === undefined) {
          const at = this.#root.openEnd;
          edits.replace(at, at, `<${this.#prefix}${name} count="${count}">${added}</${this.#prefix}${name}>`);
          continue;
        }
        const tag = withAttributes(xml.slice(list.start, list.openEnd), { count });
        if (list.closeStart === list.end) {
          edits.replace(list.start, list.end, `${tag.replace(/\s*\/>$/, '>')}${added}</${this.#prefix}${name}>`);
        } else {
          edits.replace(list.start, list.openEnd, tag);
          edits.replace(list.closeStart, list.closeStart, added);
        }
      }
    });
  }

  #make(base: number, before: Look, after: Look): number {
    const xf =
      this.#items.cellXfs[base] ??
      this.#items.cellXfs[0] ??
      this.#tag('xf numFmtId="0" fontId="0" fillId="0" borderId="0"');
    const root = readXml(this.#path, xf);
    const changed = changedKeys(before.style, after.style);
    const attributes: Record<string, string | undefined> = {};
    if (FONT_KEYS.some((key) => changed.has(key))) {
      attributes['fontId'] = String(
        this.#font(Number(attributeOf(root.attributes, 'fontId') ?? '0'), changed, after.style),
      );
      attributes['applyFont'] = '1';
    }
    if (changed.has('fillColor')) {
      attributes['fillId'] = String(this.#fill(after.style.fillColor));
      attributes['applyFill'] = '1';
    }
    if (before.format !== after.format) {
      attributes['numFmtId'] = String(this.#format(after.format));
      attributes['applyNumberFormat'] = '1';
    }
    const aligns = ALIGNMENT_KEYS.some((key) => changed.has(key));
    if (aligns) attributes['applyAlignment'] = '1';
    if (changed.has('locked')) attributes['applyProtection'] = '1';
    const alignment = this.#child(xf, root, 'alignment', aligns ? alignmentOf(changed, after.style) : {});
    const protection = this.#child(xf, root, 'protection', changed.has('locked') ? lockedOf(after.style) : {});
    const others = root.children
      .filter(({ name }) => name !== 'alignment' && name !== 'protection')
      .map(({ start, end }) => xf.slice(start, end));
    const inside = [alignment, protection, ...others].join('');
    const open = withAttributes(xf.slice(root.start, root.openEnd), attributes).replace(/\s*\/>$/, '>');
    const made = inside === '' ? open.replace(/>$/, '/>') : `${open}${inside}</${this.#prefix}xf>`;
    return this.#place('cellXfs', made);
  }

  #child(xf: string, root: XmlElement, name: string, attributes: Readonly<Record<string, string | undefined>>): string {
    const known = childNamed(root, name);
    const tag = known === undefined ? this.#tag(name) : xf.slice(known.start, known.end);
    const written = withAttributes(tag, attributes);
    return /^<[^\s/>]+\s*\/?>$/.test(written) ? '' : written;
  }

  #font(base: number, changed: ReadonlySet<string>, style: CellStyle): number {
    const parts = this.#fontParts(base);
    const standard = this.#fontParts(0);
    const set = (name: string, value: string | undefined): void => {
      if (value === undefined) parts.delete(name);
      else parts.set(name, value);
    };
    const flags = [
      ['bold', 'b', style.bold],
      ['italic', 'i', style.italic],
      ['strikethrough', 'strike', style.strikethrough],
      ['underline', 'u', style.underline !== undefined && style.underline !== 'None'],
    ] as const;
    for (const [key, name, isOn] of flags) if (changed.has(key)) set(name, isOn === true ? this.#tag(name) : undefined);
    if (changed.has('fontSize')) {
      set('sz', style.fontSize === undefined ? standard.get('sz') : this.#tag(`sz val="${style.fontSize}"`));
    }
    if (changed.has('fontColor')) {
      set(
        'color',
        style.fontColor === undefined ? standard.get('color') : this.#tag(`color rgb="${opaque(style.fontColor)}"`),
      );
    }
    if (changed.has('fontName')) {
      const isStandard = style.fontName === undefined;
      set('name', isStandard ? standard.get('name') : this.#tag(`name val="${xmlAttribute(style.fontName)}"`));
      for (const name of ['family', 'charset', 'scheme']) set(name, isStandard ? standard.get(name) : undefined);
    }
    const inside = FONT_ORDER.flatMap((name) => parts.get(name) ?? []).join('');
    return this.#place('fonts', `<${this.#prefix}font>${inside}</${this.#prefix}font>`);
  }

  /** The parts of a font by their names. */
  #fontParts(font: number): Map<string, string> {
    const xml = this.#items.fonts[font] ?? this.#tag('font');
    return new Map(readXml(this.#path, xml).children.map(({ name, start, end }) => [name, xml.slice(start, end)]));
  }

  #fill(color: string | undefined): number {
    if (color === undefined) return 0;
    const inside = `${this.#tag(`fgColor rgb="${opaque(color)}"`)}${this.#tag('bgColor indexed="64"')}`;
    const prefix = this.#prefix;
    return this.#place(
      'fills',
      `<${prefix}fill><${prefix}patternFill patternType="solid">${inside}</${prefix}patternFill></${prefix}fill>`,
    );
  }

  #format(format: string): number {
    if (format === 'General') return 0;
    const numbers = this.#formats();
    const known = numbers.find(({ code }) => code === format);
    if (known !== undefined) return known.id;
    const id = numbers.reduce((most, each) => Math.max(most, each.id), FIRST_OWN_FORMAT - 1) + 1;
    this.#place('numFmts', this.#tag(`numFmt numFmtId="${id}" formatCode="${xmlAttribute(format)}"`));
    return id;
  }

  #formats(): { readonly id: number; readonly code: string }[] {
    return this.#items.numFmts.map((xml) => {
      const { attributes } = readXml(this.#path, xml);
      return { id: Number(attributeOf(attributes, 'numFmtId')), code: attributeOf(attributes, 'formatCode') ?? '' };
    });
  }

  /** The place of an item in its list, at the end where it is new. */
  #place(list: ListName, xml: string): number {
    const items = this.#items[list];
    const known = items.indexOf(xml);
    return known >= 0 ? known : items.push(xml) - 1;
  }

  #tag(inside: string): string {
    return `<${this.#prefix}${inside}/>`;
  }
}

function addStyles(parts: PackageParts): string {
  const path = parts.freePath('xl/styles', '.xml', true);
  parts.add(path, MINIMAL, CONTENT_TYPE, parts.workbookPath, RELATIONSHIP);
  return path;
}

const FONT_KEYS = ['bold', 'italic', 'strikethrough', 'underline', 'fontSize', 'fontName', 'fontColor'];
const ALIGNMENT_KEYS = ['horizontalAlignment', 'verticalAlignment', 'wrapText'];

function changedKeys(before: CellStyle, after: CellStyle): Set<string> {
  const [was, is] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return new Set([...was.keys(), ...is.keys()].filter((key) => was.get(key) !== is.get(key)));
}

function alignmentOf(changed: ReadonlySet<string>, style: CellStyle): Record<string, string | undefined> {
  const attributes: Record<string, string | undefined> = {};
  if (changed.has('horizontalAlignment')) {
    attributes['horizontal'] = HORIZONTAL.find(([excel]) => excel === style.horizontalAlignment)?.[1];
  }
  if (changed.has('verticalAlignment')) {
    attributes['vertical'] = VERTICAL.find(([excel]) => excel === style.verticalAlignment)?.[1];
  }
  if (changed.has('wrapText')) attributes['wrapText'] = style.wrapText === true ? '1' : undefined;
  return attributes;
}

function lockedOf(style: CellStyle): Record<string, string | undefined> {
  return { locked: style.locked === false ? '0' : undefined };
}
