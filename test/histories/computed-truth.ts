import { inSnapshot } from '../../server/storage/sql-dialect.ts';
import { daysOfRevisions } from '../../server/totals/plan-time.ts';
import { readProgram } from '../../server/totals/read-program.ts';
import { computedColumns as computedOf } from '../../shared/plan/figures/computed-columns.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { computedColumns } from '../../shared/tables/table.ts';
import type { TestServer } from '../contracts/test-server.ts';
import type { Pane } from './pane.ts';

/** By table and Row ID. */
type Computed = ReadonlyMap<string, ReadonlyMap<RowId, Cells>>;

/** [FG1] The computed cells of a program, worked out from all rows of a revision, whatever was sent and remembered since. */
export class ComputedTruth {
  readonly #server: TestServer;
  readonly #program: string;
  /** Several panes come to the same revision. */
  readonly #known = new Map<number, Promise<Computed>>();

  constructor(server: TestServer, program: string) {
    this.#server = server;
    this.#program = program;
  }

  /** Where a workbook that has just been brought to its revision shows another computed cell than the revision has. In words. */
  async deviations({ name, book }: Pane): Promise<string[]> {
    if (book.metadata === null) return [];
    const { revision } = book.metadata;
    const names = [...book.tables.keys()];
    const truth = await this.#at(revision);
    return names.flatMap((table) => {
      const columns = computedColumns(tableNamed(table));
      const rows = truth.get(table);
      const ids = book.rows(table).map(({ rowId }) => rowId);
      return book.rows(table).flatMap(({ rowId, cells }) => {
        const wanted = rows?.get(rowId ?? '');
        // A copied row has no Row ID of its own before it is sent; a new one no cells.
        if (!wanted || ids.indexOf(rowId) !== ids.lastIndexOf(rowId)) return [];
        return columns.flatMap((column) => {
          const definition = tableNamed(table).columns[column];
          const expected = definition ? cellToExcel(definition, wanted[column] ?? null, false) : '';
          const value = cells.get(column) ?? '';
          const differs = `${name} at ${revision} shows ${table}/${String(rowId)}/${column} as ${String(value)}`;
          return value === expected ? [] : [`${differs}; the revision has ${String(expected)}`];
        });
      });
    });
  }

  /** From the rows alone: what is kept of their sums is what is to be tried. */
  #at(revision: number): Promise<Computed> {
    const known = this.#known.get(revision);
    if (known) return known;
    const program = this.#program;
    const computed = inSnapshot(this.#server.store.read, async (snapshot) => {
      const asOf = (await daysOfRevisions(snapshot, program, [revision])).get(revision) ?? null;
      return computedOf(await readProgram(snapshot, program, { at: revision }), { asOf });
    });
    this.#known.set(revision, computed);
    return computed;
  }
}
