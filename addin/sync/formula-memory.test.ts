import { describe, expect, test } from 'vitest';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import type { LocalSheetRow, LocalTable } from '../../shared/sync/read/local-table.ts';
import { cellText } from '../../shared/slips/slip.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { createFormulaMemory } from './formula-memory.ts';

interface Row {
  readonly rowId: RowId | null;
  readonly cells?: Cells;
  readonly formulas?: readonly string[];
}

function sites(...rows: readonly Row[]): LocalTable {
  const read = rows.map(({ rowId, cells = {}, formulas = [] }, position): LocalSheetRow => ({
    rowId,
    sheet: { rowId, position, values: [], formulas: [], errors: [] },
    cells,
    computed: {},
    unreadable: [],
    formulas: new Set(formulas),
    withoutResult: [],
    warnings: [],
  }));
  const table = tableNamed('sites');
  return { table, sheet: { table: 'sites', columns: [], rows: [] }, isFiltered: false, rows: read, below: [] };
}

const base = (cells: Cells): ProgramState => ({
  revision: 1,
  tables: new Map([['sites', new Map([['R1', cells]])]]),
});
const formula = sites({ rowId: 'R1', cells: { enrollment: 410 }, formulas: ['enrollment'] });
const plain = (enrollment: number | null) => sites({ rowId: 'R1', cells: { enrollment } });
const place = cellText('sites', 'R1', 'enrollment');

/** What is former after each reading. */
function formerAfter(...readings: readonly (readonly [LocalTable, ProgramState])[]): string[][] {
  const memory = createFormulaMemory();
  return readings.map(([local, program]) => {
    memory.note([local], program);
    return [...memory.former];
  });
}

describe('a formula that a plain value was put over', () => {
  test('is known from reading to reading while the value differs from the plan’s', () => {
    const at410 = base({ enrollment: 410 });
    expect(formerAfter([formula, at410], [plain(420), at410], [plain(430), at410])).toEqual([[], [place], [place]]);
  });

  test('is forgotten for good once its value is the plan’s', () => {
    const [before, after] = [base({ enrollment: 410 }), base({ enrollment: 420 })];
    expect(formerAfter([formula, before], [plain(420), before], [plain(420), after], [plain(430), after])).toEqual([
      [],
      [place],
      [],
      [],
    ]);
  });

  test('is no former one once a formula stands there again', () => {
    const at410 = base({ enrollment: 410 });
    expect(formerAfter([formula, at410], [plain(420), at410], [formula, at410])).toEqual([[], [place], []]);
  });

  test('counts against an empty cell as well, on either side', () => {
    expect(formerAfter([formula, base({})], [plain(420), base({})])).toEqual([[], [place]]);
    expect(formerAfter([formula, base({})], [sites({ rowId: 'R1' }), base({})])).toEqual([[], []]);
    expect(formerAfter([formula, base({ enrollment: 1 })], [plain(null), base({ enrollment: 1 })])).toEqual([
      [],
      [place],
    ]);
    const nothing: ProgramState = { revision: 0, tables: new Map() };
    expect(formerAfter([formula, nothing], [plain(420), nothing])).toEqual([[], [place]]);
  });

  test('is unknown where no formula was ever read: a plain cell, a row without Row ID, a row that came later', () => {
    const at410 = base({ enrollment: 410 });
    expect(formerAfter([plain(420), at410], [plain(430), at410])).toEqual([[], []]);
    const nameless = sites({ rowId: null, formulas: ['enrollment'] });
    expect(formerAfter([nameless, at410], [plain(420), at410])).toEqual([[], []]);
  });
});
