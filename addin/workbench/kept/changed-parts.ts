import { type Area, SHEET_ROWS, areaOf, intersectAreas, isEntireColumns } from 'excel-host/book/area.ts';
import type { Book, BookEvent } from 'excel-host/book/book.ts';
import { headerArea } from 'excel-host/book/table-areas.ts';
import type { OpenedPackage } from '../xlsx/opened-package.ts';
import { BLOCK_ROWS, blockName, frameText, saveBlock } from './kept-parts.ts';
import { FRAME, type Part, partOf } from './part-texts.ts';

/** Rows below the last one in use that may still be hidden or have a height of their own. */
const SPARE_ROWS = 1024;

/** Parts as they are now; undefined: the part is gone. */
export type PartChanges = ReadonlyMap<string, Part | undefined>;

/** How the kept parts of a book are called, as far as they are kept. */
export interface KeptNames {
  /** What the names of blocks call the book's sheets, in their order. */
  readonly sheetKeys: readonly number[];
  /** All of the book's parts. */
  readonly parts: Iterable<string>;
  /** Parts that are as the book has them, but are still to be kept. */
  readonly unwritten?: PartChanges;
}

export interface PartsOptions {
  /** Absent: nothing of the book is kept yet. */
  readonly kept?: KeptNames | undefined;
  /** Where the sheets and cells are now that came from a file; absent: the book is from no file. */
  readonly opened?: (() => OpenedPackage['sheets']) | undefined;
}

interface KeptSheet {
  readonly key: number;
  /** Numbers of the blocks that hold something, and whether a formula is among it. */
  readonly blocks: Map<number, boolean>;
  readonly changed: Set<number>;
}

/** Knows which parts of a book are other than they were kept, and saves those, a piece at a time. */
export class ChangedParts {
  readonly #book: Book;
  readonly #sheets = new Map<string, KeptSheet>();
  /** Parts that were saved since the last taking, in the state that the book has now. */
  #saved: Map<string, Part | undefined>;
  #isFrameChanged: boolean;
  readonly #opened: PartsOptions['opened'];
  #lastKey: number;

  constructor(book: Book, { kept, opened }: PartsOptions = {}) {
    this.#book = book;
    this.#opened = opened;
    this.#lastKey = Math.max(0, ...(kept?.sheetKeys ?? []));
    this.#isFrameChanged = kept === undefined;
    this.#saved = new Map(kept?.unwritten);
    book.sheets().forEach(({ id }, place) => {
      const sheet = this.#add(id, kept?.sheetKeys[place]);
      if (kept === undefined) this.#mark(id, sheet, 0, SHEET_ROWS);
    });
    for (const name of kept?.parts ?? []) {
      const [key, block] = name.split('.').map(Number);
      // Which of them hold formulas is not known before they are saved here; to take all for it costs time once.
      for (const sheet of this.#sheets.values()) {
        if (block !== undefined && sheet.key === key) sheet.blocks.set(block, true);
      }
    }
  }

  /** True while something has changed that was not taken yet. */
  get isAny(): boolean {
    return this.#saved.size > 0 || !this.isAllSaved;
  }

  get isAllSaved(): boolean {
    return !this.#isFrameChanged && ![...this.#sheets.values()].some(({ changed }) => changed.size > 0);
  }

  hear(event: BookEvent): void {
    switch (event.kind) {
      case 'moved':
        if (this.#opened !== undefined) this.#isFrameChanged = true;
        return;
      case 'calculated':
        // What formulas come to is not kept.
        return;
      case 'cells':
        this.#markArea(event.sheetId, event.area);
        if (this.#isHeader(event.sheetId, event.area)) this.#restructured();
        // Rows may have been sorted.
        if (this.#opened !== undefined && event.area.rowCount > 1) this.#isFrameChanged = true;
        return;
      case 'formats':
        this.#markArea(event.sheetId, event.area);
        if (isEntireColumns(event.area)) this.#isFrameChanged = true;
        return;
      case 'shifted':
        this.#markFrom(event.sheetId, event.shift.area.row);
        this.#restructured();
        return;
      case 'sheetAdded':
        this.#add(event.sheetId, undefined);
        this.#markFrom(event.sheetId, 0);
        this.#isFrameChanged = true;
        return;
      case 'sheetDeleted':
        this.#drop(event.sheetId);
        this.#restructured();
        return;
      case 'sheetChanged':
        this.#restructured();
        return;
      case 'validation':
      case 'conditionalFormats':
      case 'names':
      case 'properties':
      case 'tableFiltered':
        this.#isFrameChanged = true;
        return;
      default:
        // A header row may have gone above the table, a totals row may have moved what is below.
        this.#markFrom(event.sheetId, Math.max(0, event.area.row - 1));
        this.#restructured();
    }
  }

  /** Saves one part more; false where none is left. */
  saveNext(): boolean {
    for (const [sheetId, sheet] of this.#sheets) {
      for (const block of sheet.changed) {
        sheet.changed.delete(block);
        const { text, hasFormulas } = saveBlock(this.#book, sheetId, block);
        if (text === undefined) sheet.blocks.delete(block);
        else sheet.blocks.set(block, hasFormulas);
        this.#saved.set(blockName(sheet.key, block), text === undefined ? undefined : partOf(text));
        return true;
      }
    }
    if (!this.#isFrameChanged) return false;
    this.#isFrameChanged = false;
    const keys = this.#book.sheets().map(({ id }) => this.#sheets.get(id)?.key ?? 0);
    this.#saved.set(FRAME, partOf(frameText(this.#book, keys, this.#opened?.())));
    return true;
  }

  /** What was saved, which from then on counts as kept. Only where everything is saved do the parts belong together. */
  take(): PartChanges {
    const taken = this.#saved;
    this.#saved = new Map();
    return taken;
  }

  /** What was taken could not be kept: it is still to be kept, where it has not changed again. */
  giveBack(taken: PartChanges): void {
    this.#saved = new Map([...taken, ...this.#saved]);
  }

  #add(sheetId: string, key: number | undefined): KeptSheet {
    if (key === undefined) this.#lastKey += 1;
    const sheet: KeptSheet = { key: key ?? this.#lastKey, blocks: new Map(), changed: new Set() };
    this.#sheets.set(sheetId, sheet);
    return sheet;
  }

  #drop(sheetId: string): void {
    const sheet = this.#sheets.get(sheetId);
    if (sheet === undefined) return;
    // Blocks that were saved but not taken are gone with those that are kept.
    for (const block of sheet.blocks.keys()) this.#saved.set(blockName(sheet.key, block), undefined);
    this.#sheets.delete(sheetId);
  }

  #restructured(): void {
    this.#isFrameChanged = true;
    // Formulas may be written anew anywhere.
    for (const { blocks, changed } of this.#sheets.values()) {
      for (const [block, hasFormulas] of blocks) if (hasFormulas) changed.add(block);
    }
  }

  #isHeader(sheetId: string, area: Area): boolean {
    return this.#book.tables().some((table) => {
      const header = table.sheetId === sheetId ? headerArea(table) : undefined;
      return header !== undefined && intersectAreas(header, area) !== undefined;
    });
  }

  #markArea(sheetId: string, area: Area): void {
    const sheet = this.#sheets.get(sheetId);
    if (sheet !== undefined) this.#mark(sheetId, sheet, area.row, area.row + area.rowCount);
  }

  #markFrom(sheetId: string, row: number): void {
    this.#markArea(sheetId, areaOf(row, 0, SHEET_ROWS - row, 1));
  }

  /** Marks the blocks of rows from `first` to before `end`, as far down as there is anything. */
  #mark(sheetId: string, sheet: KeptSheet, first: number, end: number): void {
    const isShort = end - first <= SPARE_ROWS;
    const last = isShort ? end : Math.min(end, Math.max(this.#rowsInUse(sheetId, sheet), first + 1));
    for (let block = Math.floor(first / BLOCK_ROWS); block * BLOCK_ROWS < last; block += 1) sheet.changed.add(block);
  }

  #rowsInUse(sheetId: string, { blocks }: KeptSheet): number {
    const used = this.#book.usedArea(sheetId, false);
    const kept = Math.max(-1, ...blocks.keys()) + 1;
    return Math.max(used === undefined ? 0 : used.row + used.rowCount, kept * BLOCK_ROWS) + SPARE_ROWS;
  }
}
