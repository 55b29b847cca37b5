import { attributeOf } from '../../../shared/workbook-file/xml-scanner.ts';
import { PackageParts, relationshipAttribute } from '../../workbench/xlsx/package/package-parts.ts';
import { StylesPart } from '../../workbench/xlsx/package/styles-part.ts';
import {
  childNamed,
  prefixOf,
  readXml,
  withAttributes,
  xmlAttribute,
  xmlText,
} from '../../workbench/xlsx/package/xml-part.ts';

/** One cell of a returned file that the plan did not take as it is. */
export interface Mark {
  /** Where it stands in the file; null: the file does not have it. */
  readonly place: { readonly sheet: string; readonly cell: string } | null;
  /** Headers and contents of one line, the place in words first. */
  readonly line: readonly string[];
}

const SHEET = 'To decide';
const WORKSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WIDTHS = [46, 30, 30, 24, 60];
const plain = { style: {}, format: 'General' } as const;
const looks = {
  marked: { style: { fillColor: '#FFEB9C' }, format: 'General' },
  header: { style: { bold: true, fontColor: '#FFFFFF', fillColor: '#1F4E79' }, format: 'General' },
  text: { style: { wrapText: true, verticalAlignment: 'Top' }, format: 'General' },
  link: {
    style: { fontColor: '#0563C1', underline: 'Single', wrapText: true, verticalAlignment: 'Top' },
    format: 'General',
  },
} as const;

/**
 * A copy of a returned workbook in which what was not taken is yellow, and listed on a last sheet with links. The file is
 * edited, not written anew (decision 20). Throws WorkbookUnreadable.
 */
export function markedCopy(bytes: Uint8Array, headers: readonly string[], marks: readonly Mark[]): Uint8Array {
  const parts = new PackageParts(bytes);
  const styles = new StylesPart(parts);
  for (const { name, part } of parts.sheets()) {
    const cells = new Set(marks.flatMap(({ place }) => (place?.sheet === name ? [place.cell] : [])));
    if (part !== undefined && cells.size > 0) parts.write(part, markCells(parts.text(part), cells, styles));
  }
  addList(parts, styles, headers, marks);
  styles.save();
  return parts.zip();
}

const CELL = /<(?:[\w.-]+:)?c(?=[\s/>])[^>]*>/g;

function markCells(sheetXml: string, cells: ReadonlySet<string>, styles: StylesPart): string {
  return sheetXml.replaceAll(CELL, (tag) => {
    const attributes = tag.replace(/^<\S+/, '');
    if (!cells.has(attributeOf(attributes, 'r') ?? '')) return tag;
    const base = Number(attributeOf(attributes, 's') ?? '0');
    return withAttributes(tag, { s: String(styles.restyled(base, plain, looks.marked)) });
  });
}

function addList(parts: PackageParts, styles: StylesPart, headers: readonly string[], marks: readonly Mark[]): void {
  const known = new Set(parts.sheets().map(({ name }) => name.toLowerCase()));
  let name = SHEET;
  for (let number = 2; known.has(name.toLowerCase()); number++) name = `${SHEET} ${number}`;
  const path = parts.freePath('xl/worksheets/sheet', '.xml');
  const id = parts.add(path, listXml(styles, headers, marks), WORKSHEET, parts.workbookPath, RELATIONSHIP);
  parts.edit(parts.workbookPath, (xml, edits) => {
    const sheets = childNamed(readXml(parts.workbookPath, xml), 'sheets');
    if (sheets === undefined) return;
    const numbers = sheets.children.map(({ attributes }) => Number(attributeOf(attributes, 'sheetId') ?? '0'));
    const tag = `<${prefixOf(xml, sheets)}sheet name="${name}" sheetId="${Math.max(0, ...numbers) + 1}"${relationshipAttribute(xml, id)}/>`;
    edits.replace(sheets.closeStart, sheets.closeStart, tag);
  });
}

function listXml(styles: StylesPart, headers: readonly string[], marks: readonly Mark[]): string {
  const [header, text, link] = [looks.header, looks.text, looks.link].map((look) => styles.restyled(0, plain, look));
  const rows = [headers, ...marks.map(({ line }) => line)].map((line, index) => {
    const cells = line.map((value, column) => {
      const hasLink = column === 0 && index > 0 && marks[index - 1]?.place !== null;
      const style = index === 0 ? header : hasLink ? link : text;
      const address = `${String.fromCharCode(65 + column)}${index + 1}`;
      return `<c r="${address}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
    });
    return `<row r="${index + 1}">${cells.join('')}</row>`;
  });
  const links = marks.flatMap(({ place }, index) => {
    if (place === null) return [];
    const location = `'${place.sheet.replaceAll("'", "''")}'!${place.cell}`;
    return [`<hyperlink ref="A${index + 2}" location="${xmlAttribute(location)}"/>`];
  });
  const columns = WIDTHS.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
  );
  const hyperlinks = links.length === 0 ? '' : `<hyperlinks>${links.join('')}</hyperlinks>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><cols>${columns.join('')}</cols><sheetData>${rows.join('')}</sheetData>${hyperlinks}</worksheet>`;
}
