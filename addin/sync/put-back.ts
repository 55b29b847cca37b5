import { editableColumns } from '../../shared/tables/table.ts';
import type { Cell, RowId, RowOrCellPlace } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import { emptyWrites, type CellWrite, type RowAppend, type TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { LocalSheetRow, LocalTable } from '../../shared/sync/read/local-table.ts';
import type { WorkbookReading } from './read-workbook.ts';

/** What the person gives up; with the value that they were shown, if one was. */
export type GivenUp = RowOrCellPlace & { readonly value?: Cell };

/**
 * [FB4] What brings these cells, or whole rows, back to what the plan holds at the workbook's revision: the person gives
 * up what was typed there. A row that was deleted here comes back; one that is new has nothing to go back to and stays.
 * A cell that holds something else than the person was shown stays as well: that has been typed since, and nobody gave it up.
 */
export function planPutBack({ locals, base, survey }: WorkbookReading, places: readonly GivenUp[]): TableWrites[] {
  return locals.flatMap((local): TableWrites[] => {
    const cells: CellWrite[] = [];
    const appends: RowAppend[] = [];
    for (const { row, column, value: shown } of places.filter(({ table }) => table === local.table.name)) {
      const plan = base.tables.get(local.table.name)?.get(row);
      if (plan === undefined) continue;
      const found = local.rows.find(({ rowId }) => rowId === row);
      const asExcel = (name: string) => excelValue(local, name, plan[name] ?? null, survey.date1904);
      if (found === undefined) {
        appends.push({ row, cells: Object.fromEntries(Object.keys(plan).map((name) => [name, asExcel(name)])) });
        continue;
      }
      for (const name of column === null ? editableColumns(local.table) : [column]) {
        const index = local.sheet.columns.indexOf(name);
        if (index < 0 || found.cells[name] === (plan[name] ?? null)) continue;
        if (column !== null && shown !== undefined && valueIn(found, name) !== shown) continue;
        const { position, values } = found.sheet;
        const expected = values[index] ?? '';
        cells.push({ row, position, column: name, expected, value: asExcel(name), replacesFormula: true });
      }
    }
    return cells.length + appends.length === 0
      ? []
      : [{ ...emptyWrites(local.table.name), cells, appends: onceEach(appends) }];
  });
}

/** What the sheet holds, as refusals tell it: what cannot be read is told as it stands there. */
function valueIn({ cells, unreadable }: LocalSheetRow, name: string): Cell {
  return unreadable.find(({ column }) => column === name)?.value ?? cells[name] ?? null;
}

function excelValue({ table }: LocalTable, column: string, value: Cell, date1904: boolean) {
  const definition = table.columns[column];
  return definition ? cellToExcel(definition, value, date1904) : '';
}

function onceEach(appends: readonly RowAppend[]): RowAppend[] {
  return [...new Map<RowId, RowAppend>(appends.map((append) => [append.row, append])).values()];
}
