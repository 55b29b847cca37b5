import { areaOf } from 'excel-host/book/area.ts';
import { bodyArea } from 'excel-host/book/table-areas.ts';
import type { ExcelHost } from 'excel-host/host/excel-host.ts';

/** Shows the first table that appears: it is what the person has been waiting for. Returns how to stop waiting. */
export function goToFirstTable(host: ExcelHost): () => void {
  const { book } = host;
  const home = host.view.sheetId;
  const stop = book.subscribe(({ kind }) => {
    if (kind !== 'tableAdded') return;
    stop();
    // Once the add-in's request is done: sheets may still be hidden by it.
    setTimeout(() => {
      const [table] = book.tables();
      if (table === undefined || host.view.sheetId !== home) return;
      const { row, column, columnCount } = bodyArea(table);
      const columns = Array.from({ length: columnCount }, (_, offset) => column + offset);
      const first = columns.find((shown) => !book.columnLooks(table.sheetId, shown).hidden) ?? column;
      host.select(table.sheetId, areaOf(row, first, 1, 1));
    }, 0);
  });
  return stop;
}
