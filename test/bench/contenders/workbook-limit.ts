import { writeXlsx, type CellValue } from 'hucre';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { cellToExcel, numberFormatOf } from '../../../shared/tables/kinds/kind-of.ts';
import { serveContender, timed } from '../harness/contender.ts';
import { planRows } from '../workload/plan-rows.ts';

/** hucre alone, given the rows of the budget lines' sheet as values: one sheet with one Excel table. */
await serveContender(({ size }) => {
  const { budgetLines } = planRows(size);
  const columns = Object.entries(tableNamed('budgetLines').columns);
  const headers = ['Row ID', ...columns.map(([, { label }]) => label)];
  const run = async () => {
    const rows: CellValue[][] = [headers];
    for (const { row, cells } of budgetLines) {
      const line: CellValue[] = [row];
      for (const [name, column] of columns) {
        const value = column.computed === true ? (cells['original'] ?? null) : (cells[name] ?? null);
        line.push(value === null ? null : cellToExcel(column, value, false));
      }
      rows.push(line);
    }
    const lastColumn = String.fromCodePoint(64 + headers.length);
    return writeXlsx({
      sheets: [
        {
          name: 'Budget Lines',
          rows,
          columns: [{ width: 18 }, ...columns.map(([, column]) => ({ style: { numFmt: numberFormatOf(column) } }))],
          tables: [
            {
              name: 'SEP_BudgetLines',
              range: `A1:${lastColumn}${rows.length}`,
              columns: headers.map((name) => ({ name })),
            },
          ],
        },
      ],
    });
  };
  return {
    run: async () => {
      let fileBytes = 0;
      const ms = await timed(async () => (fileBytes = (await run()).length));
      return { ms, facts: { fileBytes } };
    },
  };
});
