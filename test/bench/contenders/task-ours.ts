import { findEdits } from '../../../shared/sync/read/find-edits.ts';
import type { LocalTable } from '../../../shared/sync/read/local-table.ts';
import { paced } from '../../../addin/sync/pace.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { expectSame, serveContender } from '../harness/contender.ts';
import { longestPause } from '../harness/longest-pause.ts';
import { lineColumns } from '../workload/merge-inputs.ts';
import { diffInputs, plainDiff } from '../workload/plain-diff.ts';

/** The add-in's comparison of a sheet with its base, as the pane runs it. */
await serveContender(({ size }) => {
  const { base, local } = diffInputs(size);
  const rows = local.map(({ row, cells }, index) => ({
    rowId: row,
    sheet: { position: index, rowId: row, values: [], formulas: [], errors: [] },
    cells,
    computed: {},
    unreadable: [],
    formulas: new Set<string>(),
    withoutResult: [],
    warnings: [],
  }));
  const table: LocalTable = {
    table: tableNamed('budgetLines'),
    sheet: { table: 'budgetLines', columns: lineColumns, rows: [] },
    isFiltered: false,
    below: [],
    rows,
  };
  const program = { revision: 1, tables: new Map([['budgetLines', base]]) };
  const expected = plainDiff(base, local).length;
  return {
    run: async () => {
      let found = 0;
      const { ms, pauseMs } = await longestPause(async () => {
        found = (await paced(findEdits([table], program, [], { missing: 'delete', cleared: 'delete' }))).edits.length;
      });
      expectSame('edits', found, expected);
      return { ms, facts: { longestTaskMs: pauseMs } };
    },
  };
});
