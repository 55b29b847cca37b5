import type { Cell, CellPlace } from '../../shared/tables/cell.ts';
import { cellToExcel } from '../../shared/tables/kinds/kind-of.ts';
import type { CellWrite, TableWrites } from '../../shared/sync/apply/table-writes.ts';
import type { WorkbookPort } from '../excel/workbook-port.ts';
import { done, type Outcome } from '../excel/workbook-problem.ts';
import { emptyWrites } from '../../shared/sync/apply/table-writes.ts';
import type { WorkbookReading } from './read-workbook.ts';

/** A canonical value for one cell of a managed table. */
export interface CellValue extends CellPlace {
  readonly value: Cell;
}

/**
 * Writes values into the sheet as if the person had typed them: they are local changes then, to be sent by a sync. Cells
 * that are not in the sheet, or hold a formula, are left out. @returns how many cells were written
 */
export async function setCells(
  workbook: WorkbookPort,
  { locals, survey, metadata }: WorkbookReading,
  values: readonly CellValue[],
  clearFilters: boolean,
): Promise<Outcome<number>> {
  const writes = locals.flatMap((local): TableWrites[] => {
    const cells = values.flatMap(({ table, row, column, value }): CellWrite[] => {
      const definition = local.table.columns[column];
      const index = local.sheet.columns.indexOf(column);
      const found = local.rows.find(({ rowId }) => rowId === row);
      if (table !== local.table.name || !definition || definition.computed === true || index < 0 || !found) return [];
      const expected = found.sheet.values[index] ?? '';
      const { position } = found.sheet;
      return [{ row, position, column, expected, value: cellToExcel(definition, value, survey.date1904) }];
    });
    return cells.length === 0 ? [] : [{ ...emptyWrites(local.table.name), cells }];
  });
  const wanted = writes.reduce((sum, { cells }) => sum + cells.length, 0);
  const written = await workbook.write(writes, { clearFilters, after: metadata.revision });
  return written.ok ? done(wanted - written.value.length) : written;
}
