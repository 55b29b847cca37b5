import type { SheetValue } from '../../shared/sync/read/sheet-table.ts';
import type { OpenConflict } from '../../addin/sync/session/sync-state.ts';
import type { Choice } from '../../shared/sync/apply/decide.ts';
import type { SyncReply, SyncRequest } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import { cellFromExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { SheetBook, WorkbookRow } from './sheet-book.ts';

/** A value a person typed that no add-in has yet handed to the server. */
interface Typed {
  readonly table: string;
  readonly row: WorkbookRow;
  readonly column: string;
  readonly value: SheetValue;
  /** Bases of the syncs that did not send it. */
  readonly bases: number[];
}

/** A typed value that is neither sent nor in the sheet: lost, unless the program had it at one of these revisions. */
export interface GoneTyping {
  readonly by: string;
  readonly table: string;
  readonly row: RowId | null;
  readonly column: string;
  readonly value: Cell | undefined;
  readonly bases: readonly number[];
}

/** The memory of what was typed into one workbook, by whoever has it open. */
export class Typing {
  readonly by: string;
  readonly book: SheetBook;
  #typed: Typed[] = [];

  constructor(by: string, book: SheetBook) {
    this.by = by;
    this.book = book;
  }

  /** Any choice but the local value gives up what was typed; a row conflict is decided as a whole. */
  decides({ table, row, column, kind }: OpenConflict, choice: Choice['kind']): void {
    if (choice === 'keepLocal') return;
    const isWholeRow = kind === 'editDelete' || kind === 'deleteEdit';
    this.#typed = this.#typed.filter(
      (typed) => typed.table !== table || typed.row.rowId !== row || (!isWholeRow && typed.column !== column),
    );
  }

  /** Typing what the cell holds already is no typing: nobody could tell it from not having typed. */
  type(table: string, row: WorkbookRow, column: string, value: SheetValue): void {
    if ((row.cells.get(column) ?? '') === value) return;
    row.cells.set(column, value);
    if (tableNamed(table).key.includes(column)) this.book.keysTouched.add(table);
    this.#typed = this.#typed.filter((typed) => typed.row !== row || typed.column !== column);
    if (value !== '') this.#typed.push({ table, row, column, value, bases: [] });
  }

  /** The person gives up what was typed into a row: deletes it, or opens another copy of the file. */
  forget(rows: readonly WorkbookRow[] | 'all'): void {
    this.#typed = rows === 'all' ? [] : this.#typed.filter((typed) => !rows.includes(typed.row));
  }

  /** The person has undone an action, and with it what was typed then. */
  undone(): void {
    this.#typed = this.#typed.filter((typed) => this.#isThere(typed));
  }

  #isThere({ table, row, column, value }: Typed): boolean {
    return this.book.rows(table).includes(row) && row.cells.get(column) === value;
  }

  /** Takes out what was typed and is neither sent nor in the sheet any more. */
  takeGone(): GoneTyping[] {
    const gone = this.#typed.filter((typed) => !this.#isThere(typed));
    if (gone.length > 0) this.undone();
    return gone.map((typed) => ({
      by: this.by,
      table: typed.table,
      row: typed.row.rowId,
      column: typed.column,
      value: canonical(typed),
      bases: typed.bases,
    }));
  }

  /** The server has answered: what was in the request is now the server's to keep. */
  handedOver(request: SyncRequest, reply: SyncReply): void {
    const sent = new Map<string, Cell>();
    for (const [table, { inserts = [], updates = [] }] of Object.entries(request.edits ?? {})) {
      for (const { row, cells } of [...inserts, ...updates]) {
        for (const [column, value] of Object.entries(cells)) sent.set(`${table}/${row}/${column}`, value);
      }
    }
    const adopters = new Map(Object.entries(reply.adopted).map(([from, to]) => [to, from]));
    this.#typed = this.#typed.filter((typed) => {
      const id = typed.row.rowId ?? '';
      const value = canonical(typed);
      return ![id, adopters.get(id)].some((row) => sent.get(`${typed.table}/${row ?? ''}/${typed.column}`) === value);
    });
    for (const { bases } of this.#typed) bases.push(request.base);
  }
}

function canonical({ table, column, value }: Typed): Cell | undefined {
  const definition = tableNamed(table).columns[column];
  if (!definition) return undefined;
  const read = cellFromExcel(definition, { value, isFormula: false, isError: false, date1904: false });
  return read.ok ? read.value : undefined;
}
