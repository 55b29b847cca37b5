import { formatArea, parseArea } from 'excel-host/book/address.ts';
import { type Area, areaOf, boundingArea } from 'excel-host/book/area.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { type MovedBook, type SheetFate, leftWords, movedCell } from './moved-book.ts';
import type { PackageParts } from './package-parts.ts';
import type { TextEdits } from './text-edits.ts';
import { type XmlElement, childNamed, descendants, readXml, textOf, withAttributes, xmlText } from './xml-part.ts';

/** Moves what other parts hang on the cells of a sheet: comments, drawings, pivot tables. */
export function moveSheetLinks(
  parts: PackageParts,
  part: string,
  fate: SheetFate,
  tell: (sentence: string) => void,
): void {
  if (fate.places.isStill) return;
  for (const { type, path, isExternal } of parts.relationships(part)) {
    if (isExternal || !parts.has(path)) continue;
    if (type === 'comments') moveCells(parts, path, 'comment', fate, tell);
    else if (type === 'threadedComment') moveCells(parts, path, 'threadedComment', fate, tell);
    else if (type === 'tableSingleCells') moveCells(parts, path, 'singleXmlCell', fate, tell);
    else if (type === 'vmlDrawing') moveNotes(parts, path, fate);
    else if (type === 'drawing') moveAnchors(parts, path, fate);
    else if (type === 'pivotTable') movePivotTable(parts, path, fate, tell);
  }
}

/** Moves what refers to cells of any sheet: charts wherever they are, and where pivot tables take their rows from. */
export function moveFormulaParts(parts: PackageParts, book: MovedBook): void {
  if (book.isStill) return;
  for (const path of parts.paths) {
    if (/\/charts\/[^/]+\.xml$/.test(path)) moveChart(parts, path, book);
    else if (/\/pivotCache\/pivotCacheDefinition[^/]*\.xml$/.test(path)) movePivotSource(parts, path, book);
  }
}

function moveCells(
  parts: PackageParts,
  path: string,
  name: string,
  fate: SheetFate,
  tell: (sentence: string) => void,
): void {
  const { places } = fate;
  const attribute = name === 'singleXmlCell' ? 'r' : 'ref';
  parts.edit(path, (xml, edits) => {
    for (const element of descendants(readXml(path, xml))) {
      const cell = element.name === name ? parseArea(attributeOf(element.attributes, attribute) ?? '') : undefined;
      if (cell === undefined) continue;
      const now = movedCell(places, cell.row, cell.column);
      if (now !== undefined && places.isLeft(cell))
        tell(leftWords(name === 'singleXmlCell' ? 'XML cell' : 'note', now, fate));
      if (now === undefined) edits.replace(element.start, element.end, '');
      else setAttributes(xml, edits, element, { [attribute]: formatArea(now) });
    }
  });
}

function setAttributes(
  xml: string,
  edits: TextEdits,
  element: XmlElement,
  attributes: Readonly<Record<string, string | undefined>>,
): void {
  edits.replace(element.start, element.openEnd, withAttributes(xml.slice(element.start, element.openEnd), attributes));
}

/** The drawn boxes of notes. VML is not always XML, so it is edited as text. */
function moveNotes(parts: PackageParts, path: string, { places }: SheetFate): void {
  const moved = parts.text(path).replaceAll(/<([\w-]+):shape\s(?:(?!<\/\1:shape>).)*<\/\1:shape>/gs, (shape) => {
    const [row, column] = [numberIn(shape, 'Row'), numberIn(shape, 'Column')];
    if (row === undefined || column === undefined) return shape;
    const now = movedCell(places, row, column);
    if (now === undefined) return '';
    const placed = withNumber(withNumber(shape, 'Row', now.row), 'Column', now.column);
    return placed.replace(
      /(<(?:[\w-]+:)?Anchor>)([^<]*)(<\/(?:[\w-]+:)?Anchor>)/,
      (_all, open: string, list: string, close: string) => {
        const by = [now.column - column, 0, now.row - row, 0];
        const numbers = list.split(',').map((text, index) => Math.max(0, Number(text) + (by[index % 4] ?? 0)));
        return `${open}${numbers.join(', ')}${close}`;
      },
    );
  });
  parts.write(path, moved);
}

function numberIn(shape: string, name: string): number | undefined {
  const text = new RegExp(`<(?:[\\w-]+:)?${name}>\\s*(\\d+)\\s*<`).exec(shape)?.[1];
  return text === undefined ? undefined : Number(text);
}

function withNumber(shape: string, name: string, value: number): string {
  return shape.replace(
    new RegExp(`(<(?:[\\w-]+:)?${name}>)\\s*\\d+\\s*(<)`),
    (_all, open: string, close: string) => `${open}${value}${close}`,
  );
}

/** Pictures, shapes and charts go with the rows and columns they stand on; those that are fixed to the page stay. */
function moveAnchors(parts: PackageParts, path: string, { places }: SheetFate): void {
  parts.edit(path, (xml, edits) => {
    for (const anchor of readXml(path, xml).children) {
      if (anchor.name !== 'oneCellAnchor' && anchor.name !== 'twoCellAnchor') continue;
      const style = attributeOf(anchor.attributes, 'editAs') ?? 'twoCell';
      const [from, to] = [childNamed(anchor, 'from'), childNamed(anchor, 'to')];
      if (style === 'absolute' || from === undefined) continue;
      const [first, last] = [cornerOf(path, xml, from), to && cornerOf(path, xml, to)];
      const all = last === undefined ? first : boundingArea(first, last);
      const [now, ...others] = places.areas(all);
      // Something is left of the rows it stands on, all of one piece: else it stays where it was.
      if (now === undefined || others.length > 0) continue;
      setCorner(path, xml, edits, from, now.row, now.column);
      const keepsSize = style === 'oneCell' && last !== undefined;
      if (to === undefined) continue;
      if (keepsSize)
        setCorner(path, xml, edits, to, last.row + now.row - first.row, last.column + now.column - first.column);
      else setCorner(path, xml, edits, to, now.row + now.rowCount - 1, now.column + now.columnCount - 1);
    }
  });
}

function cornerOf(path: string, xml: string, corner: XmlElement): Area {
  const number = (name: string): number => {
    const found = childNamed(corner, name);
    return found === undefined ? 0 : Number(textOf(path, xml, found));
  };
  return areaOf(number('row'), number('col'), 1, 1);
}

function setCorner(path: string, xml: string, edits: TextEdits, corner: XmlElement, row: number, column: number): void {
  for (const [name, value] of [
    ['row', row],
    ['col', column],
  ] as const) {
    const found = childNamed(corner, name);
    if (found !== undefined && Number(textOf(path, xml, found)) !== value) {
      edits.replace(found.openEnd, found.closeStart, String(value));
    }
  }
}

function movePivotTable(parts: PackageParts, path: string, fate: SheetFate, tell: (sentence: string) => void): void {
  parts.edit(path, (xml, edits) => {
    const root = readXml(path, xml);
    const location = childNamed(root, 'location');
    const before = parseArea(attributeOf(location?.attributes ?? '', 'ref') ?? '');
    if (location === undefined || before === undefined) return;
    const [now, ...others] = fate.places.areas(before);
    const isWhole = now !== undefined && now.rowCount === before.rowCount && now.columnCount === before.columnCount;
    if (!isWhole || others.length > 0) {
      const name = attributeOf(root.attributes, 'name') ?? 'A pivot table';
      tell(`The pivot table ${name} on ${fate.now ?? fate.name} has lost or gained cells; refresh it in Excel.`);
    }
    if (now !== undefined) setAttributes(xml, edits, location, { ref: formatArea(now) });
  });
}

function moveChart(parts: PackageParts, path: string, book: MovedBook): void {
  parts.edit(path, (xml, edits) => {
    for (const element of descendants(readXml(path, xml))) {
      if (element.name !== 'f' && element.name !== 'sqref') continue;
      const before = textOf(path, xml, element);
      const after = book.formula(before, '');
      if (after !== before) edits.replace(element.openEnd, element.closeStart, xmlText(after));
    }
  });
}

function movePivotSource(parts: PackageParts, path: string, book: MovedBook): void {
  parts.edit(path, (xml, edits) => {
    for (const element of descendants(readXml(path, xml))) {
      if (element.name !== 'worksheetSource') continue;
      const sheet = attributeOf(element.attributes, 'sheet');
      const fate = sheet === undefined ? undefined : book.fate(sheet);
      const area = parseArea(attributeOf(element.attributes, 'ref') ?? '');
      if (fate?.now === undefined) continue;
      const [first, ...rest] = area === undefined ? [] : fate.places.areas(area);
      const ref = first === undefined ? {} : { ref: formatArea(rest.reduce(boundingArea, first)) };
      setAttributes(xml, edits, element, { sheet: fate.now, ...ref });
    }
  });
}
