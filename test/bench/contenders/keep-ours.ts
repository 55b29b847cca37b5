import { ChangedParts } from '../../../addin/workbench/kept/changed-parts.ts';
import { restoreBook } from '../../../addin/workbench/kept/kept-parts.ts';
import { expectSame, serveContender, timed } from '../harness/contender.ts';
import { bookOfLines } from '../workload/book-of-lines.ts';
import { planRows } from '../workload/plan-rows.ts';

/** What the workbench saves after one cell was typed into, without the browser's writing; and the whole book, and back. */
await serveContender(({ size }) => {
  const lines = planRows(size).budgetLines;
  const book = bookOfLines(lines);
  const sheetId = book.tables()[0]?.sheetId ?? '';
  const changed = new ChangedParts(book);
  book.subscribe((event) => changed.hear(event));
  const parts = new Map<string, string>();
  let longestMs = 0;
  const keep = (): number => {
    let count = 0;
    for (let begin = performance.now(); changed.saveNext(); begin = performance.now()) {
      longestMs = Math.max(longestMs, performance.now() - begin);
      count += 1;
    }
    for (const [name, part] of changed.take()) {
      if (part === undefined) parts.delete(name);
      else parts.set(name, part.text);
    }
    return count;
  };
  let typed = 0;
  return {
    run: async () => {
      if (parts.size === 0) keep();
      book.write(sheetId, 1 + (typed++ % lines.length), 2, [[`typed ${typed}`]]);
      let count = 0;
      const ms = await timed(() => {
        count = keep();
      });
      expectSame('parts saved', count, 1);
      const restoreMs = await timed(() => restoreBook(parts));
      return { ms, facts: { parts: parts.size, longestMs, restoreMs } };
    },
  };
});
