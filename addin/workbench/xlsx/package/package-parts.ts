import { strFromU8, strToU8, zipSync } from 'fflate';
import { WorkbookUnreadable } from '../../../../shared/workbook-file/workbook-unreadable.ts';
import {
  MOST_RELATIONSHIPS,
  MOST_SHEETS,
  type Relationship,
  notAWorkbook,
  readRelationship,
  relationshipsPath,
} from '../../../../shared/workbook-file/workbook-structure.ts';
import { attributeOf } from '../../../../shared/workbook-file/xml-scanner.ts';
import { TextEdits } from './text-edits.ts';
import { unpack } from './unpack.ts';
import {
  type XmlElement,
  childNamed,
  childrenNamed,
  prefixOf,
  readXml,
  withAttributes,
  xmlAttribute,
} from './xml-part.ts';

const CONTENT_TYPES = '[Content_Types].xml';
const RELATIONSHIPS_NS = 'http://schemas.openxmlformats.org/package/2006/relationships';
/** Parts that are packed already. */
const PACKED = /\.(?:png|jpe?g|gif|emf|wmf|tiff?|webp|bin|zip|xlsx|docx|pptx)$/i;

/** One `<sheet>` of the workbook part. */
export interface SheetEntry {
  readonly name: string;
  /** Path of its part; undefined where the file has none. */
  readonly part: string | undefined;
  /** Last word of the kind of part: worksheet, chartsheet, dialogsheet. */
  readonly kind: string;
  readonly element: XmlElement;
}

/** The parts of an opened workbook, to be read and edited. Parts that nobody writes stay byte for byte. */
export class PackageParts {
  readonly #parts: Map<string, Uint8Array>;
  readonly workbookPath: string;
  #isChanged = false;

  /** Throws WorkbookUnreadable where the bytes are no workbook, are damaged, or hold more than is good for a page. */
  constructor(bytes: Uint8Array) {
    this.#parts = unpack(bytes);
    const path = this.relationships('').find(({ type }) => type === 'officeDocument')?.path;
    if (path === undefined || !this.has(path)) throw notAWorkbook();
    this.workbookPath = path;
    const count = [...this.#parts.keys()]
      .filter((known) => known.endsWith('.rels'))
      .reduce((sum, known) => sum + this.#linksIn(known), 0);
    if (count > MOST_RELATIONSHIPS) throw tooMany(MOST_RELATIONSHIPS, 'links between its parts');
    if (this.sheets().length > MOST_SHEETS) throw tooMany(MOST_SHEETS, 'sheets');
  }

  /** A part was written or taken away. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  get paths(): readonly string[] {
    return [...this.#parts.keys()];
  }

  get hasMacros(): boolean {
    return this.paths.some((path) => /(^|\/)vbaProject\.bin$/i.test(path));
  }

  has(path: string): boolean {
    return this.#parts.has(path);
  }

  text(path: string): string {
    const part = this.#parts.get(path);
    if (part === undefined) throw new WorkbookUnreadable(`The file has no part ${path}; it is damaged.`);
    return strFromU8(part);
  }

  /** A part that is the same as before keeps its very bytes. */
  write(path: string, text: string): void {
    if (this.has(path) && this.text(path) === text) return;
    this.#parts.set(path, strToU8(text));
    this.#isChanged = true;
  }

  edit(path: string, change: (xml: string, edits: TextEdits) => void): void {
    const xml = this.text(path);
    const edits = new TextEdits(xml);
    change(xml, edits);
    if (!edits.isEmpty) this.write(path, edits.text);
  }

  /** Relationships of a part; "" stands for the file. */
  relationships(part: string): Relationship[] {
    const path = relationshipsPath(part);
    if (!this.has(path)) return [];
    return childrenNamed(readXml(path, this.text(path)), 'Relationship').map(({ attributes }) =>
      readRelationship(part, attributes),
    );
  }

  /** Adds a part with its kind, and a relationship to it from another. Returns the relationship's id. */
  add(path: string, text: string, contentType: string, from: string, relationshipType: string): string {
    this.write(path, text);
    this.edit(CONTENT_TYPES, (xml, edits) => {
      const root = readXml(CONTENT_TYPES, xml);
      const known = childrenNamed(root, 'Override').some(({ attributes }) => isPart(attributes, path));
      const tag = `<${prefixOf(xml, root)}Override PartName="/${xmlAttribute(path)}" ContentType="${contentType}"/>`;
      if (!known) edits.replace(root.closeStart, root.closeStart, tag);
    });
    return this.#relate(from, path, relationshipType);
  }

  #relate(from: string, to: string, type: string): string {
    const path = relationshipsPath(from);
    if (!this.has(path)) {
      this.write(
        path,
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${RELATIONSHIPS_NS}"></Relationships>`,
      );
    }
    const taken = new Set(this.relationships(from).map(({ id }) => id));
    let number = taken.size + 1;
    while (taken.has(`rId${number}`)) number += 1;
    this.edit(path, (xml, edits) => {
      const root = readXml(path, xml);
      const tag = `${prefixOf(xml, root)}Relationship Id="rId${number}" Type="${type}" Target="/${xmlAttribute(to)}"/>`;
      if (root.closeStart === root.end) {
        const open = withAttributes(xml.slice(root.start, root.openEnd), {}).replace(/\s*\/>$/, '>');
        edits.replace(root.start, root.end, `${open}<${tag}</${prefixOf(xml, root)}Relationships>`);
      } else edits.replace(root.closeStart, root.closeStart, `<${tag}`);
    });
    return `rId${number}`;
  }

  /** Takes away relationships of a part, and with them every part that nothing else leads to. */
  unrelate(from: string, isGone: (relationship: Relationship) => boolean): void {
    const before = this.#reachable();
    const path = relationshipsPath(from);
    if (!this.has(path)) return;
    this.edit(path, (xml, edits) => {
      for (const element of childrenNamed(readXml(path, xml), 'Relationship')) {
        if (isGone(readRelationship(from, element.attributes))) edits.replace(element.start, element.end, '');
      }
    });
    const after = this.#reachable();
    for (const part of before) if (!after.has(part)) this.#remove(part);
  }

  #remove(path: string): void {
    this.#isChanged = true;
    this.#parts.delete(path);
    this.#parts.delete(relationshipsPath(path));
    this.edit(CONTENT_TYPES, (xml, edits) => {
      for (const element of childrenNamed(readXml(CONTENT_TYPES, xml), 'Override')) {
        if (isPart(element.attributes, path)) edits.replace(element.start, element.end, '');
      }
    });
  }

  #reachable(): Set<string> {
    const found = new Set<string>();
    const waiting = [''];
    for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
      for (const { path, isExternal } of this.relationships(part)) {
        if (isExternal || found.has(path) || !this.has(path)) continue;
        found.add(path);
        waiting.push(path);
      }
    }
    return found;
  }

  /** The first path of the form that is free: `xl/worksheets/sheet` and `.xml` → `xl/worksheets/sheet4.xml`. A part of which a file has one is not numbered. */
  freePath(start: string, end: string, isOnly = false): string {
    if (isOnly && !this.has(`${start}${end}`)) return `${start}${end}`;
    let number = 1;
    while (this.has(`${start}${number}${end}`)) number += 1;
    return `${start}${number}${end}`;
  }

  /** Path of the workbook's own part of a kind, such as `styles`. */
  workbookPart(type: string): string | undefined {
    return this.relationships(this.workbookPath).find((known) => known.type === type && !known.isExternal)?.path;
  }

  sheets(): SheetEntry[] {
    const links = new Map(this.relationships(this.workbookPath).map((known) => [known.id, known]));
    const root = readXml(this.workbookPath, this.text(this.workbookPath));
    return childrenNamed(childNamed(root, 'sheets'), 'sheet').map((element) => {
      const link = links.get(relationshipId(element.attributes) ?? '');
      const part = link !== undefined && !link.isExternal && this.has(link.path) ? link.path : undefined;
      return { name: attributeOf(element.attributes, 'name') ?? '', part, kind: link?.type ?? '', element };
    });
  }

  zip(): Uint8Array {
    return zipSync(
      Object.fromEntries(
        [...this.#parts].map(([path, content]) => [path, [content, { level: PACKED.test(path) ? 0 : 6 }] as const]),
      ),
      { mtime: new Date(1980, 0, 2) },
    );
  }

  #linksIn(path: string): number {
    return childrenNamed(readXml(path, this.text(path)), 'Relationship').filter(
      ({ attributes }) => attributeOf(attributes, 'TargetMode') !== 'External',
    ).length;
  }
}

/** `r:id`, whatever the prefix; a plain `id` is something else. */
export function relationshipId(attributes: string): string | undefined {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1];
}

/** The attribute that names a relationship, with its namespace: not every part declares that where one needs it. */
export function relationshipAttribute(xml: string, id: string): string {
  const isStrict = xml.includes('http://purl.oclc.org/ooxml/');
  const namespace = isStrict
    ? 'http://purl.oclc.org/ooxml/officeDocument/relationships'
    : 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  return ` xmlns:r="${namespace}" r:id="${xmlAttribute(id)}"`;
}

function isPart(attributes: string, path: string): boolean {
  return attributeOf(attributes, 'PartName')?.toLowerCase() === `/${path}`.toLowerCase();
}

function tooMany(most: number, what: string): WorkbookUnreadable {
  return new WorkbookUnreadable(`The workbook holds more than ${most.toLocaleString('en-US')} ${what}.`);
}
