import { addedColumns } from '../../shared/import/ledger-tables.ts';
import type { GridCell } from '../../shared/import/grid.ts';
import type { LedgerRowPlan } from '../../shared/ledger/ledger-plan.ts';
import { isTextColumn } from '../../shared/tables/kinds/kind-of.ts';
import { serialFromDate } from '../../shared/tables/kinds/calendar-dates.ts';
import type { AddedColumns } from './exceptions-file.ts';
import { exceptionId } from './ledger-exceptions.ts';
import type { LedgerOutcome } from './ledger-outcome.ts';

/** What a row is mended by, where the file has no column for it: its line, its budget line, who mends it. */
export function ledgerAdditions({ source, plan, digest }: LedgerOutcome): AddedColumns {
  const there = new Set(source.matches.map(({ column }) => column));
  const names = addedColumns.filter((name) => !there.has(name) && source.table.columns[name] !== undefined);
  const rows = new Map(plan.ledgerRows.map((row) => [row.row, row]));
  return {
    columns: names.map((name) => {
      const column = source.table.columns[name];
      return {
        header: column?.label ?? name,
        isText: column !== undefined && isTextColumn(column),
        isDate: column?.kind === 'date',
      };
    }),
    cellsOf: (number) => {
      const row = rows.get(number);
      return names.map((name) => (row === undefined ? undefined : addedCell(name, row, digest, source.grid.date1904)));
    },
  };
}

function addedCell(
  name: (typeof addedColumns)[number],
  row: LedgerRowPlan,
  digest: string,
  date1904: boolean,
): GridCell {
  switch (name) {
    case 'line':
      return row.line ?? undefined;
    case 'postingDate':
      return row.dated === null ? undefined : { value: serialFromDate(row.dated, date1904), format: 'yyyy-mm-dd' };
    case 'budgetLine':
      return undefined;
    case 'owner':
      return row.owner === '' ? undefined : row.owner;
    case 'exception':
      return exceptionId(row, digest);
  }
}
