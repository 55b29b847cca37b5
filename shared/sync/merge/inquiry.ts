import { nothingPosted, type KnownSums } from '../../plan/entry/dated-sums.ts';
import type { Flag } from '../../plan/close/explained-findings.ts';
import type { SumsOf } from '../../plan/entry/entry-view.ts';
import type { RowId } from '../../tables/cell.ts';
import type { Revision } from '../edit.ts';
import { getOrMake } from '../get-or-make.ts';
import type { JournalEntry, StoredRow } from '../history/journal.ts';
import { setText } from '../set-text.ts';
import type { MergeContext, ProgramView } from './merge-context.ts';
import type {
  FlagsQuestion,
  JournalQuestion,
  MatchingQuestion,
  Question,
  RowsQuestion,
  SumsQuestion,
} from './questions.ts';

const nothing: readonly never[] = [];

/** The rows that hold some values in the same columns of a table. */
interface Matches {
  readonly table: string;
  readonly columns: readonly string[];
  readonly found: Map<string, readonly StoredRow[]>;
  readonly open: Set<string>;
}

interface RowsAsked {
  /** Null: there is no such row. */
  readonly found: Map<RowId, StoredRow | null>;
  readonly open: Set<RowId>;
  /** Those found by their keys, as far as they have been looked through. */
  readonly byKey: Map<string, StoredRow>;
  /** Found since. */
  readonly unkeyed: StoredRow[];
}

interface JournalAsked {
  readonly found: Map<RowId, { readonly after: Revision; readonly entries: readonly JournalEntry[] }>;
  readonly open: Map<RowId, Revision>;
}

interface SumsAsked extends Pick<SumsQuestion, 'of' | 'after'> {
  readonly found: Map<string, KnownSums>;
  readonly open: Set<string>;
}

/**
 * What is known of a program so far, and what has been asked in vain. A view says "nothing" where it does not know; whoever
 * asked has to ask again when the open questions are answered.
 */
export class Inquiry implements ProgramView {
  readonly #isEmpty: (table: string) => boolean;
  readonly #rows = new Map<string, RowsAsked>();
  readonly #matches = new Map<string, Map<string, Matches>>();
  readonly #journals = new Map<string, JournalAsked>();
  readonly #sums = new Map<string, SumsAsked>();
  readonly #flags = { found: new Map<string, readonly Flag[]>(), open: new Set<string>() };
  readonly #keys = new Map<string, readonly string[]>();
  #openCount = 0;

  /** @param isEmpty true for a table of which the program certainly never held a row: nothing is asked about it */
  constructor(isEmpty: (table: string) => boolean = () => false) {
    this.#isEmpty = isEmpty;
  }

  head(table: string, row: RowId): StoredRow | undefined {
    if (this.#isEmpty(table)) return undefined;
    const { found, open } = this.#rowsOf(table);
    const known = found.get(row);
    if (known === undefined) this.#note(open, row);
    return known ?? undefined;
  }

  matching(table: string, columns: readonly string[], text: string): readonly StoredRow[] {
    if (this.#isEmpty(table)) return nothing;
    const { found, open } = this.#matchesOf(table, columns);
    const known = found.get(text);
    if (known) return known;
    const keyed = this.#keyed(table, columns, text);
    if (keyed === undefined) this.#note(open, text);
    else found.set(text, [keyed]);
    return found.get(text) ?? nothing;
  }

  /** The rows of a table that are known to be there. */
  *known(table: string): Generator<StoredRow> {
    for (const row of this.#rowsOf(table).found.values()) if (row) yield row;
  }

  history(table: string, row: RowId, after: Revision): readonly JournalEntry[] {
    if (this.#isEmpty(table)) return nothing;
    const head = this.#rowsOf(table).found.get(row);
    if (head === undefined) {
      // How far back to look shows when it is known whether the row is there.
      this.head(table, row);
      return nothing;
    }
    const from = head === null ? 0 : after;
    const { found, open } = getOrMake(this.#journals, table, () => ({ found: new Map(), open: new Map() }));
    const known = found.get(row);
    if (known && known.after <= from) return known.entries;
    const asked = open.get(row);
    if (asked === undefined) this.#openCount++;
    if (asked === undefined || asked > from) open.set(row, from);
    return nothing;
  }

  sums(of: SumsOf, key: string, after: string): KnownSums {
    if (this.#isEmpty('budgetLines')) return nothingPosted;
    const { found, open } = this.#sumsOf(of, after);
    const known = found.get(key);
    if (known === undefined) this.#note(open, key);
    return known ?? nothingPosted;
  }

  flags(asOf: string): readonly Flag[] | null {
    const known = this.#flags.found.get(asOf);
    if (known === undefined) this.#note(this.#flags.open, asOf);
    return known ?? null;
  }

  /** The program as far as it is known, as the context of a merge. */
  context(parts: Pick<MergeContext, 'tables' | 'rules' | 'mayEdit' | 'author' | 'stamps' | 'judge'>): MergeContext {
    for (const { name, key } of parts.tables) this.#keys.set(name, key);
    return {
      ...parts,
      head: (table, row) => this.head(table, row),
      history: (table, row, after) => this.history(table, row, after),
      matching: (table, columns, text) => this.matching(table, columns, text),
      sums: (of, key, after) => this.sums(of, key, after),
      flags: (asOf) => this.flags(asOf),
      lacking: () => this.lacking(),
      isLacking: () => this.#openCount > 0,
    };
  }

  /** The questions noted since they were last taken, one per table and kind, and per columns. */
  lacking(): Question[] {
    if (this.#openCount === 0) return [];
    this.#openCount = 0;
    return [
      ...this.#openRows(),
      ...this.#openMatches(),
      ...this.#openJournals(),
      ...this.#openSums(),
      ...this.#openFlags(),
    ];
  }

  *#openRows(): Generator<RowsQuestion> {
    for (const [table, { open }] of this.#rows) {
      if (open.size === 0) continue;
      yield { kind: 'rows', table, rows: [...open] };
      open.clear();
    }
  }

  *#openMatches(): Generator<MatchingQuestion> {
    for (const ofTable of this.#matches.values()) {
      for (const { table, columns, open } of ofTable.values()) {
        if (open.size === 0) continue;
        yield { kind: 'matching', table, columns, texts: [...open] };
        open.clear();
      }
    }
  }

  *#openJournals(): Generator<JournalQuestion> {
    for (const [table, { open }] of this.#journals) {
      if (open.size === 0) continue;
      yield { kind: 'journal', table, rows: [...open].map(([row, after]) => ({ row, after })) };
      open.clear();
    }
  }

  *#openSums(): Generator<SumsQuestion> {
    for (const { of, after, open } of this.#sums.values()) {
      if (open.size === 0) continue;
      yield { kind: 'sums', of, after, keys: [...open] };
      open.clear();
    }
  }

  *#openFlags(): Generator<FlagsQuestion> {
    const { open } = this.#flags;
    for (const asOf of open) yield { kind: 'flags', asOf };
    open.clear();
  }

  /** Takes the answer to a question about rows: those that are there, in any order. */
  tellRows(question: RowsQuestion | MatchingQuestion, rows: readonly StoredRow[]): void {
    const { found, unkeyed } = this.#rowsOf(question.table);
    for (const row of rows) found.set(row.row, row);
    for (const row of rows) unkeyed.push(row);
    if (question.kind === 'rows') {
      for (const row of question.rows) if (!found.has(row)) found.set(row, null);
      return;
    }
    const { columns, texts } = question;
    const byText = new Map<string, StoredRow[]>(texts.map((text) => [text, []]));
    for (const row of rows) byText.get(setText(columns, row.cells))?.push(row);
    const matches = this.#matchesOf(question.table, columns);
    for (const [text, list] of byText) matches.found.set(text, list);
  }

  /** Takes the answer to a question about the journal: entries ascending by revision within each row. */
  tellJournal({ table, rows }: JournalQuestion, entries: readonly JournalEntry[]): void {
    const byRow = new Map<RowId, JournalEntry[]>(rows.map(({ row }) => [row, []]));
    for (const entry of entries) byRow.get(entry.row)?.push(entry);
    const found = this.#journals.get(table)?.found;
    for (const { row, after } of rows) found?.set(row, { after, entries: byRow.get(row) ?? nothing });
  }

  /** Takes the answer to a question about sums: of those that something is posted on. */
  tellSums({ of, after, keys }: SumsQuestion, sums: ReadonlyMap<string, KnownSums>): void {
    const { found } = this.#sumsOf(of, after);
    for (const key of keys) found.set(key, sums.get(key) ?? nothingPosted);
  }

  /** Takes the answer to a question about what the checks find. */
  tellFlags({ asOf }: FlagsQuestion, flags: readonly Flag[]): void {
    this.#flags.found.set(asOf, flags);
  }

  #note(open: Set<string>, what: string): void {
    const before = open.size;
    open.add(what);
    this.#openCount += open.size - before;
  }

  /** A key is of one row: who knows that row need not ask for it. */
  #keyed(table: string, columns: readonly string[], text: string): StoredRow | undefined {
    const key = this.#keys.get(table);
    if (key?.join() !== columns.join()) return undefined;
    const { byKey, unkeyed } = this.#rowsOf(table);
    for (const row of unkeyed.splice(0)) byKey.set(setText(key, row.cells), row);
    return byKey.get(text);
  }

  #rowsOf(table: string): RowsAsked {
    return getOrMake(this.#rows, table, () => ({
      found: new Map(),
      open: new Set(),
      byKey: new Map(),
      unkeyed: [],
    }));
  }

  #sumsOf(of: SumsOf, after: string): SumsAsked {
    return getOrMake(this.#sums, `${of} ${after}`, () => ({ of, after, found: new Map(), open: new Set() }));
  }

  #matchesOf(table: string, columns: readonly string[]): Matches {
    const ofTable = getOrMake(this.#matches, table, () => new Map<string, Matches>());
    return getOrMake(ofTable, columns.join(), () => ({ table, columns, found: new Map(), open: new Set() }));
  }
}
