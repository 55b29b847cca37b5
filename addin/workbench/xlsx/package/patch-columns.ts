import { GENERAL } from 'excel-host/book/cell.ts';
import type { SheetFile } from 'excel-host/file/book-file.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { POINTS_PER_CHARACTER } from '../write-xlsx.ts';
import type { SheetPatch } from './patch-sheet-data.ts';
import { element, setChild } from './sheet-children.ts';
import { childNamed, prefixOf, withAttributes } from './xml-part.ts';

const COLUMNS = 16_384;
/** As `saveBook` keeps them: columns further out are not looked at. */
const SPARE_COLUMNS = 64;

interface ColumnFile {
  readonly hidden: boolean;
  readonly width: number | undefined;
  readonly format: string;
}

const PLAIN: ColumnFile = { hidden: false, width: undefined, format: GENERAL };

/** Widths, formats and outlines of columns: those of the file, moved, with what the book changed. */
export function patchColumns(patch: SheetPatch): void {
  const { before, after, places, root, xml, edits } = patch;
  const [was, is] = [columnsOf(before), columnsOf(after)];
  const known = Math.min(widthOf(before), widthOf(after));
  const ofFile = tagsByColumn(patch);
  const tags: (string | undefined)[] = [];
  let isSame = true;
  for (let column = 0; column < COLUMNS; column += 1) {
    const origin = places.originColumn(column);
    const tag = origin === undefined ? undefined : ofFile[origin];
    const looked = origin === undefined ? PLAIN : (was.get(origin) ?? PLAIN);
    const changed = column < known ? changedTag(patch, tag, looked, is.get(column) ?? PLAIN) : tag;
    tags.push(changed);
    isSame &&= changed === ofFile[column];
  }
  if (isSame) return;
  const prefix = prefixOf(xml, root);
  const inside = spans(tags)
    .map(({ tag, from, to }) => withAttributes(`<${prefix}col${tag}/>`, { min: String(from + 1), max: String(to + 1) }))
    .join('');
  setChild(edits, root, 'cols', inside === '' ? undefined : element(prefix, 'cols', '', inside));
}

function columnsOf({ columns }: SheetFile): ReadonlyMap<number, ColumnFile> {
  return new Map(columns.map(([column, { hidden, width }, format]) => [column, { hidden, width, format }]));
}

/** Behind the last column whose looks are kept in the file of a book. */
function widthOf({ cells }: SheetFile): number {
  return (cells === undefined ? 0 : cells.area.column + cells.area.columnCount) + SPARE_COLUMNS;
}

/** Attributes of each column in the file, without where it stands. */
function tagsByColumn({ root }: SheetPatch): (string | undefined)[] {
  const tags: (string | undefined)[] = Array.from({ length: COLUMNS });
  for (const { attributes } of childNamed(root, 'cols')?.children ?? []) {
    const [min, max] = [Number(attributeOf(attributes, 'min')), Number(attributeOf(attributes, 'max'))];
    const tag = withAttributes(`<c${attributes}/>`, { min: undefined, max: undefined }).slice(2, -2).trimEnd();
    for (let column = min; column <= Math.min(max, COLUMNS); column += 1) tags[column - 1] = tag;
  }
  return tags;
}

function changedTag(patch: SheetPatch, tag: string | undefined, was: ColumnFile, is: ColumnFile): string | undefined {
  const attributes: Record<string, string | undefined> = {};
  if (was.hidden !== is.hidden) attributes['hidden'] = is.hidden ? '1' : undefined;
  if (was.width !== is.width) {
    attributes['width'] = is.width === undefined ? undefined : String(is.width / POINTS_PER_CHARACTER);
    attributes['customWidth'] = is.width === undefined ? undefined : '1';
  }
  if (was.format !== is.format) {
    const base = Number(attributeOf(tag ?? '', 'style') ?? '0');
    const { looks, styles } = patch;
    attributes['style'] = String(styles.restyled(base, looks.of({}, was.format), looks.of({}, is.format)));
  }
  if (Object.keys(attributes).length === 0) return tag;
  const changed = withAttributes(`<c${tag ?? ''}/>`, attributes);
  // A column has a width in any case, be it the standard one.
  const whole = attributeOf(changed, 'width') === undefined ? withAttributes(changed, { width: '9.140625' }) : changed;
  return whole.slice(2, -2);
}

function spans(
  tags: readonly (string | undefined)[],
): { readonly tag: string; readonly from: number; readonly to: number }[] {
  const found: { tag: string; from: number; to: number }[] = [];
  tags.forEach((tag, column) => {
    const last = found.at(-1);
    if (tag === undefined) return;
    if (last !== undefined && last.to === column - 1 && last.tag === tag) last.to = column;
    else found.push({ tag, from: column, to: column });
  });
  return found;
}
