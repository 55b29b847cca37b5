import { formatArea, parseArea } from 'excel-host/book/address.ts';
import { sameArea } from 'excel-host/book/area.ts';
import type { SheetFile, TableFile } from 'excel-host/file/book-file.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { excelText } from '../../../../shared/workbook-file/excel-text.ts';
import { type ColumnFormula, columnFormula } from './column-formula.ts';
import type { MovedBook } from './moved-book.ts';
import type { MovedPlaces } from './moved-places.ts';
import { type PackageParts, relationshipAttribute } from './package-parts.ts';
import { element } from './sheet-children.ts';
import { TextEdits } from './text-edits.ts';
import {
  type XmlElement,
  childNamed,
  childrenNamed,
  descendants,
  prefixOf,
  readXml,
  textOf,
  withAttributes,
  xmlAttribute,
  xmlText,
} from './xml-part.ts';

const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/table';
const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

interface TablesPatch {
  readonly parts: PackageParts;
  /** Path of the sheet's part. */
  readonly part: string;
  /** Name of the sheet in the file. */
  readonly home: string;
  readonly before: SheetFile;
  readonly after: SheetFile;
  readonly places: MovedPlaces;
  readonly book: MovedBook;
  readonly tell: (sentence: string) => void;
}

/** Tables as the book has them, in the parts of the file. Returns the relationships of the sheet's tables where they are others than before. */
export function patchTables(patch: TablesPatch): readonly string[] | undefined {
  const { parts, part, before, after, places } = patch;
  const links = parts.relationships(part).filter(({ type, isExternal }) => type === 'table' && !isExternal);
  const known = links.flatMap((link) => {
    const attributes = readXml(link.path, parts.text(link.path)).attributes;
    const area = parseArea(attributeOf(attributes, 'ref') ?? '');
    const name = attributeOf(attributes, 'displayName') ?? attributeOf(attributes, 'name') ?? '';
    const file = before.tables.find(({ looks }) => looks.name === name);
    return area === undefined || file === undefined ? [] : [{ link, name, area, file }];
  });
  const left = new Set(known);
  const match = (isIt: (table: TableFile, old: (typeof known)[number]) => boolean, table: TableFile) => {
    const found = [...left].find((old) => isIt(table, old));
    if (found !== undefined) left.delete(found);
    return found;
  };
  const byName = after.tables.map((table) =>
    match((now, old) => now.looks.name.toLowerCase() === old.name.toLowerCase(), table),
  );
  // A table with another name is known by the cells it had.
  const matched = after.tables.map(
    (table, index) =>
      byName[index] ??
      match(
        (now, old) =>
          places.areas(old.area).some((area) => area.row === now.area.row && area.column === now.area.column),
        table,
      ),
  );
  const ids = after.tables.map((table, index) => {
    const old = matched[index];
    if (old === undefined) return addTable(patch, table);
    patchTable(patch, old.link.path, old.file, table);
    return old.link.id;
  });
  const gone = new Set([...left].map(({ link }) => link.id));
  if (gone.size > 0) parts.unrelate(part, ({ id }) => gone.has(id));
  const unknown = links.filter(({ id }) => !known.some(({ link }) => link.id === id)).map(({ id }) => id);
  const isSame = gone.size === 0 && ids.every((id) => links.some((link) => link.id === id));
  return isSame ? undefined : [...unknown, ...ids];
}

/** `<tableParts>` of a sheet. */
export function tableParts(prefix: string, xml: string, ids: readonly string[]): string | undefined {
  if (ids.length === 0) return undefined;
  const inside = ids.map((id) => element(prefix, 'tablePart', relationshipAttribute(xml, id), '')).join('');
  return element(prefix, 'tableParts', ` count="${ids.length}"`, inside);
}

function addTable({ parts, part }: TablesPatch, table: TableFile): string {
  const path = parts.freePath('xl/tables/table', '.xml');
  return parts.add(path, newTable(parts, table), CONTENT_TYPE, part, RELATIONSHIP);
}

function newTable(parts: PackageParts, { area, columnNames, looks }: TableFile): string {
  const name = xmlAttribute(looks.name);
  const columns = columnNames.map((column, index) => newColumn('', index + 1, column)).join('');
  const totals = looks.showTotals ? ' totalsRowCount="1"' : ' totalsRowShown="0"';
  const headers = looks.showHeaders ? '' : ' headerRowCount="0"';
  const filter =
    looks.showHeaders && looks.showFilterButton
      ? `<autoFilter ref="${formatArea(filterArea(area, looks.showTotals))}"/>`
      : '';
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    `<table xmlns="${NAMESPACE}" id="${freeTableId(parts)}" name="${name}" displayName="${name}" ref="${formatArea(area)}"${headers}${totals}>`,
    filter,
    `<tableColumns count="${columnNames.length}">${columns}</tableColumns>`,
    `<tableStyleInfo${styleAttributes(looks)}/></table>`,
  ].join('');
}

function freeTableId(parts: PackageParts): number {
  const ids = parts.paths
    .filter((path) => /\/tables\/[^/]+\.xml$/.test(path))
    .map((path) => Number(attributeOf(readXml(path, parts.text(path)).attributes, 'id') ?? '0'));
  return Math.max(0, ...ids) + 1;
}

function newColumn(prefix: string, id: number, name: string): string {
  return `<${prefix}tableColumn id="${id}" name="${xmlAttribute(columnText(name))}"/>`;
}

/** Line breaks in the name of a column are escaped, as Excel does. */
function columnText(name: string): string {
  return excelText(name).replaceAll('\n', '_x000a_');
}

function styleAttributes({
  style,
  highlightFirstColumn,
  highlightLastColumn,
  showBandedRows,
  showBandedColumns,
}: TableFile['looks']): string {
  const flag = (isOn: boolean): string => (isOn ? '1' : '0');
  const name = style === '' ? '' : ` name="${xmlAttribute(style)}"`;
  return `${name} showFirstColumn="${flag(highlightFirstColumn)}" showLastColumn="${flag(highlightLastColumn)}" showRowStripes="${flag(showBandedRows)}" showColumnStripes="${flag(showBandedColumns)}"`;
}

function filterArea(area: TableFile['area'], hasTotals: boolean): TableFile['area'] {
  return { ...area, rowCount: area.rowCount - Number(hasTotals) };
}

function patchTable(patch: TablesPatch, path: string, was: TableFile, is: TableFile): void {
  const { parts } = patch;
  const xml = parts.text(path);
  const edits = new TextEdits(xml);
  const root = readXml(path, xml);
  const prefix = prefixOf(xml, root);
  const attributes: Record<string, string | undefined> = {};
  if (was.looks.name !== is.looks.name) Object.assign(attributes, { name: is.looks.name, displayName: is.looks.name });
  if (!sameArea(was.area, is.area)) attributes['ref'] = formatArea(is.area);
  if (was.looks.showTotals !== is.looks.showTotals) {
    attributes['totalsRowCount'] = is.looks.showTotals ? '1' : undefined;
    if (is.looks.showTotals) attributes['totalsRowShown'] = undefined;
  }
  if (was.looks.showHeaders !== is.looks.showHeaders)
    attributes['headerRowCount'] = is.looks.showHeaders ? undefined : '0';
  edits.replace(root.start, root.openEnd, withAttributes(xml.slice(root.start, root.openEnd), attributes));
  moveSort(patch.places, xml, edits, root);
  const order = patchTableColumns(patch, { path, xml, edits, root, prefix }, was, is);
  patchTableFilter(patch, { path, xml, edits, root, prefix }, was, is, order);
  if (styleAttributes(was.looks) !== styleAttributes(is.looks)) {
    const style = childNamed(root, 'tableStyleInfo');
    if (style !== undefined)
      edits.replace(style.start, style.end, `<${prefix}tableStyleInfo${styleAttributes(is.looks)}/>`);
  }
  if (!edits.isEmpty) parts.write(path, edits.text);
}

/** The order the rows were last put in, as Excel remembers it. */
function moveSort(places: MovedPlaces, xml: string, edits: TextEdits, root: XmlElement): void {
  for (const sort of descendants(root)) {
    if (sort.name !== 'sortState' && sort.name !== 'sortCondition') continue;
    const before = parseArea(attributeOf(sort.attributes, 'ref') ?? '');
    const [now] = before === undefined ? [] : places.areas(before);
    if (now === undefined) continue;
    edits.replace(
      sort.start,
      sort.openEnd,
      withAttributes(xml.slice(sort.start, sort.openEnd), { ref: formatArea(now) }),
    );
  }
}

interface TableXml {
  readonly path: string;
  readonly xml: string;
  readonly edits: TextEdits;
  readonly root: XmlElement;
  readonly prefix: string;
}

/** Returns for each column of now its place among those of the file; -1 for a new one. */
function patchTableColumns(patch: TablesPatch, table: TableXml, was: TableFile, is: TableFile): number[] {
  const { places, before, after } = patch;
  const { xml, edits, root, prefix } = table;
  const holder = childNamed(root, 'tableColumns');
  const columns = childrenNamed(holder, 'tableColumn');
  const order = columnOrder(places, was, is);
  const usedIds = columns.map(({ attributes }) => Number(attributeOf(attributes, 'id') ?? '0'));
  let lastId = Math.max(0, ...usedIds);
  const written = is.columnNames.map((name, index) => {
    const column = columns[order[index] ?? -1];
    if (column === undefined) return newColumn(prefix, ++lastId, name);
    const attributes = was.columnNames[order[index] ?? -1] === name ? {} : { name: columnText(name) };
    const totals = is.looks.showTotals ? {} : { totalsRowFunction: undefined, totalsRowLabel: undefined };
    const gone = was.looks.showTotals && !is.looks.showTotals ? totals : {};
    const tag = withAttributes(xml.slice(column.start, column.openEnd), { ...attributes, ...gone });
    const [then, now] = [columnFormula(before, was, order[index] ?? -1), columnFormula(after, is, index)];
    const formulas = columnFormulas(patch, table, column, then, now, is.looks.showTotals);
    return tag + formulas + xml.slice(column.closeStart, column.end);
  });
  if (holder === undefined) return order;
  const isSame = order.length === columns.length && order.every((place, index) => place === index);
  if (isSame)
    written.forEach((text, index) => edits.replace(columns[index]?.start ?? 0, columns[index]?.end ?? 0, text));
  else {
    const tag = withAttributes(xml.slice(holder.start, holder.openEnd), { count: String(written.length) });
    edits.replace(holder.start, holder.end, `${tag}${written.join('')}</${prefix}tableColumns>`);
  }
  return order;
}

/**
 * What a column is calculated by for new rows: the formula that all its cells have got in the book, else the file's, which
 * goes along with what it refers to, as that of its totals does.
 */
function columnFormulas(
  { book, home }: TablesPatch,
  { path, xml }: TableXml,
  column: XmlElement,
  before: ColumnFormula,
  after: ColumnFormula,
  hasTotals: boolean,
): string {
  const edits = new TextEdits(xml.slice(0, column.closeStart));
  for (const child of column.children) {
    const isColumn = child.name === 'calculatedColumnFormula';
    if (!isColumn && child.name !== 'totalsRowFormula') continue;
    const isGone = isColumn ? after.kind === 'none' && before.kind !== 'none' : !hasTotals;
    if (isGone) {
      edits.replace(child.start, child.end, '');
      continue;
    }
    const text = textOf(path, xml, child);
    const moved = book.formula(text, home);
    const isOther =
      isColumn && after.kind === 'one' && (before.kind !== 'one' || book.formula(before.text, home) !== after.text);
    const now = isOther ? after.text : moved;
    if (now !== text) edits.replace(child.openEnd, child.closeStart, xmlText(now));
  }
  return edits.text.slice(column.openEnd);
}

/** Columns are known again by their name, else by where they have gone. */
function columnOrder(places: MovedPlaces, was: TableFile, is: TableFile): number[] {
  const taken = new Set<number>();
  const byName = is.columnNames.map((name) => {
    const found = was.columnNames.indexOf(name);
    if (found >= 0) taken.add(found);
    return found;
  });
  return byName.map((found, index) => {
    if (found >= 0) return found;
    const at = places.origin(is.area.row, is.area.column + index);
    const place = at === undefined ? -1 : at.column - was.area.column;
    if (place < 0 || place >= was.columnNames.length || taken.has(place)) return -1;
    taken.add(place);
    return place;
  });
}

/** [FA9] What hides rows of the file goes on hiding them; filters that were set in the book are put beside. */
function patchTableFilter(
  { tell }: TablesPatch,
  table: TableXml,
  was: TableFile,
  is: TableFile,
  order: readonly number[],
): void {
  const { xml, edits, root, prefix } = table;
  const filter = childNamed(root, 'autoFilter');
  const area = filterArea(is.area, is.looks.showTotals);
  const isShown = is.looks.showHeaders && is.looks.showFilterButton;
  if (filter === undefined) {
    if (isShown && !(was.looks.showHeaders && was.looks.showFilterButton)) {
      edits.replace(root.openEnd, root.openEnd, element(prefix, 'autoFilter', ` ref="${formatArea(area)}"`, ''));
    }
    return;
  }
  if (!isShown && was.looks.showHeaders && was.looks.showFilterButton) {
    edits.replace(filter.start, filter.end, '');
    return;
  }
  const tag = withAttributes(xml.slice(filter.start, filter.openEnd), { ref: formatArea(area) });
  edits.replace(filter.start, filter.openEnd, tag);
  for (const column of childrenNamed(filter, 'filterColumn')) {
    const place = order.indexOf(Number(attributeOf(column.attributes, 'colId') ?? '-1'));
    if (place < 0) edits.replace(column.start, column.end, '');
    else
      edits.replace(
        column.start,
        column.openEnd,
        withAttributes(xml.slice(column.start, column.openEnd), { colId: String(place) }),
      );
  }
  if (is.filters.length > 0) tell(`The filter set here on the table ${is.looks.name} is not saved.`);
}
