import { attributeOf, createXmlScanner, type XmlHandler } from '../../../shared/workbook-file/xml-scanner.ts';
import { WorkbookUnreadable } from '../../../shared/workbook-file/workbook-unreadable.ts';
import {
  MOST_RELATIONSHIPS,
  MOST_SHEETS,
  checkFileType,
  notAWorkbook,
  readRelationship,
  relationshipsPath,
  type Relationship,
} from '../../../shared/workbook-file/workbook-structure.ts';
import {
  readZipDirectory,
  unpacksToMore,
  workbookLimits,
  type ZipEntry,
} from '../../../shared/workbook-file/zip-directory.ts';
import { unpack } from './zip-reader.ts';

export interface SheetPart {
  readonly name: string;
  /** Path of the part that holds the sheet's cells. */
  readonly path: string;
}

/** An Excel table as its part describes it. `range` is its address on the sheet, headers included: "A1:F61". */
export interface TablePart {
  readonly name: string;
  readonly sheet: string;
  readonly range: string;
  readonly totalsRows: number;
  /** A filter hides some of its rows. */
  readonly isFiltered: boolean;
}

/** A workbook file whose structure is known; its sheets are read on demand by `readPart`. */
export interface WorkbookPackage {
  readonly sheets: readonly SheetPart[];
  readonly tables: readonly TablePart[];
  /** Days count from 1904 instead of 1900. */
  readonly date1904: boolean;
  readonly sharedStringsPath: string | undefined;
  readonly stylesPath: string | undefined;
  /** Runs one part of the file through a handler. */
  readPart(path: string, handler: XmlHandler): Promise<void>;
}

/**
 * Opens a file as an .xlsx workbook. Only the parts that hold structure and cells are ever unpacked: pictures, macros,
 * links to other files and entry paths are passed over. Throws WorkbookUnreadable with a sentence for the person.
 */
export async function openWorkbookPackage(bytes: Uint8Array): Promise<WorkbookPackage> {
  checkFileType(bytes);
  const entries = readZipDirectory(bytes, workbookLimits);
  checkContents(entries);
  const readPart = partReader(bytes, entries);
  const readRelationships = relationshipsReader(readPart, entries);
  const root = await readRelationships('');
  const workbookPath = root.find(({ type }) => type === 'officeDocument')?.path;
  if (workbookPath === undefined || !entries.has(workbookPath)) throw notAWorkbook();
  const relationships = await readRelationships(workbookPath);
  const { date1904, sheets } = await readWorkbookPart(readPart, workbookPath, relationships);
  const tables: TablePart[] = [];
  for (const sheet of sheets) tables.push(...(await readTables(readPart, await readRelationships(sheet.path), sheet)));
  const pathOfType = (wanted: string): string | undefined => relationships.find(({ type }) => type === wanted)?.path;
  return {
    sheets,
    tables,
    date1904,
    sharedStringsPath: pathOfType('sharedStrings'),
    stylesPath: pathOfType('styles'),
    readPart,
  };
}

function checkContents(entries: ReadonlyMap<string, ZipEntry>): void {
  const paths = [...entries.keys()];
  if (paths.some((path) => /(^|\/)vbaProject\.bin$/i.test(path))) {
    throw new WorkbookUnreadable(
      'The workbook holds macros.',
      'Save it as .xlsx, without macros, and upload it again.',
    );
  }
  if (entries.has('xl/workbook.bin')) {
    throw new WorkbookUnreadable('The file is a binary workbook (.xlsb).', 'Save it as .xlsx and upload it again.');
  }
  if (!entries.has('_rels/.rels')) throw notAWorkbook();
}

type ReadPart = WorkbookPackage['readPart'];

/** [FD5] What is unpacked is counted over all readings: a part that many others name is paid for each time. */
function partReader(bytes: Uint8Array, entries: ReadonlyMap<string, ZipEntry>): ReadPart {
  let unpacked = 0;
  return async (path, handler) => {
    const entry = entries.get(path);
    if (!entry) throw new WorkbookUnreadable(`The file has no part ${path}; it is damaged.`);
    const scanner = createXmlScanner(path, handler);
    const decoder = new TextDecoder();
    for await (const piece of unpack(bytes, entry)) {
      unpacked += piece.length;
      if (unpacked > workbookLimits.unpackedTotal) throw unpacksToMore(workbookLimits);
      scanner.push(decoder.decode(piece, { stream: true }));
    }
    scanner.push(decoder.decode());
    scanner.end();
  };
}

/** Reads the relationships of a part ("" for the file itself), links to the outside left out, and counts them over all parts. */
function relationshipsReader(
  readPart: ReadPart,
  entries: ReadonlyMap<string, ZipEntry>,
): (part: string) => Promise<Relationship[]> {
  let count = 0;
  return async (part) => {
    const path = relationshipsPath(part);
    const found: Relationship[] = [];
    if (!entries.has(path)) return found;
    await readPart(path, {
      open: (name, attributes) => {
        const relationship = name === 'Relationship' ? readRelationship(part, attributes) : undefined;
        if (relationship === undefined || relationship.isExternal) return;
        count++;
        if (count > MOST_RELATIONSHIPS) throw tooMany(MOST_RELATIONSHIPS, 'links between its parts');
        found.push(relationship);
      },
    });
    return found;
  };
}

function tooMany(most: number, what: string): WorkbookUnreadable {
  return new WorkbookUnreadable(
    `The workbook holds more than ${most.toLocaleString('en-US')} ${what} and was not opened.`,
    'Copy the sheets of the plan into a workbook of their own.',
  );
}

async function readWorkbookPart(
  readPart: ReadPart,
  path: string,
  relationships: readonly Relationship[],
): Promise<{ date1904: boolean; sheets: SheetPart[] }> {
  const pathsById = new Map(
    relationships.filter(({ type }) => type === 'worksheet').map(({ id, path: part }) => [id, part]),
  );
  const sheets: SheetPart[] = [];
  let count = 0;
  let date1904 = false;
  await readPart(path, {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = isTrue(attributeOf(attributes, 'date1904'));
      if (name !== 'sheet') return;
      count++;
      if (count > MOST_SHEETS) throw tooMany(MOST_SHEETS, 'sheets');
      const part = pathsById.get(attributeOf(attributes, 'id') ?? '');
      const sheetName = attributeOf(attributes, 'name') ?? '';
      if (part !== undefined) sheets.push({ name: sheetName, path: part });
    },
  });
  return { date1904, sheets };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

async function readTables(
  readPart: ReadPart,
  relationships: readonly Relationship[],
  sheet: SheetPart,
): Promise<TablePart[]> {
  const tables: TablePart[] = [];
  for (const { type, path } of relationships) {
    if (type !== 'table') continue;
    const found: Omit<TablePart, 'isFiltered'>[] = [];
    let isFiltered = false;
    await readPart(path, {
      open: (name, attributes) => {
        isFiltered ||= name === 'filterColumn';
        if (name !== 'table') return;
        found.push({
          name: attributeOf(attributes, 'displayName') ?? attributeOf(attributes, 'name') ?? '',
          sheet: sheet.name,
          range: attributeOf(attributes, 'ref') ?? '',
          totalsRows: Number(attributeOf(attributes, 'totalsRowCount') ?? '0'),
        });
      },
    });
    for (const table of found) tables.push({ ...table, isFiltered });
  }
  return tables;
}
