import type { TextEdits } from './text-edits.ts';
import { type XmlElement, childNamed } from './xml-part.ts';

/** The order the schema wants the children of a worksheet in (ECMA-376 part 1, 18.3.1.99). */
const ORDER = [
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios',
  'autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations',
  'hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches',
  'ignoredErrors smartTags drawing drawingHF picture legacyDrawing legacyDrawingHF oleObjects controls webPublishItems',
  'tableParts extLst',
].flatMap((names) => names.split(' '));

/** Sets a child of a worksheet to another text, puts it where it belongs, or takes it away. */
export function setChild(edits: TextEdits, root: XmlElement, name: string, text: string | undefined): void {
  const known = childNamed(root, name);
  if (known !== undefined) edits.replace(known.start, known.end, text ?? '');
  else if (text !== undefined) {
    const place = ORDER.indexOf(name);
    const next = root.children.find((child) => ORDER.indexOf(child.name) > place);
    const at = next?.start ?? root.closeStart;
    edits.replace(at, at, text);
  }
}

/** `<cols a="1">inside</cols>`, with the namespace prefix of the part. */
export function element(prefix: string, name: string, attributes: string, inside: string): string {
  const open = `<${prefix}${name}${attributes}`;
  return inside === '' ? `${open}/>` : `${open}>${inside}</${prefix}${name}>`;
}
