import { getDocumentProxy } from 'unpdf';

/** A PDF as a reader, or a screen reader, gets it. */
export interface ReadPdf {
  readonly title: unknown;
  readonly language: unknown;
  /** Text of each page. */
  readonly pages: readonly string[];
  /** Kinds of structure elements, such as H1 or TH, of all pages in reading order. */
  readonly roles: readonly string[];
  /** What stands in for pictures, for who does not see them. */
  readonly alternatives: readonly string[];
  /** Bookmarks, those below a bookmark after it. */
  readonly bookmarks: readonly string[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes for itself.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { info } = await pdf.getMetadata();
  const pages: string[] = [];
  const roles: string[] = [];
  const alternatives: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    const structure: unknown = await page.getStructTree();
    roles.push(...textsOf(structure, 'role'));
    alternatives.push(...textsOf(structure, 'alt'));
  }
  const bookmarks = bookmarksOf(await pdf.getOutline());
  return { title: valueOf(info, 'Title'), language: valueOf(info, 'Language'), pages, roles, alternatives, bookmarks };
}

function valueOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}

function childrenOf(node: unknown, name: string): readonly unknown[] {
  const children = valueOf(node, name);
  return Array.isArray(children) ? children : [];
}

/** What an element and those within it say under a name. */
function textsOf(node: unknown, name: string): string[] {
  const text = valueOf(node, name);
  const within = childrenOf(node, 'children').flatMap((child) => textsOf(child, name));
  return [...(typeof text === 'string' ? [text] : []), ...within];
}

function bookmarksOf(outline: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(outline) ? outline : [];
  return items.flatMap((item) => [String(valueOf(item, 'title')), ...bookmarksOf(childrenOf(item, 'items'))]);
}

/** Text without any white space: what is wrapped in a cell reads as what it was. */
export function withoutSpaces(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
