import type { SyncSession } from '../../addin/sync/sync-session.ts';
import type { OpenConflict } from '../../addin/sync/sync-state.ts';
import type { SheetValue } from '../../addin/excel/workbook-port.ts';
import type { ConflictOutcome, SyncReply, SyncRequest } from '../../shared/protocol/sync.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { cellFromExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { Cell, RowId } from '../../shared/tables/cell.ts';
import type { SheetWorkbook, WorkbookRow } from './sheet-workbook.ts';

/** A value a person typed that the add-in has not yet handed to the server. */
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

/** One person with one workbook, and the memory of what was typed into it. */
export class SimulatedPerson {
  readonly name: string;
  readonly workbook: SheetWorkbook;
  session: SyncSession;
  readonly #open: () => SyncSession;
  #typed: Typed[] = [];

  constructor(name: string, workbook: SheetWorkbook, open: () => SyncSession) {
    this.name = name;
    this.workbook = workbook;
    this.#open = open;
    this.session = open();
  }

  /** The pane is opened anew: nothing is left in memory, the workbook is all there is. */
  async restart(): Promise<void> {
    this.session = this.#open();
    await this.session.open();
  }

  /** Any answer but mine gives up what was typed; a row conflict is decided as a whole. */
  decides({ table, row, column, kind }: OpenConflict, outcome: ConflictOutcome): void {
    if (outcome === 'mine') return;
    const isWholeRow = kind === 'editDelete' || kind === 'deleteEdit';
    this.#typed = this.#typed.filter(
      (typed) => typed.table !== table || typed.row.rowId !== row || (!isWholeRow && typed.column !== column),
    );
  }

  /** Typing what the cell holds already is no typing: nobody could tell it from not having typed. */
  type(table: string, row: WorkbookRow, column: string, value: SheetValue): void {
    if ((row.cells.get(column) ?? '') === value) return;
    row.cells.set(column, value);
    this.#typed = this.#typed.filter((typed) => typed.row !== row || typed.column !== column);
    if (value !== '') this.#typed.push({ table, row, column, value, bases: [] });
  }

  /** The person gives up what was typed into a row: deletes it, or opens another copy of the file. */
  forget(rows: readonly WorkbookRow[] | 'all'): void {
    this.#typed = rows === 'all' ? [] : this.#typed.filter((typed) => !rows.includes(typed.row));
  }

  /** Takes out what was typed and is neither sent nor in the sheet any more. */
  takeGoneTyping(): GoneTyping[] {
    const isThere = ({ table, row, column, value }: Typed) =>
      this.workbook.rows(table).includes(row) && row.cells.get(column) === value;
    const gone = this.#typed.filter((typed) => !isThere(typed));
    this.#typed = this.#typed.filter(isThere);
    return gone.map((typed) => ({
      by: this.name,
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
