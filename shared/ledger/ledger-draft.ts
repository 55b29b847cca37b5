import type { Cells, RowId } from '../tables/cell.ts';
import type { Edit } from '../sync/edit.ts';
import { getOrMake } from '../sync/get-or-make.ts';
import { columnLabel, keyOf } from '../tables/table.ts';
import { tableNamed } from '../tables/all-tables.ts';
import { defaultValue } from '../import/default-value.ts';
import type { Converted } from '../import/converted.ts';
import { addressIn, shownText } from '../import/grid.ts';
import { isAccepted } from '../import/import-mapping.ts';
import type { ImportException, Proposal } from '../import/import-plan.ts';
import type { ImportInput } from '../import/plan-draft.ts';
import type { ReadRow } from '../import/read-row.ts';
import { saysTotals, type SkippedRow } from '../import/skipped-rows.ts';
import { translationsOf, type SourceColumn } from '../import/source-columns.ts';
import type { ExceptionReason, LedgerFate, LedgerPlan, LedgerRowPlan } from './ledger-plan.ts';
import { lineWords, type LedgerHints } from './match-row.ts';
import type { LineFacts } from './line-index.ts';

/** Why a row stays out, and what to say of it. */
export interface LeftOut {
  readonly why: ExceptionReason;
  readonly rule: string;
  /** Column to blame; of one that the file has not, the row is. */
  readonly column: string;
  readonly message: string;
  readonly candidates?: readonly LineFacts[];
}

/** A row and what it is known by. */
export interface DraftRow {
  readonly read: ReadRow;
  readonly document: string;
  readonly line: number | null;
  readonly dated: string | null;
  readonly cents: number | null;
}

/** Puts the plan of a ledger import together. */
export class LedgerDraft {
  readonly #input: ImportInput;
  readonly #columns: readonly SourceColumn[];
  readonly #into: LedgerPlan['into'];
  readonly #edits: Edit[] = [];
  readonly #rowOf = new Map<RowId, number>();
  readonly #proposals: Proposal[] = [];
  readonly #exceptions: ImportException[] = [];
  readonly #waiting: number[] = [];
  readonly #needed = new Set<string>();
  readonly #rows: LedgerRowPlan[] = [];
  readonly #late: { row: number; message: string }[] = [];
  readonly #accepted: ReadonlySet<string>;
  readonly #defaults = new Map<string, Converted>();

  constructor(input: ImportInput, columns: readonly SourceColumn[], into: LedgerPlan['into']) {
    this.#input = input;
    this.#columns = columns;
    this.#into = into;
    this.#accepted = new Set(input.mapping.accept);
  }

  /** Fills what the row does not say with what the person says of all rows. */
  fill({ cells, exceptions }: ReadRow): void {
    for (const name of Object.keys(this.#input.source.table.columns)) {
      if (cells.has(name) || exceptions.some(({ column }) => column === name)) continue;
      const value = getOrMake(this.#defaults, name, () => defaultValue(this.#input, name));
      if (value.kind === 'value' && value.value !== null) cells.set(name, value.value);
    }
  }

  /** @returns true when the row was left out for what it does not say, or says so that it cannot be read */
  refuseUnreadable(draft: DraftRow, needed: readonly string[]): boolean {
    const { read } = draft;
    const missing = needed.filter((name) => !isTold(read, name));
    for (const name of missing) this.#needed.add(name);
    if (read.exceptions.length + missing.length === 0) return false;
    this.#exceptions.push(...read.exceptions);
    for (const name of missing) {
      const message = `${columnLabel(this.#input.source.table, name)} is required.`;
      this.#exceptions.push(this.#exception(draft, { column: name, rule: 'V01', message }));
    }
    this.#settle(draft, { kind: 'exception', cents: draft.cents, why: 'unreadable', candidates: [] });
    return true;
  }

  leaveOut(draft: DraftRow, { why, rule, column, message, candidates = [] }: LeftOut): void {
    const offered = candidates.length === 0 ? '' : ` It may be ${candidates.map(lineWords).join(' or ')}.`;
    this.#exceptions.push(this.#exception(draft, { column, rule, message: `${message}${offered}` }));
    this.#propose(draft);
    this.#settle(draft, { kind: 'exception', cents: draft.cents, why, candidates });
  }

  pass(draft: DraftRow, fate: Extract<LedgerFate, { kind: 'duplicate' | 'outside' }>): void {
    this.#settle(draft, fate);
  }

  /** @returns false while one of its readings waits to be accepted */
  take(draft: DraftRow, cells: Cells, fate: Extract<LedgerFate, { kind: 'taken' }>): boolean {
    const open = this.#propose(draft);
    if (open) {
      this.#waiting.push(draft.read.row.number);
      this.#settle(draft, { kind: 'waiting', cents: fate.cents });
      return false;
    }
    const { nameRow, revision } = this.#input;
    const row = nameRow(keyOf(tableNamed(this.#into), cells));
    this.#edits.push({ kind: 'insert', table: this.#into, row, cells, seen: revision });
    this.#rowOf.set(row, draft.read.row.number);
    this.#settle(draft, fate);
    return true;
  }

  placeLate({ read }: DraftRow, message: string): void {
    this.#late.push({ row: read.row.number, message });
  }

  done(skipped: readonly SkippedRow[]): LedgerPlan {
    const byRow = <T extends { readonly row: number }>(items: readonly T[]): T[] =>
      items.toSorted((a, b) => a.row - b.row);
    const ledgerRows = byRow(this.#rows);
    return {
      into: this.#into,
      edits: this.#edits.toSorted((a, b) => (this.#rowOf.get(a.row) ?? 0) - (this.#rowOf.get(b.row) ?? 0)),
      rowOf: this.#rowOf,
      unchanged: ledgerRows.filter(({ fate }) => fate.kind === 'duplicate').length,
      skipped,
      proposals: byRow(this.#proposals),
      exceptions: byRow(this.#exceptions),
      translations: translationsOf(this.#columns, this.#input.source),
      waiting: this.#waiting.toSorted((a, b) => a - b),
      needed: [...this.#needed],
      ledgerRows,
      late: byRow(this.#late),
    };
  }

  /** @returns true while one of them waits */
  #propose({ read }: DraftRow): boolean {
    const told = read.proposals.map((proposal) => ({
      ...proposal,
      accepted: isAccepted(this.#accepted, proposal.kind, proposal.cell),
    }));
    this.#proposals.push(...told);
    return told.some(({ accepted }) => !accepted);
  }

  #settle({ read, document, line, dated }: DraftRow, fate: LedgerFate): void {
    const [owner, exception] = ['owner', 'exception'].map((name) => String(read.cells.get(name) ?? '').trim());
    const told = { owner: owner ?? '', exception: exception ?? '' };
    this.#rows.push({ row: read.row.number, document, line, dated, ...told, fate });
  }

  #exception({ read: { row } }: DraftRow, what: Pick<LeftOut, 'column' | 'rule' | 'message'>): ImportException {
    const column = this.#columns.find(({ name }) => name === what.column);
    return {
      ...what,
      row: row.number,
      cell: column ? addressIn(row.number, column.index) : '',
      value: column ? shownText(column.cellIn(row), column.reading.date1904) : '',
    };
  }
}

function isTold({ cells, exceptions }: ReadRow, name: string): boolean {
  return cells.has(name) || exceptions.some(({ column }) => column === name);
}

/** What a row says of where it belongs. */
export function hintsOf({ cells }: ReadRow): LedgerHints {
  const words = (name: string): string => String(cells.get(name) ?? '').trim();
  const line = cells.get('commitmentLine');
  return {
    budgetLine: words('budgetLine'),
    commitment: words('commitment'),
    commitmentLine: typeof line === 'number' ? line : null,
    account: words('account'),
    project: words('project'),
    budgetYear: words('budgetYear'),
    category: words('category'),
    org: words('org'),
    vendor: words('vendor'),
    description: words('description'),
  };
}

/**
 * True for a row that is more than a total of others, which holds little but amounts: what lacks its number only is told, since
 * nobody else misses it.
 */
export function isLedgerRow(
  { row, cells, exceptions }: ReadRow,
  numbers: readonly string[],
  others: readonly string[],
): boolean {
  const isSaid = (name: string): boolean => cells.has(name) || exceptions.some(({ column }) => column === name);
  if (numbers.some((name) => cells.has(name))) return true;
  return others.some(isSaid) && !row.cells.some(saysTotals);
}
