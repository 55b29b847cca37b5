import type { Cell } from '../../shared/tables/cell.ts';
import type { JournalEntry } from '../../shared/sync/history/journal.ts';
import type { Exchange } from './ledger.ts';
import type { SheetBook } from './sheet-book.ts';
import type { SheetPort } from './sheet-port.ts';
import type { GoneTyping, Typing } from './typing.ts';

interface Commit {
  readonly by: Typing;
  readonly at: number;
}

/** What is known of the program's history. */
interface RecordedSoFar {
  readonly exchanges: readonly Exchange[];
  readonly gone: readonly GoneTyping[];
  readonly commits: ReadonlyMap<number, Commit>;
}

/** What is written down while a history is played, for the oracles to judge. */
export class Recorder {
  gone: GoneTyping[] = [];
  readonly broken: string[] = [];
  #exchanges: Exchange[] = [];
  /** Who made which revision, and when in the order of things. */
  #commits = new Map<number, Commit>();
  /** What was so when the database was last backed up. */
  #backedUp: RecordedSoFar = { exchanges: [], gone: [], commits: new Map() };
  /** When anybody typed into a workbook or decided something in it. */
  readonly #acted = new Map<Typing, number[]>();
  #clock = 0;

  /** Every sync that the program's history knows of. */
  get exchanges(): readonly Exchange[] {
    return this.#exchanges;
  }

  /** Revisions made by panes so far. */
  get commits(): number {
    return this.#commits.size;
  }

  acted(typing: Typing): void {
    const moments = this.#acted.get(typing) ?? [];
    moments.push(this.#clock++);
    this.#acted.set(typing, moments);
  }

  backedUp(): void {
    this.#backedUp = {
      exchanges: [...this.#exchanges],
      gone: [...this.gone],
      commits: new Map(this.#commits),
    };
  }

  /** [REV8] What came after the backup is not in the program's history any more, and its numbers are given again. */
  restored(): void {
    const { exchanges, gone, commits } = this.#backedUp;
    this.#exchanges = [...exchanges];
    this.gone = [...gone];
    this.#commits = new Map(commits);
  }

  exchanged(exchange: Exchange, typing: Typing, port: SheetPort): void {
    this.#exchanges.push(exchange);
    this.broken.push(...strayEdits(exchange, typing, port));
    const { committed } = exchange.reply;
    if (committed !== null && !this.#commits.has(committed)) {
      this.#commits.set(committed, { by: typing, at: this.#clock++ });
    }
  }

  /**
   * [PRO12] Each edit is pushed once: no workbook sets a cell to a value that it has set before and that somebody else has
   * replaced since, unless somebody acted in it in between.
   */
  doublePushes(journal: readonly JournalEntry[]): string[] {
    const settings = new Map<string, { readonly value: Cell; readonly commit: Commit }>();
    const last = new Map<string, Typing>();
    const found: string[] = [];
    for (const entry of journal) {
      const commit = this.#commits.get(entry.revision);
      for (const [column, value] of Object.entries(entry.after)) {
        const cell = `${entry.table}/${entry.row}/${column}`;
        const before = commit && settings.get(`${cell}/${commit.by.by}`);
        if (
          before &&
          before.value === value &&
          last.get(cell) !== commit.by &&
          !this.#actedBetween(before.commit, commit)
        )
          found.push(`${commit.by.by} pushed ${cell} = ${String(value)} twice`);
        if (!commit) continue;
        settings.set(`${cell}/${commit.by.by}`, { value, commit });
        last.set(cell, commit.by);
      }
    }
    return found;
  }

  #actedBetween(first: Commit, second: Commit): boolean {
    return (this.#acted.get(first.by) ?? []).some((at) => at > first.at && at < second.at);
  }
}

/** [PRO13] Edits under the Row ID of one row that were typed into another. */
function strayEdits({ by, request }: Exchange, { book }: Typing, { readOrigins }: SheetPort): string[] {
  return Object.entries(request.edits ?? {}).flatMap(([table, { inserts = [], updates = [] }]) =>
    [...inserts, ...updates].flatMap(({ row }) => {
      const origin = readOrigins.get(row) ?? row;
      if (origin === row) return [];
      // Said once: what was sent has made it the other row.
      for (const one of book.rows(table)) if (one.rowId === row && one.origin === origin) one.origin = row;
      const isUnknowable = book.keysTouched.has(table) || inserts.length > 0 || hasUndecided(book, table);
      return isUnknowable ? [] : [`${by} sent edits of ${table}/${origin} as edits of ${row}`];
    }),
  );
}

/**
 * Row IDs that have come apart from their rows are found by the keys of base [W4]. So nobody can tell which row is which
 * where keys were changed as well, or where rows are not in base: new ones, and those that others have deleted.
 */
function hasUndecided({ metadata }: SheetBook, table: string): boolean {
  return metadata?.pending.some((pending) => pending.table === table) === true;
}
