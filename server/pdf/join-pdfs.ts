import {
  listIn,
  readObjects,
  referenceIn,
  referencesIn,
  renumbered,
  textOf,
  type PdfObject,
  type PdfParts,
} from './pdf-objects.ts';
import { withTotal } from './page-total.ts';

/** A document that becomes a part, and what of it the joint document has only one of. */
interface Part {
  readonly pdf: PdfParts;
  readonly roots: { readonly pages: number; readonly structure: number; readonly document: number };
  readonly info: number;
  readonly metadata: number;
  readonly bookmarks: readonly Bookmark[];
  /** Objects that are written anew, or not at all. */
  readonly dropped: ReadonlySet<number>;
}

interface Bookmark {
  readonly number: number;
  /** Its title and where it leads, as text. */
  readonly kept: string;
  readonly below: readonly Bookmark[];
}

/** What the joint document is made of, as it grows. */
interface Joint {
  /** Pages of all parts. */
  readonly total: number;
  readonly objects: Map<number, PdfObject>;
  readonly pages: string[];
  /** What stands in the document, in reading order. */
  readonly tags: string[];
  /** Tags of each page, by the key of the page. */
  readonly pageTags: string[];
  /** Cells that other cells name as their headers. */
  readonly ids: [id: string, reference: string][];
  readonly bookmarks: Bookmark[];
}

/** Numbers of the objects that there is one of. */
const PAGES = 1;
const OUTLINES = 2;
const STRUCTURE = 3;
const DOCUMENT = 4;
const FIRST_FREE = 5;

/**
 * Makes one document of several that Typst has set: their pages, and one tree of tags and one of bookmarks. Bookmarks of
 * later parts come below the first bookmark of the first, whose title, language and keywords are those of all. Each page ends
 * with the place of the number of all pages (`withTotal`).
 */
export function joinPdfs(documents: readonly Uint8Array[]): Uint8Array {
  const parts = documents.map((bytes) => partOf(readObjects(bytes)));
  const total = parts.reduce((sum, { pdf, roots }) => sum + referencesIn(textOf(pdf, roots.pages), 'Kids').length, 0);
  const joint: Joint = { total, objects: new Map(), pages: [], tags: [], pageTags: [], ids: [], bookmarks: [] };
  const [first] = parts;
  if (first === undefined) throw new Error('There is nothing to join.');
  let free = FIRST_FREE;
  for (const [place, part] of parts.entries()) free = addPart(joint, part, { place, free });
  return written(joint, first, free);
}

function partOf(pdf: PdfParts): Part {
  const catalog = referenceIn(pdf.trailer, 'Root') ?? 0;
  const numberOf = (entry: string): number => referenceIn(textOf(pdf, catalog), entry) ?? 0;
  const structure = numberOf('StructTreeRoot');
  const [document = 0] = referencesIn(textOf(pdf, structure), 'K');
  const roots = { pages: numberOf('Pages'), structure, document };
  const outlines = numberOf('Outlines');
  const bookmarks = outlines === 0 ? [] : bookmarksIn(pdf, outlines);
  const info = referenceIn(pdf.trailer, 'Info') ?? 0;
  const metadata = numberOf('Metadata');
  const dropped = new Set([...Object.values(roots), catalog, outlines, info, metadata, ...numbersOf(bookmarks)]);
  return { pdf, roots, info, metadata, bookmarks, dropped };
}

function bookmarksIn(pdf: PdfParts, around: number): Bookmark[] {
  const found: Bookmark[] = [];
  for (let next = referenceIn(textOf(pdf, around), 'First'); next !== null;) {
    const text = textOf(pdf, next);
    const kept = /\/Title [\s\S]*(?=>>$)/.exec(text)?.[0] ?? '';
    found.push({ number: next, kept, below: bookmarksIn(pdf, next) });
    next = referenceIn(text, 'Next');
  }
  return found;
}

function numbersOf(bookmarks: readonly Bookmark[]): number[] {
  return bookmarks.flatMap(({ number, below }) => [number, ...numbersOf(below)]);
}

/** Takes a part in, its objects under numbers from `free` on. @returns the next free number */
function addPart(joint: Joint, part: Part, { place, free }: { readonly place: number; readonly free: number }): number {
  const { pdf, roots, dropped } = part;
  const numbers = new Map([
    [roots.pages, PAGES],
    [roots.structure, STRUCTURE],
    [roots.document, DOCUMENT],
  ]);
  let next = free;
  for (const number of pdf.objects.keys()) if (!dropped.has(number)) numbers.set(number, next++);
  const to = (number: number): number => numbers.get(number) ?? 0;
  // Cells are named by where they stand in which table, so that two parts have the same names.
  const ownName = (literal: string): string => literal.replace(/^\((U\d+x\d+y\d+)\)$/, `(P${place}$1)`);
  const moved = (text: string): string => renumbered(text, to, ownName);
  const firstKey = joint.pageTags.length;
  const ownKey = (text: string): string =>
    text.replace(/\/StructParents (\d+)/, (_, key: string) => `/StructParents ${firstKey + Number(key)}`);
  for (const [number, { text, stream }] of pdf.objects) {
    if (!dropped.has(number)) joint.objects.set(to(number), { text: moved(ownKey(text)), stream });
  }
  const structure = textOf(pdf, roots.structure);
  for (const [, key, tags = ''] of listIn(structure, 'Nums').matchAll(/(\d+) (\d+ 0 R)/g)) {
    joint.pageTags.push(`${firstKey + Number(key)} ${moved(tags)}`);
  }
  for (const [, id = '', cell = ''] of listIn(structure, 'Names').matchAll(/(\([^)]*\)) (\d+ 0 R)/g)) {
    joint.ids.push([ownName(id), moved(cell)]);
  }
  const references = (of: number, entry: string): string[] =>
    referencesIn(textOf(pdf, of), entry).map((number) => `${to(number)} 0 R`);
  for (const page of referencesIn(textOf(pdf, roots.pages), 'Kids')) {
    joint.pages.push(`${to(page)} 0 R`);
    const contents = referenceIn(textOf(pdf, page), 'Contents') ?? 0;
    const content = withTotal(pdf.objects.get(contents)?.stream ?? Buffer.alloc(0), joint.total);
    joint.objects.set(to(contents), { text: `<< /Length ${content.length} /Filter /FlateDecode >>`, stream: content });
  }
  joint.tags.push(...references(roots.document, 'K'));
  addBookmarks(joint, part.bookmarks, moved);
  return next;
}

function addBookmarks({ bookmarks }: Joint, more: readonly Bookmark[], moved: (text: string) => string): void {
  const there = (each: Bookmark): Bookmark => ({ ...each, kept: moved(each.kept), below: each.below.map(there) });
  const [top] = bookmarks;
  if (top === undefined) bookmarks.push(...more.map(there));
  else bookmarks[0] = { ...top, below: [...top.below, ...more.map(there)] };
}

function written(joint: Joint, first: Part, free: number): Uint8Array {
  const { objects, pages, tags, pageTags, ids, bookmarks } = joint;
  const put = (number: number, text: string, stream: Buffer | null = null): void =>
    void objects.set(number, { text, stream });
  let next = writeBookmarks(objects, bookmarks, free);
  put(PAGES, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.join(' ')}] >>`);
  put(STRUCTURE, structureText(first, { pageTags, ids }));
  put(DOCUMENT, `<< /Type /StructElem /S /Document /P ${STRUCTURE} 0 R /K [${tags.join(' ')}] >>`);
  const info = next++;
  put(info, textOf(first.pdf, first.info));
  const metadata = next++;
  const said = metadataOf(first, pages.length);
  put(metadata, `<< /Type /Metadata /Subtype /XML /Length ${said.length} >>`, said);
  const catalog = next++;
  const kept = /\/Lang \([^)]*\)/.exec(textOf(first.pdf, referenceIn(first.pdf.trailer, 'Root') ?? 0))?.[0] ?? '';
  put(
    catalog,
    `<< /Type /Catalog /Pages ${PAGES} 0 R /Metadata ${metadata} 0 R ${kept} /StructTreeRoot ${STRUCTURE} 0 R /MarkInfo << /Marked true /Suspects false >> /ViewerPreferences << /Direction /L2R >> /Outlines ${OUTLINES} 0 R >>`,
  );
  const id = /\/ID \[[^\]]*\]/.exec(first.pdf.trailer)?.[0] ?? '';
  return fileOf(objects, `<< /Size ${next} /Root ${catalog} 0 R /Info ${info} 0 R ${id} >>`);
}

function structureText({ pdf, roots }: Part, { pageTags, ids }: Pick<Joint, 'pageTags' | 'ids'>): string {
  const roleMap = /\/RoleMap <<[^>]*>>/.exec(textOf(pdf, roots.structure))?.[0] ?? '';
  const names = ids.toSorted(([one], [other]) => (one < other ? -1 : 1)).map((entry) => entry.join(' '));
  const trees = `/ParentTree << /Nums [${pageTags.join(' ')}] >> /IDTree << /Names [${names.join(' ')}] >>`;
  return `<< /Type /StructTreeRoot ${roleMap} /K [${DOCUMENT} 0 R] ${trees} /ParentTreeNextKey ${pageTags.length} >>`;
}

/** What the first part says of itself, with the pages of all. */
function metadataOf({ pdf, metadata }: Part, pages: number): Buffer {
  const said = pdf.objects.get(metadata)?.stream?.toString('utf8') ?? '';
  return Buffer.from(said.replace(/<xmpTPg:NPages>\d+</, `<xmpTPg:NPages>${pages}<`), 'utf8');
}

/** Writes bookmarks as the chain that readers follow, those below one closed. @returns the next free number */
function writeBookmarks(objects: Joint['objects'], bookmarks: readonly Bookmark[], free: number): number {
  let next = free;
  const chain = (siblings: readonly Bookmark[], parent: number): string => {
    const numbers = siblings.map(() => next++);
    for (const [index, { kept, below }] of siblings.entries()) {
      const number = numbers[index] ?? 0;
      const [before, after] = [numbers[index - 1], numbers[index + 1]];
      const links = [
        `/Parent ${parent} 0 R`,
        before === undefined ? '' : `/Prev ${before} 0 R`,
        after === undefined ? '' : `/Next ${after} 0 R`,
        below.length === 0 ? '' : `${chain(below, number)} /Count -${below.length}`,
      ];
      objects.set(number, { text: `<< ${links.join(' ')} ${kept} >>`, stream: null });
    }
    return `/First ${numbers[0]} 0 R /Last ${numbers.at(-1)} 0 R`;
  };
  const text = bookmarks.length === 0 ? '' : `${chain(bookmarks, OUTLINES)} /Count ${bookmarks.length}`;
  objects.set(OUTLINES, { text: `<< /Type /Outlines ${text} >>`, stream: null });
  return next;
}

const OFFSET_DIGITS = 10;

function fileOf(objects: Joint['objects'], trailer: string): Uint8Array {
  const pieces: Buffer[] = [Buffer.from('%PDF-1.7\n%\x80\x80\x80\x80\n\n', 'latin1')];
  let offset = pieces[0]?.length ?? 0;
  const write = (piece: Buffer): void => {
    pieces.push(piece);
    offset += piece.length;
  };
  const offsets: string[] = [];
  for (let number = 1; number <= objects.size; number++) {
    const { text, stream } = objects.get(number) ?? { text: 'null', stream: null };
    offsets.push(String(offset).padStart(OFFSET_DIGITS, '0'));
    write(Buffer.from(`${number} 0 obj\n${text}\n`, 'latin1'));
    if (stream !== null) {
      write(Buffer.from('stream\n', 'latin1'));
      write(stream);
      write(Buffer.from('\nendstream\n', 'latin1'));
    }
    write(Buffer.from('endobj\n\n', 'latin1'));
  }
  const table = offsets.map((each) => `${each} 00000 n\r\n`).join('');
  const begins = offset;
  const size = objects.size + 1;
  write(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f\r\n${table}trailer\n${trailer}\nstartxref\n${begins}\n%%EOF\n`,
      'latin1',
    ),
  );
  return Buffer.concat(pieces);
}
