import { AddSheetTableMutation, DeleteSheetTableMutation, type TableManager } from '@univerjs/preset-sheets-table';
import type { Book, TableInfo } from 'excel-host/book/book.ts';
import { toRange } from './ranges.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';
import { filterCriteria, toUniverFilter } from './table-filter.ts';
import { TABLE_THEME } from './table-theme.ts';

/** Makes the tables of a sheet equal: place, name, columns, filter marks and look. */
export function paintTables(book: Book, { tables, draw }: Spreadsheet, sheetId: string): void {
  const wanted = book.tables().filter((table) => table.sheetId === sheetId);
  for (const drawn of tables.getTablesBySubunitId(UNIT_ID, sheetId)) {
    const table = wanted.find(({ id }) => id === drawn.getId());
    if (table !== undefined && isDrawn(table, drawn)) continue;
    draw(DeleteSheetTableMutation.id, { subUnitId: sheetId, tableId: drawn.getId() });
  }
  for (const table of wanted) {
    if (tables.getTable(UNIT_ID, table.id) === undefined) draw(AddSheetTableMutation.id, tableParams(table));
  }
}

/** Univer's tables have header rows and no totals row: that one is drawn as cells below the table. */
export function drawnArea({ area, showTotals }: TableInfo): TableInfo['area'] {
  return { ...area, rowCount: area.rowCount - Number(showTotals) };
}

type DrawnTable = ReturnType<TableManager['getTablesBySubunitId']>[number];

function isDrawn(table: TableInfo, drawn: DrawnTable): boolean {
  const json = drawn.toJSON();
  const { name, range, columns, options } = json;
  const wanted = tableParams(table);
  const filters = json.filters.tableColumnFilterList ?? [];
  return (
    name === table.name &&
    JSON.stringify(toPlain(range)) === JSON.stringify(wanted.range) &&
    JSON.stringify(columns.map(({ displayName }) => displayName)) === JSON.stringify(wanted.header) &&
    options.showHeader === wanted.options.showHeader &&
    table.columns.every(({ id }, index) => {
      const filter = filters[index];
      const shown = filter && filterCriteria(filter);
      return JSON.stringify(shown) === JSON.stringify(table.filters.get(id));
    })
  );
}

function toPlain({ startRow, endRow, startColumn, endColumn }: ReturnType<typeof toRange>): ReturnType<typeof toRange> {
  return { startRow, endRow, startColumn, endColumn };
}

function tableParams(table: TableInfo) {
  return {
    subUnitId: table.sheetId,
    tableId: table.id,
    name: table.name,
    range: toRange(drawnArea(table)),
    header: table.columns.map(({ name }) => name),
    options: {
      showHeader: table.showHeaders,
      tableStyleId: TABLE_THEME.name,
      filters: table.columns.map(({ id }) => {
        const criteria = table.filters.get(id);
        return criteria && toUniverFilter(criteria);
      }),
    },
  };
}
