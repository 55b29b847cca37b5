import { cellText } from '../../shared/slips/slip.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import type { LocalSheetRow, LocalTable } from '../../shared/sync/read/local-table.ts';
import type { ProgramRows, ProgramState } from '../../shared/sync/program-rows.ts';

/** Remembers which cells held formulas, to tell when a plain value has been put over one. */
export interface FormulaMemory {
  /**
   * Takes in a reading of the sheet. A cell is a former formula while it differs from base; once its plain value is the
   * program's, it is an ordinary cell.
   */
  note(locals: readonly LocalTable[], base: ProgramState): void;
  /** Cells that held a formula and hold a plain value now, as texts of `cellText`. */
  readonly former: ReadonlySet<string>;
}

type ColumnsByRow = Map<RowId, ReadonlySet<string>>;

/** A memory of one session. It starts empty: what was replaced before the first reading is not known. */
export function createFormulaMemory(): FormulaMemory {
  const known = new Map<string, ColumnsByRow>();
  let former: ReadonlySet<string> = new Set();
  return {
    note(locals, base) {
      const replaced = new Set<string>();
      for (const local of locals) {
        const name = local.table.name;
        const { next, gone } = lookAt(local, known.get(name), base.tables.get(name));
        known.set(name, next);
        for (const [row, column] of gone) replaced.add(cellText(name, row, column));
      }
      former = replaced;
    },
    get former() {
      return former;
    },
  };
}

interface Look {
  readonly next: ColumnsByRow;
  readonly gone: readonly (readonly [RowId, string])[];
}

function lookAt(local: LocalTable, known: ColumnsByRow | undefined, base: ProgramRows | undefined): Look {
  const next: ColumnsByRow = new Map();
  const gone: [RowId, string][] = [];
  for (const row of local.rows) {
    const { rowId, formulas } = row;
    if (rowId === null) continue;
    const replaced = replacedIn(row, known?.get(rowId), base?.get(rowId));
    for (const column of replaced) gone.push([rowId, column]);
    const remembered = replaced.length === 0 ? formulas : new Set([...formulas, ...replaced]);
    if (remembered.size > 0) next.set(rowId, remembered);
  }
  return { next, gone };
}

function replacedIn(
  { formulas, cells }: LocalSheetRow,
  known: ReadonlySet<string> | undefined,
  base: Readonly<Record<string, unknown>> | undefined,
): string[] {
  if (known === undefined) return [];
  return [...known].filter((column) => !formulas.has(column) && (cells[column] ?? null) !== (base?.[column] ?? null));
}
