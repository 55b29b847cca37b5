import type { Place } from './sheet-shape.ts';

/** Enter after cells entered with Tab goes to the next row, below the first of them. */
export class TabRun {
  #run: { readonly startColumn: number; readonly at: Place } | undefined;

  /** Tab goes from one cell to the next. */
  tabbed(from: Place, to: Place): void {
    this.#run = { startColumn: this.#columnFor(from), at: to };
  }

  /** The cell to go down or up from with Enter; the run is over then. */
  entered(from: Place): Place {
    const column = this.#columnFor(from);
    this.#run = undefined;
    return { row: from.row, column };
  }

  /** Anything but Tab since then has led elsewhere. */
  #columnFor({ row, column }: Place): number {
    const run = this.#run;
    return run !== undefined && run.at.row === row && run.at.column === column ? run.startColumn : column;
  }
}
