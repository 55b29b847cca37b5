/** An object of a PDF: its dictionary or array as text, and what follows it as a stream. */
export interface PdfObject {
  /** One character per byte. */
  readonly text: string;
  /** From "stream" to "endstream"; null: there is none. */
  readonly stream: Buffer | null;
}

/** A PDF taken apart. Objects by their numbers. */
export interface PdfParts {
  readonly objects: ReadonlyMap<number, PdfObject>;
  readonly trailer: string;
}

/**
 * Takes apart a PDF as Typst writes it: one table of objects, and no objects within streams.
 */
export function readObjects(bytes: Uint8Array): PdfParts {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.toString('latin1', Math.max(0, file.length - 1024));
  const table = Number(must(/startxref\s+(\d+)\s+%%EOF/.exec(end)?.[1], 'startxref'));
  const tail = file.toString('latin1', table);
  const trailer = must(/trailer\s*(<<[\s\S]*>>)\s*startxref/.exec(tail)?.[1], 'trailer');
  const objects = new Map<number, PdfObject>();
  for (const [number, offset] of offsetsIn(tail)) objects.set(number, objectAt(file, offset));
  return { objects, trailer };
}

function* offsetsIn(table: string): Generator<readonly [number: number, offset: number]> {
  const [head = '', first = '0', count = '0'] = /^xref\s+(\d+) (\d+)\s+/.exec(table) ?? [];
  const ENTRY = 20;
  for (let index = 0; index < Number(count); index++) {
    const entry = table.slice(head.length + index * ENTRY, head.length + (index + 1) * ENTRY);
    if (entry[17] === 'n') yield [Number(first) + index, Number(entry.slice(0, 10))];
  }
}

function objectAt(file: Buffer, offset: number): PdfObject {
  const begin = file.indexOf('obj', offset) + 'obj'.length;
  // At the begin of a line: a string, in which line ends are escaped, may hold the word.
  const end = file.indexOf('\nendobj', begin);
  const before = file.subarray(begin, end).indexOf('\nstream\n');
  if (before < 0) return { text: file.toString('latin1', begin, end).trim(), stream: null };
  const stream = begin + before;
  const text = file.toString('latin1', begin, stream).trim();
  // A stream may hold the bytes of "endobj".
  const length = Number(must(/\/Length (\d+)/.exec(text)?.[1], 'the length of a stream'));
  const from = stream + '\nstream\n'.length;
  return { text, stream: file.subarray(from, from + length) };
}

/** Strings, which may hold what looks like an entry. */
const STRINGS = /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)/g;

/** Strings and references, so that what looks like a reference in a string is none. */
const TOKENS = /\((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*\)|\b(\d+) 0 R\b/g;

/** The text with every reference as `to` says, and every string as `string` says. */
export function renumbered(
  text: string,
  to: (number: number) => number,
  string: (literal: string) => string = (literal) => literal,
): string {
  return text.replaceAll(TOKENS, (token, number: string | undefined) =>
    number === undefined ? string(token) : `${to(Number(number))} 0 R`,
  );
}

/** Number of the object that an entry of a dictionary refers to; null: it has no such entry. */
export function referenceIn(text: string, entry: string): number | null {
  const found = new RegExp(`/${entry} (\\d+) 0 R`).exec(text.replaceAll(STRINGS, '()'))?.[1];
  return found === undefined ? null : Number(found);
}

/** What stands in the array of an entry; '' where it has none. */
export function listIn(text: string, entry: string): string {
  return new RegExp(`/${entry} \\[([^\\]]*)\\]`).exec(text)?.[1] ?? '';
}

/** Numbers of the objects in the array of an entry, in their order. */
export function referencesIn(text: string, entry: string): number[] {
  return [...listIn(text, entry).matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

/** The text of an object that must be there. */
export function textOf({ objects }: PdfParts, number: number | null): string {
  return must(number === null ? undefined : objects.get(number), `object ${number}`).text;
}

function must<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`A PDF has no ${what}.`);
  return value;
}

/** Pages of a PDF. */
export function countPages(bytes: Uint8Array): number {
  const parts = readObjects(bytes);
  const pages = textOf(parts, referenceIn(textOf(parts, referenceIn(parts.trailer, 'Root')), 'Pages'));
  return Number(/\/Count (\d+)/.exec(pages)?.[1]);
}
