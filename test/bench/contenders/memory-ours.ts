import type { CDPSession } from 'playwright-core';
import { expectSame, serveContender } from '../harness/contender.ts';
import { showSheet } from '../harness/shown-sheet.ts';
import { openWorkbenchStage } from '../harness/workbench-stage.ts';

/** Bytes that scripts of the page hold on to. */
async function heapInUse(devTools: CDPSession): Promise<number> {
  // What the first collection frees may free more.
  await devTools.send('HeapProfiler.collectGarbage');
  await devTools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await devTools.send('Runtime.getHeapUsage');
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

/** A page that has just been opened, and the same with the sheet in it: held by the book, and drawn. */
await serveContender(async ({ size }) => {
  const stage = await openWorkbenchStage();
  const { page } = stage;
  const devTools = await page.context().newCDPSession(page);
  return {
    run: async () => {
      await page.reload();
      await page.locator('[data-ready=true]').waitFor();
      const before = await heapInUse(devTools);
      const start = performance.now();
      await showSheet(page, 'Big', size.budgetLines);
      const ms = performance.now() - start;
      const after = await heapInUse(devTools);
      const { rows } = (await page.evaluate(() => window.workbench?.size('Big'))) ?? { rows: 0 };
      expectSame('rows of the sheet', rows, size.budgetLines + 1);
      return { ms, facts: { heapMb: after / 1e6, grownMb: (after - before) / 1e6 } };
    },
    close: () => stage.close(),
  };
});
