import type { BookFile, FormulaFile, SheetFile } from 'excel-host/file/book-file.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { formatArea } from 'excel-host/book/address.ts';
import { areaOf } from 'excel-host/book/area.ts';
import type { IsBlockName } from 'excel-host/formula/array-formula.ts';
import { blockNames, writtenFormula } from '../formula-kinds.ts';
import type { FormulaKind } from './cell-xml.ts';
import type { OpenedPackage, OpenedSheet } from '../opened-package.ts';
import { openParts, readBookOf } from '../read-xlsx.ts';
import { patchCustomProperties } from './custom-properties.ts';
import { dynamicArrayNumber } from './metadata-part.ts';
import { moveFormulaParts, moveSheetLinks } from './move-linked-parts.ts';
import { moveSheetXml } from './move-sheet-xml.ts';
import { MovedBook, type SheetFate } from './moved-book.ts';
import { MovedPlaces } from './moved-places.ts';
import type { PackageParts, SheetEntry } from './package-parts.ts';
import { patchColumns } from './patch-columns.ts';
import { type SheetFindings, patchSheetData } from './patch-sheet-data.ts';
import { patchSheetLooks } from './patch-sheet-looks.ts';
import { patchTables, tableParts } from './patch-tables.ts';
import { patchValidations } from './patch-validations.ts';
import { type PlacedSheet, patchWorkbook } from './patch-workbook.ts';
import { Looks, SheetCells, sameContent } from './sheet-cells.ts';
import { setChild } from './sheet-children.ts';
import { StylesPart } from './styles-part.ts';
import { prefixOf, readXml } from './xml-part.ts';

export interface SavedPackage {
  readonly bytes: Uint8Array;
  /** What is not as a person would expect it in the saved file, a sentence each. */
  readonly findings: readonly string[];
  readonly hasMacros: boolean;
}

const WORKSHEET = {
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml',
  relationship: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet',
  empty: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetData></sheetData></worksheet>`,
};

const EMPTY_SHEET: Omit<SheetFile, 'name' | 'visibility'> = {
  tabColor: '',
  showGridlines: true,
  rows: [],
  columns: [],
  validations: [],
  conditionalFormats: [],
  tables: [],
  properties: {},
};

/**
 * [FA9] The opened file with what the book has otherwise put into it. Parts and elements that the book knows nothing of stay
 * byte for byte; what in them is tied to places goes along where cells have moved.
 */
export async function savePackage(after: BookFile, opened: OpenedPackage): Promise<SavedPackage> {
  const parts = openParts(after.name, opened.bytes);
  const before = saveBook(openBook(await readBookOf(after.name, opened.bytes, parts)));
  return new PackageSave(before, after, opened, parts).run();
}

/** A sheet of the file that the book has, too. */
interface LiveSheet {
  readonly entry: SheetEntry;
  readonly part: string;
  readonly before: SheetFile;
  readonly after: SheetFile;
  readonly fate: SheetFate;
}

class PackageSave {
  readonly #before: BookFile;
  readonly #after: BookFile;
  readonly #opened: OpenedPackage;
  readonly #parts: PackageParts;
  readonly #styles: StylesPart;
  readonly #looks = new Looks();
  readonly #told = new Set<string>();
  readonly #findings: SheetFindings = { withoutResult: 0, changesFormulas: false };
  readonly #isBlockName: IsBlockName;
  #dynamic: number | undefined;

  constructor(before: BookFile, after: BookFile, opened: OpenedPackage, parts: PackageParts) {
    this.#before = before;
    this.#after = after;
    this.#opened = opened;
    this.#parts = parts;
    this.#styles = new StylesPart(this.#parts);
    this.#isBlockName = blockNames(after);
  }

  run(): SavedPackage {
    const parts = this.#parts;
    const entries = parts.sheets();
    const live = entries.flatMap((entry) => this.#live(entry));
    const gone = entries.filter(
      ({ name }) =>
        this.#before.sheets.some((sheet) => sheet.name === name) && !live.some(({ entry }) => entry.name === name),
    );
    const book = new MovedBook([
      ...live.map(({ fate }) => fate),
      ...gone.map(({ name }) => ({ name, now: undefined, places: new MovedPlaces([]) })),
    ]);
    const isEdited =
      gone.length > 0 ||
      live.length < this.#after.sheets.length ||
      live.some((sheet) => isEditedSheet(sheet, this.#looks));
    for (const sheet of live) this.#saveSheet(sheet, book, isEdited);
    const sheets = this.#after.sheets.map((sheet) => this.#placed(sheet, live, book));
    moveFormulaParts(parts, book);
    const recalculates = this.#findings.withoutResult > 0;
    patchWorkbook({ parts, before: this.#before, after: this.#after, sheets, gone: new Set(gone), book, recalculates });
    for (const entry of gone) parts.unrelate(parts.workbookPath, ({ path }) => path === entry.part);
    this.#styles.save();
    patchCustomProperties(parts, this.#before.properties['custom'] ?? {}, this.#after.properties['custom'] ?? {});
    // Excel makes the order of calculation anew where the file has none.
    if (this.#findings.changesFormulas || gone.length > 0)
      parts.unrelate(parts.workbookPath, ({ type }) => type === 'calcChain');
    return this.#finished(book);
  }

  #finished(book: MovedBook): SavedPackage {
    const parts = this.#parts;
    const { hasMacros } = parts;
    if (!parts.isChanged) return { bytes: this.#opened.bytes, findings: [...this.#told], hasMacros };
    if (parts.paths.some((path) => path.startsWith('_xmlsignatures/'))) {
      parts.unrelate('', ({ path }) => path.startsWith('_xmlsignatures/'));
      this.#told.add('The file was signed; what is saved now is not.');
    }
    const { withoutResult } = this.#findings;
    if (withoutResult > 0) {
      const which = withoutResult === 1 ? 'One formula uses' : `${withoutResult} formulas use`;
      this.#told.add(`${which} what is not calculated here; Excel works out the result when it opens the file.`);
    }
    if (book.unread > 0) {
      this.#told.add(
        `${book.unread === 1 ? 'A formula' : `${book.unread} formulas`} of charts or rules could not be read and may point to the cells where they were.`,
      );
    }
    return { bytes: parts.zip(), findings: [...this.#told], hasMacros };
  }

  #live(entry: SheetEntry): LiveSheet[] {
    const { part } = entry;
    const index = this.#opened.sheets.findIndex((sheet) => sheet !== null && sheet.part === part);
    const opened: OpenedSheet | null | undefined = this.#opened.sheets[index];
    const before = this.#before.sheets.find(({ name }) => name === entry.name);
    const after = this.#after.sheets[index];
    if (part === undefined || !opened || before === undefined || after === undefined) return [];
    const places = new MovedPlaces(opened.moves);
    return [{ entry, part, before, after, fate: { name: entry.name, now: after.name, places } }];
  }

  #saveSheet(sheet: LiveSheet, book: MovedBook, isEdited: boolean): void {
    const { part, before, after, fate, entry } = sheet;
    // A sheet of another kind (a chart) has no cells.
    if (entry.kind !== 'worksheet') return;
    const parts = this.#parts;
    const tell = (sentence: string): void => void this.#told.add(sentence);
    if (!book.isStill || !fate.places.isStill) {
      parts.edit(part, (xml, edits) =>
        moveSheetXml(readXml(part, xml, CELLS), { path: part, xml, edits, book, fate, tell }),
      );
    }
    moveSheetLinks(parts, part, fate, tell);
    this.#writeSheet(part, before, after, fate, book, isEdited);
  }

  #writeSheet(
    part: string,
    before: SheetFile,
    after: SheetFile,
    fate: SheetFate,
    book: MovedBook,
    isEdited: boolean,
  ): void {
    const parts = this.#parts;
    const tell = (sentence: string): void => void this.#told.add(sentence);
    const tables = patchTables({ parts, part, home: fate.name, before, after, places: fate.places, book, tell });
    parts.edit(part, (xml, edits) => {
      const root = readXml(part, xml, CELLS);
      const patch = {
        path: part,
        xml,
        edits,
        root,
        before,
        after,
        places: fate.places,
        styles: this.#styles,
        looks: this.#looks,
        formulaKind: (formula: FormulaFile, row: number, column: number) =>
          this.#formulaKind(after, formula, row, column),
        isEdited,
        findings: this.#findings,
      };
      patchSheetLooks(patch);
      patchColumns(patch);
      patchSheetData(patch);
      patchValidations(patch);
      if (tables !== undefined) {
        setChild(
          edits,
          root,
          'tableParts',
          tableParts(prefixOf(xml, root), xml.slice(root.start, root.openEnd), tables),
        );
      }
    });
  }

  /** The sheet with the relationship of its part, which is made where the file has none. */
  #placed(sheet: SheetFile, live: readonly LiveSheet[], book: MovedBook): PlacedSheet {
    const parts = this.#parts;
    const known = live.find(({ after }) => after === sheet);
    if (known !== undefined) {
      const id = parts.relationships(parts.workbookPath).find(({ path }) => path === known.part)?.id ?? '';
      return { sheet, entry: known.entry, id };
    }
    const path = parts.freePath('xl/worksheets/sheet', '.xml');
    const id = parts.add(path, WORKSHEET.empty, WORKSHEET.contentType, parts.workbookPath, WORKSHEET.relationship);
    const empty: SheetFile = { ...EMPTY_SHEET, name: sheet.name, visibility: sheet.visibility };
    const fate: SheetFate = { name: sheet.name, now: sheet.name, places: new MovedPlaces([]) };
    this.#writeSheet(path, empty, sheet, fate, book, true);
    return { sheet, entry: undefined, id };
  }

  #formulaKind(sheet: SheetFile, formula: FormulaFile, row: number, column: number): FormulaKind {
    const { text, fills } = writtenFormula(formula, { row, column, sheet, isBlockName: this.#isBlockName });
    if (fills === undefined) return { text, attributes: '', cell: '' };
    this.#dynamic ??= dynamicArrayNumber(this.#parts);
    const ref = formatArea(areaOf(row, column, fills.rowCount, fills.columnCount));
    return { text, attributes: ` t="array" ref="${ref}"`, cell: ` cm="${this.#dynamic}"` };
  }
}

/** Cells are read by themselves: there are more than one wants as elements. */
const CELLS: ReadonlySet<string> = new Set(['sheetData']);

function isEditedSheet({ before, after, fate }: LiveSheet, looks: Looks): boolean {
  if (!fate.places.isStill || fate.now !== fate.name) return true;
  const [was, is] = [new SheetCells(before, looks), new SheetCells(after, looks)];
  for (let row = 0; row < Math.max(was.rowEnd, is.rowEnd); row += 1) {
    for (let column = 0; column < Math.max(was.columnEnd, is.columnEnd); column += 1) {
      if (!sameContent(was.content(row, column), is.content(row, column))) return true;
    }
  }
  return false;
}
