import { getOrMake } from '../../sync/get-or-make.ts';
import { tableNamed, type TableName } from '../../tables/all-tables.ts';
import type { Cell, Cells, RowId } from '../../tables/cell.ts';
import { keyText } from '../../tables/table.ts';
import { planRows, type PlanRows } from '../invariants/plan-rows.ts';
import { rowPlace } from '../postings/reposted-rows.ts';
import { bothSums, type KnownSums } from './dated-sums.ts';
import type { EntryView, FindRows, FoundRow } from './entry-view.ts';
import type { SumsByLine } from './moved-sums.ts';

/** `table/Row ID`: the row by which findings know what they speak of. */
export type Place = string;

/**
 * Looks rows and sums up at one moment and keeps all it finds: what of the plan invariants get to see. What is unknown yet is
 * noted by the view, and missing here until it is asked again.
 */
export class Look {
  readonly #find: FindRows;
  readonly #sums: EntryView['sums'];
  /** Posted on lines since the sums were kept. */
  readonly #more: () => SumsByLine;
  readonly #rows = new Map<TableName, Map<RowId, FoundRow>>();
  /** What has been asked for by a key, or (`#asked`) by other columns. Thousands of lines name the same project: it is looked up once. */
  readonly #named = new Map<TableName, Map<string, FoundRow | undefined>>();
  readonly #asked = new Map<string, Map<string, readonly FoundRow[]>>();
  /** Budget lines that have been found with their sums. */
  readonly #lines = new Map<string, FoundRow>();
  /** Whose sums have been looked up: lines by id, sources by code. */
  readonly lines = new Map<string, KnownSums>();
  readonly sources = new Map<string, KnownSums>();
  /** The sources of lines that are asked for by their sources alone: what has moved on these is all that is known of them. */
  readonly sourceOfLines = new Map<string, string>();
  /** A day that is over wherever on earth the program is; the last of all where nobody knows the time. What is dated later is told apart. */
  readonly pastDay: string;

  constructor(find: FindRows, sums: EntryView['sums'], more: () => SumsByLine, pastDay: string) {
    this.#find = find;
    this.#sums = sums;
    this.#more = more;
    this.pastDay = pastDay;
  }

  /** Keeps a row that is known. */
  add(table: TableName, found: FoundRow): Place {
    getOrMake(this.#rows, table, () => new Map<RowId, FoundRow>()).set(found.row, found);
    return rowPlace(table, found.row);
  }

  /** The rows that hold these values, none where one is empty. */
  rows(table: TableName, columns: readonly string[], ...values: (Cell | undefined)[]): readonly FoundRow[] {
    const wanted = values.map((value) => value ?? null);
    if (wanted.includes(null)) return [];
    const asked = getOrMake(this.#asked, `${table} ${columns.join()}`, () => new Map<string, readonly FoundRow[]>());
    return getOrMake(asked, keyText(wanted), () => {
      const found = this.#find(table, columns, wanted);
      for (const row of found) this.add(table, row);
      return found;
    });
  }

  /** The row with this key. Parts of it may be empty. */
  row(table: TableName, ...key: (Cell | undefined)[]): FoundRow | undefined {
    const values = key.map((part) => part ?? null);
    if (values.every((part) => part === null)) return undefined;
    const named = getOrMake(this.#named, table, () => new Map<string, FoundRow | undefined>());
    const text = keyText(values);
    const known = named.get(text);
    if (known !== undefined || named.has(text)) return known;
    const found = this.#withKey(table, values);
    named.set(text, found);
    return found;
  }

  #withKey(table: TableName, values: readonly Cell[]): FoundRow | undefined {
    const [found] = this.#find(table, tableNamed(table).key, values);
    if (found) this.add(table, found);
    return found;
  }

  /** A budget line with what is posted on it. */
  line(id: Cell | undefined): FoundRow | undefined {
    if (typeof id !== 'string') return id === undefined || id === null ? undefined : this.#withKey('budgetLines', [id]);
    // What moves a line is looked at by several invariants.
    const known = this.#lines.get(id);
    if (known !== undefined) return known;
    const found = this.#withKey('budgetLines', [id]);
    if (found !== undefined) this.#lines.set(id, found);
    this.lines.set(id, this.#withMore(this.keptOn(id), id));
    return found;
  }

  /** A funding source with what is posted on all of its lines. */
  source(code: Cell | undefined): FoundRow | undefined {
    const found = this.row('fundingSources', code);
    if (typeof code === 'string' && !this.sources.has(code))
      this.sources.set(code, this.#sums('source', code, this.pastDay));
    return found;
  }

  /**
   * The source of a line, with what is posted on all of its lines. Of the line no more is kept: a first push has a hundred thousand.
   * @param cells of a line that may be this one, as it was called before or is to be called
   */
  sourceOfLine(id: string, cells: Cells | undefined): FoundRow | undefined {
    const line = cells?.['id'] === id ? cells : this.#find('budgetLines', ['id'], [id])[0]?.cells;
    const code = line?.['source'];
    if (typeof code !== 'string') return undefined;
    this.sourceOfLines.set(id, code);
    return this.source(code);
  }

  /** What is posted on a line, as its sums were before anything of the sync. */
  keptOn(line: string): KnownSums {
    return this.#sums('line', line, this.pastDay);
  }

  /** What has been found of a table. */
  found(table: TableName): readonly FoundRow[] {
    return [...(this.#rows.get(table)?.values() ?? [])];
  }

  plan(): PlanRows {
    return planRows(Object.fromEntries([...this.#rows].map(([table, rows]) => [table, [...rows.values()]])));
  }

  #withMore(sums: KnownSums, line: string): KnownSums {
    const more = this.#more().get(line);
    return more === undefined ? sums : bothSums(sums, more);
  }
}

/** The plan as a sync meets it and as it would leave it. */
export interface Looks {
  readonly was: Look;
  readonly becomes: Look;
}
