import type { BookFile, SheetFile } from 'excel-host/file/book-file.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';
import { excelText } from '../../../../shared/workbook-file/excel-text.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import type { MovedBook } from './moved-book.ts';
import { type PackageParts, type SheetEntry, relationshipAttribute } from './package-parts.ts';
import { element } from './sheet-children.ts';
import {
  type XmlElement,
  childNamed,
  childrenNamed,
  prefixOf,
  readXml,
  textOf,
  withAttributes,
  xmlAttribute,
  xmlText,
} from './xml-part.ts';

/** A sheet of the book, and the relationship of its part. */
export interface PlacedSheet {
  readonly sheet: SheetFile;
  /** As the file has it; undefined for a new sheet. */
  readonly entry: SheetEntry | undefined;
  /** Relationship of its part. */
  readonly id: string;
}

interface WorkbookPatch {
  readonly parts: PackageParts;
  readonly before: BookFile;
  readonly after: BookFile;
  /** The sheets of the book in its order. */
  readonly sheets: readonly PlacedSheet[];
  readonly gone: ReadonlySet<SheetEntry>;
  readonly book: MovedBook;
  readonly recalculates: boolean;
}

/** The children of a workbook part before which another belongs (ECMA-376 part 1, 18.2.27). */
const AFTER_NAMES =
  'calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst'.split(
    ' ',
  );
const AFTER_CALC = AFTER_NAMES.slice(1);

/** Sheets, names and recalculation, where the book has them otherwise than the file. */
export function patchWorkbook(patch: WorkbookPatch): void {
  const { parts } = patch;
  parts.edit(parts.workbookPath, (xml, edits) => {
    const root = readXml(parts.workbookPath, xml);
    const prefix = prefixOf(xml, root);
    const order = sheetOrder(patch);
    const holder = childNamed(root, 'sheets');
    const tags = sheetTags(patch, xml, prefix, order);
    const was = childrenNamed(holder, 'sheet').map(({ start, end }) => xml.slice(start, end));
    if (holder !== undefined && (tags.length !== was.length || tags.some((tag, index) => tag !== was[index]))) {
      edits.replace(holder.openEnd, holder.closeStart, tags.join(''));
    }
    patchActiveTab(patch, xml, root, order, (start, end, text) => edits.replace(start, end, text));
    const names = patchNames(patch, xml, root, prefix, order);
    const known = childNamed(root, 'definedNames');
    if (names !== undefined && known !== undefined) edits.replace(known.start, known.end, names);
    else if (names !== undefined) {
      const at = root.children.find(({ name }) => AFTER_NAMES.includes(name))?.start ?? root.closeStart;
      edits.replace(at, at, names);
    }
    if (patch.recalculates) {
      const calc = childNamed(root, 'calcPr');
      const tag = calc === undefined ? `<${prefix}calcPr/>` : xml.slice(calc.start, calc.openEnd);
      const at = root.children.find(({ name }) => AFTER_CALC.includes(name))?.start ?? root.closeStart;
      edits.replace(calc?.start ?? at, calc?.openEnd ?? at, withAttributes(tag, { fullCalcOnLoad: '1' }));
    }
  });
}

type Ordered = { readonly entry: SheetEntry } | PlacedSheet;

/** The book's sheets in its order; sheets it knows nothing of (charts) stay behind the sheet they stood behind. */
function sheetOrder({ parts, sheets, gone }: WorkbookPatch): Ordered[] {
  const entries = parts
    .sheets()
    .filter((entry) => ![...gone].some(({ element: old }) => old.start === entry.element.start));
  const order: Ordered[] = [...sheets];
  entries.forEach((entry, index) => {
    if (sheets.some((placed) => placed.entry?.element.start === entry.element.start)) return;
    const before = entries[index - 1];
    const at = order.findIndex((placed) => placed.entry?.element.start === before?.element.start);
    order.splice(before === undefined ? 0 : at + 1, 0, { entry });
  });
  return order;
}

function sheetTags({ parts }: WorkbookPatch, xml: string, prefix: string, order: readonly Ordered[]): string[] {
  const ids = parts.sheets().map(({ element: { attributes } }) => Number(attributeOf(attributes, 'sheetId') ?? '0'));
  let last = Math.max(0, ...ids);
  return order.map((placed) => {
    const tag = placed.entry && xml.slice(placed.entry.element.start, placed.entry.element.end);
    if (!('sheet' in placed)) return tag ?? '';
    const { sheet, id, entry } = placed;
    const state = { Visible: undefined, Hidden: 'hidden', VeryHidden: 'veryHidden' }[sheet.visibility];
    if (tag === undefined || entry === undefined) {
      const fresh = ` name="${xmlAttribute(sheet.name)}" sheetId="${++last}"${state === undefined ? '' : ` state="${state}"`}${relationshipAttribute(xml, id)}`;
      return element(prefix, 'sheet', fresh, '');
    }
    const wasState = attributeOf(entry.element.attributes, 'state') ?? 'visible';
    return withAttributes(tag, {
      ...(entry.name === sheet.name ? {} : { name: sheet.name }),
      ...(wasState === (state ?? 'visible') ? {} : { state }),
    });
  });
}

/** The sheet in front stays in front; where it is gone or hidden, the first that can be seen. */
function patchActiveTab(
  { sheets }: WorkbookPatch,
  xml: string,
  root: XmlElement,
  order: readonly Ordered[],
  replace: (start: number, end: number, text: string) => void,
): void {
  const [view] = childrenNamed(childNamed(root, 'bookViews'), 'workbookView');
  if (view === undefined) return;
  const entries = childrenNamed(childNamed(root, 'sheets'), 'sheet');
  const active = entries[Number(attributeOf(view.attributes, 'activeTab') ?? '0')];
  const isVisible = (placed: Ordered): boolean => !('sheet' in placed) || placed.sheet.visibility === 'Visible';
  const kept = order.findIndex((placed) => placed.entry?.element.start === active?.start && isVisible(placed));
  const now =
    kept >= 0
      ? kept
      : Math.max(
          0,
          order.findIndex((placed) => isVisible(placed)),
        );
  if (sheets.length === 0 || String(now) === (attributeOf(view.attributes, 'activeTab') ?? '0')) return;
  replace(view.start, view.openEnd, withAttributes(xml.slice(view.start, view.openEnd), { activeTab: String(now) }));
}

/** `<definedNames>` as it has to be; undefined where it is that already. */
function patchNames(
  { parts, before, after, book, sheets }: WorkbookPatch,
  xml: string,
  root: XmlElement,
  prefix: string,
  order: readonly Ordered[],
): string | undefined {
  const entries = parts.sheets();
  const holder = childNamed(root, 'definedNames');
  const placeNow = (entry: SheetEntry | undefined): number =>
    order.findIndex((placed) => placed.entry?.element.start === entry?.element.start);
  const placeOfSheet = (name: string | undefined): number =>
    order.findIndex((placed) => ('sheet' in placed ? placed.sheet.name : placed.entry.name) === name);
  const left = new Set(after.names);
  const wasKnown = new Set(before.names.map(({ name, scopeSheetName }) => nameKey(name, scopeSheetName)));
  const kept = childrenNamed(holder, 'definedName').flatMap((known) => {
    const name = attributeOf(known.attributes, 'name') ?? '';
    const local = attributeOf(known.attributes, 'localSheetId');
    const entry = local === undefined ? undefined : entries[Number(local)];
    const place = local === undefined ? undefined : placeNow(entry);
    if (place === -1) return [];
    const scope = sheets.find(
      (placed) => placed.entry !== undefined && placed.entry.element.start === entry?.element.start,
    );
    const found = after.names.find(
      (each) => nameKey(each.name, each.scopeSheetName) === nameKey(name, scope?.sheet.name),
    );
    const text = textOf(parts.workbookPath, xml, known);
    if (found === undefined && wasKnown.has(nameKey(name, entry?.name))) return [];
    if (found !== undefined) left.delete(found);
    const old = before.names.find((each) => nameKey(each.name, each.scopeSheetName) === nameKey(name, entry?.name));
    const isSame = found === undefined ? undefined : found.formula === old?.formula;
    // What the book does not hold, such as print areas, is moved here; the rest has been moved by the book.
    const formula =
      isSame === undefined
        ? book.formula(text, entry?.name ?? '')
        : isSame
          ? text
          : toFileFormula(found?.formula ?? '').slice(1);
    const tag = withAttributes(
      xml.slice(known.start, known.openEnd),
      local === undefined ? {} : { localSheetId: String(place) },
    );
    return [
      formula === text ? tag + xml.slice(known.openEnd, known.end) : `${tag}${xmlText(formula)}</${prefix}definedName>`,
    ];
  });
  const added = [...left].map(({ name, formula, scopeSheetName, visible, comment }) => {
    const local = scopeSheetName === undefined ? '' : ` localSheetId="${placeOfSheet(scopeSheetName)}"`;
    const attributes = ` name="${xmlAttribute(name)}"${comment === '' ? '' : ` comment="${xmlAttribute(comment)}"`}${local}${visible ? '' : ' hidden="1"'}`;
    return element(prefix, 'definedName', attributes, xmlText(excelText(toFileFormula(formula).slice(1))));
  });
  const was = childrenNamed(holder, 'definedName').map(({ start, end }) => xml.slice(start, end));
  const now = [...kept, ...added];
  if (now.length === was.length && now.every((text, index) => text === was[index])) return undefined;
  return now.length === 0 ? '' : `<${prefix}definedNames>${now.join('')}</${prefix}definedNames>`;
}

function nameKey(name: string, scope: string | undefined): string {
  return `${name.toLowerCase()}\u0000${scope?.toLowerCase() ?? ''}`;
}
