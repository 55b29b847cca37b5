import { formatArea, parseArea } from 'excel-host/book/address.ts';
import { type Area, areaOf, boundingArea } from 'excel-host/book/area.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { type MovedBook, type SheetFate, leftWords } from './moved-book.ts';
import type { TextEdits } from './text-edits.ts';
import { type XmlElement, childNamed, textOf, withAttributes, xmlText } from './xml-part.ts';

/** Parts of a sheet that are written from the book, or that hold for the sheet as a whole. */
const NOT_PLACED = new Set(
  [
    'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection phoneticPr printOptions',
    'pageMargins pageSetup headerFooter customProperties drawing drawingHF picture legacyDrawing legacyDrawingHF',
    'webPublishItems tableParts smartTags',
  ].flatMap((names) => names.split(' ')),
);
/** Parts whose places are known. */
const PLACED = new Set(
  [
    'protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells conditionalFormatting',
    'dataValidations hyperlinks rowBreaks colBreaks cellWatches ignoredErrors oleObjects controls extLst',
  ].flatMap((names) => names.split(' ')),
);

/** They go with the last of what they hold. */
const CONTAINERS = new Set(
  [
    'mergeCells dataValidations conditionalFormattings sparklines sparklineGroups hyperlinks protectedRanges',
    'ignoredErrors cellWatches rowBreaks colBreaks ext extLst',
  ].flatMap((names) => names.split(' ')),
);
const RULES = new Set(['formula', 'formula1', 'formula2', 'f']);

interface Moving {
  readonly path: string;
  readonly xml: string;
  readonly edits: TextEdits;
  readonly book: MovedBook;
  readonly fate: SheetFate;
  /** What could not go along, for the person; the same may be told more than once. */
  readonly tell: (sentence: string) => void;
}

/** Moves everything of a sheet's part that is tied to places, but what the book itself holds. */
export function moveSheetXml(root: XmlElement, moving: Moving): void {
  for (const child of root.children) {
    if (NOT_PLACED.has(child.name)) continue;
    if (PLACED.has(child.name)) moveElement(child, moving, undefined);
    else if (!moving.fate.places.isStill) {
      moving.tell(`“${child.name}” on ${nameOf(moving)} stays where it is, though cells have moved.`);
    }
  }
}

function nameOf({ fate }: Moving): string {
  return fate.now ?? fate.name;
}

/** `area`: what the rule around it holds for, as it was. */
function moveElement(element: XmlElement, moving: Moving, area: Area | undefined): void {
  if (isGone(element, moving)) {
    moving.edits.replace(element.start, element.end, '');
    return;
  }
  const own = ruleArea(element, moving) ?? area;
  moveAttributes(element, moving);
  if (RULES.has(element.name) && element.children.length === 0) moveRule(element, moving, own);
  else if (element.name === 'sqref') {
    const areas = placesOf(textOf(moving.path, moving.xml, element), moving);
    moving.edits.replace(element.openEnd, element.closeStart, areas.map(formatArea).join(' '));
  }
  for (const child of element.children) moveElement(child, moving, own);
}

function moveRule(element: XmlElement, { path, xml, edits, book, fate }: Moving, area: Area | undefined): void {
  const before = textOf(path, xml, element);
  const after = area === undefined ? book.formula(before, fate.name) : book.ruleFormula(before, fate.name, area);
  if (after !== before) edits.replace(element.openEnd, element.closeStart, xmlText(after));
}

function ruleArea(element: XmlElement, { path, xml }: Moving): Area | undefined {
  const inside = childNamed(element, 'sqref');
  const text = attributeOf(element.attributes, 'sqref') ?? (inside && textOf(path, xml, inside));
  if (text === undefined || element.name === 'sparkline') return undefined;
  const areas = areasIn(text);
  const [first] = areas;
  return first && areas.reduce(boundingArea, first);
}

/** Whether all the cells it hangs on are gone, or it cannot be where they are now. */
function isGone(element: XmlElement, moving: Moving): boolean {
  const { path, xml, tell } = moving;
  if (moving.fate.places.isStill) return false;
  const inside = childNamed(element, 'sqref');
  const list = attributeOf(element.attributes, 'sqref') ?? (inside && textOf(path, xml, inside));
  if (list !== undefined && element.name !== 'selection') return placesOf(list, moving).length === 0;
  if (element.name === 'mergeCell') {
    const areas = placesOf(attributeOf(element.attributes, 'ref') ?? '', moving);
    if (areas.length > 1)
      tell(
        `The merged cells ${areas.map(formatArea).join(' and ')} on ${nameOf(moving)} are single cells again: only some of them were moved.`,
      );
    return areas.length !== 1 || areas.some(({ rowCount, columnCount }) => rowCount * columnCount === 1);
  }
  if (element.name === 'hyperlink' || element.name === 'cellWatch' || element.name === 'inputCells') {
    return (
      placesOf(attributeOf(element.attributes, element.name === 'hyperlink' ? 'ref' : 'r') ?? '', moving).length === 0
    );
  }
  if (element.name === 'brk') return breakAt(element, moving) === undefined;
  const filled =
    element.name === 'sparklineGroup' ? element.children.filter(({ name }) => name === 'sparklines') : element.children;
  const holds = CONTAINERS.has(element.name) || element.name === 'sparklineGroup';
  return holds && filled.length > 0 && filled.every((child) => isGone(child, moving));
}

function moveAttributes(element: XmlElement, moving: Moving): void {
  const { xml, edits, book, fate } = moving;
  const attributes: Record<string, string | undefined> = {};
  const list = element.name === 'selection' ? undefined : attributeOf(element.attributes, 'sqref');
  if (list !== undefined && !fate.places.isStill)
    attributes['sqref'] = placesOf(list, moving).map(formatArea).join(' ');
  for (const name of ['ref', 'r']) {
    const text = attributeOf(element.attributes, name);
    const areas = text === undefined || fate.places.isStill ? [] : placesOf(text, moving);
    const [first] = areas;
    if (first !== undefined) attributes[name] = formatArea(areas.reduce(boundingArea, first));
  }
  if (element.name === 'brk' && !fate.places.isStill) attributes['id'] = breakAt(element, moving);
  if (element.name === 'hyperlink') tellLeft(element, moving);
  const location = element.name === 'hyperlink' ? attributeOf(element.attributes, 'location') : undefined;
  if (location !== undefined) attributes['location'] = book.formula(location, fate.name);
  if (CONTAINERS.has(element.name)) {
    const left = String(element.children.filter((child) => !isGone(child, moving)).length);
    for (const name of ['count', 'manualBreakCount']) {
      if (attributeOf(element.attributes, name) === String(element.children.length)) attributes[name] = left;
    }
  }
  const changed = Object.fromEntries(
    Object.entries(attributes).filter(([name, value]) => value !== attributeOf(element.attributes, name)),
  );
  if (Object.keys(changed).length === 0) return;
  edits.replace(element.start, element.openEnd, withAttributes(xml.slice(element.start, element.openEnd), changed));
}

function tellLeft(element: XmlElement, moving: Moving): void {
  const places = areasIn(attributeOf(element.attributes, 'ref') ?? '');
  for (const area of places.filter((place) => moving.fate.places.isLeft(place))) {
    const [now = area] = moving.fate.places.areas(area);
    moving.tell(leftWords('link', now, moving.fate));
  }
}

/** A break stands before the row or column whose number, counted from 0, it has. */
function breakAt(element: XmlElement, { xml, fate }: Moving): string | undefined {
  const id = Number(attributeOf(element.attributes, 'id') ?? '');
  const isColumn = /^<[^>]*\bmax\s*=\s*["']1048575["']/.test(xml.slice(element.start, element.openEnd));
  const [now] = fate.places.areas(isColumn ? areaOf(0, id, 1_048_576, 1) : areaOf(id, 0, 1, 16_384));
  return now && String(isColumn ? now.column : now.row);
}

function areasIn(list: string): Area[] {
  return list
    .trim()
    .split(/\s+/)
    .flatMap((address) => parseArea(address) ?? []);
}

function placesOf(list: string, { fate }: Moving): Area[] {
  return areasIn(list).flatMap((area) => fate.places.areas(area));
}
