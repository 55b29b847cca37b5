import { getDocumentProxy } from 'unpdf';

/** A PDF as a reader, or a screen reader, gets it. */
export interface ReadPdf {
  readonly title: unknown;
  readonly language: unknown;
  /** Text of each page. */
  readonly pages: readonly string[];
  /** Kinds of structure elements, such as H1 or TH, of all pages in reading order. */
  readonly roles: readonly string[];
  /** Bookmarks, those below a bookmark after it. */
  readonly bookmarks: readonly string[];
}

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader takes the bytes for itself.
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { info } = await pdf.getMetadata();
  const pages: string[] = [];
  const roles: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''));
    roles.push(...rolesOf(await page.getStructTree()));
  }
  const bookmarks = bookmarksOf(await pdf.getOutline());
  return { title: valueOf(info, 'Title'), language: valueOf(info, 'Language'), pages, roles, bookmarks };
}

function valueOf(holder: unknown, name: string): unknown {
  return typeof holder === 'object' && holder !== null ? Reflect.get(holder, name) : undefined;
}

function childrenOf(node: unknown, name: string): readonly unknown[] {
  const children = valueOf(node, name);
  return Array.isArray(children) ? children : [];
}

function rolesOf(node: unknown): string[] {
  const role = valueOf(node, 'role');
  return [...(typeof role === 'string' ? [role] : []), ...childrenOf(node, 'children').flatMap(rolesOf)];
}

function bookmarksOf(outline: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(outline) ? outline : [];
  return items.flatMap((item) => [String(valueOf(item, 'title')), ...bookmarksOf(childrenOf(item, 'items'))]);
}

/** Text without any white space: what is wrapped in a cell reads as what it was. */
export function withoutSpaces(text: string): string {
  return text.replaceAll(/\s+/g, '');
}
