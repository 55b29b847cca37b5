import { openWorkbook } from '../../../addin/excel/testing/open-workbook.mts';
import { expectSame, serveContender, timed } from '../harness/contender.ts';
import { bookOfLines } from '../workload/book-of-lines.ts';
import { planRows } from '../workload/plan-rows.ts';

/** A jump from the pane: to the last line and to the one in the middle by turns, from another sheet each time. */
await serveContender(({ size }) => {
  const lines = planRows(size).budgetLines;
  const { host, port } = openWorkbook(bookOfLines(lines));
  const [startSheet, linesSheet] = host.book.sheets().map(({ id }) => id);
  const places = [lines.length - 1, lines.length >> 1];
  let count = 0;
  return {
    run: async () => {
      host.activate(startSheet ?? '');
      const place = places[count++ % places.length] ?? 0;
      const row = lines[place]?.row ?? '';
      const ms = await timed(() => port.jumpTo({ table: 'budgetLines', row, column: 'original' }));
      expectSame('sheet shown', host.view.sheetId, linesSheet);
      expectSame('sheet row selected', host.view.selection.row, place + 1);
      return { ms };
    },
  };
});
