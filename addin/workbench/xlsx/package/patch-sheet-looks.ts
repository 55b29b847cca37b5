import { columnName } from 'excel-host/book/address.ts';
import { opaque } from '../cell-style.ts';
import type { SheetPatch } from './patch-sheet-data.ts';
import { element, setChild } from './sheet-children.ts';
import { childNamed, childrenNamed, prefixOf, withAttributes } from './xml-part.ts';

/** Colour of the tab, lines, frozen panes and protection, where the book has them otherwise than the file. */
export function patchSheetLooks(patch: SheetPatch): void {
  const { before, after } = patch;
  if (before.tabColor !== after.tabColor) patchTabColor(patch);
  const isFrozenOtherwise = JSON.stringify(before.freeze) !== JSON.stringify(after.freeze);
  if (isFrozenOtherwise || before.showGridlines !== after.showGridlines) patchView(patch, isFrozenOtherwise);
  if ((before.protection === undefined) !== (after.protection === undefined)) {
    const { xml, edits, root } = patch;
    const lock = element(prefixOf(xml, root), 'sheetProtection', ' sheet="1" objects="1" scenarios="1"', '');
    setChild(edits, root, 'sheetProtection', after.protection === undefined ? undefined : lock);
  }
}

function patchTabColor({ xml, edits, root, after }: SheetPatch): void {
  const prefix = prefixOf(xml, root);
  const color = after.tabColor === '' ? '' : element(prefix, 'tabColor', ` rgb="${opaque(after.tabColor)}"`, '');
  const properties = childNamed(root, 'sheetPr');
  if (properties === undefined) {
    if (color !== '') setChild(edits, root, 'sheetPr', element(prefix, 'sheetPr', '', color));
    return;
  }
  const others = properties.children
    .filter(({ name }) => name !== 'tabColor')
    .map(({ start, end }) => xml.slice(start, end))
    .join('');
  const open = xml.slice(properties.start, properties.openEnd).replace(/\s*\/?>$/, '');
  edits.replace(properties.start, properties.end, `${open}>${color}${others}</${prefix}sheetPr>`);
}

function patchView({ xml, edits, root, after }: SheetPatch, isFrozenOtherwise: boolean): void {
  const prefix = prefixOf(xml, root);
  const pane = isFrozenOtherwise ? paneOf(prefix, after.freeze) : undefined;
  const views = childNamed(root, 'sheetViews');
  const [view] = childrenNamed(views, 'sheetView');
  const lines = after.showGridlines ? undefined : '0';
  if (view === undefined) {
    const tag = withAttributes(`<${prefix}sheetView workbookViewId="0">`, { showGridLines: lines });
    const text = `${tag}${pane ?? ''}</${prefix}sheetView>`;
    setChild(edits, root, 'sheetViews', element(prefix, 'sheetViews', '', text));
    return;
  }
  const kept = view.children
    .filter(({ name }) => pane === undefined || (name !== 'pane' && name !== 'selection'))
    .map(({ start, end }) => xml.slice(start, end))
    .join('');
  const open = withAttributes(xml.slice(view.start, view.openEnd), { showGridLines: lines }).replace(/\s*\/?>$/, '');
  edits.replace(view.start, view.end, `${open}>${pane ?? ''}${kept}</${prefix}sheetView>`);
}

function paneOf(prefix: string, freeze: { readonly rows: number; readonly columns: number } | undefined): string {
  if (freeze === undefined || (freeze.rows === 0 && freeze.columns === 0)) return '';
  const { rows, columns } = freeze;
  const corner = rows > 0 && columns > 0 ? 'bottomRight' : rows > 0 ? 'bottomLeft' : 'topRight';
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ''}${rows > 0 ? ` ySplit="${rows}"` : ''}`;
  const first = `${columnName(columns)}${rows + 1}`;
  return element(prefix, 'pane', `${split} topLeftCell="${first}" activePane="${corner}" state="frozen"`, '');
}
