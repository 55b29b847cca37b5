import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { expectSame, serveContender } from '../harness/contender.ts';
import { filesAskedFor, watchFirstScreen, type LoadedFile } from '../harness/first-screen.ts';
import { openWorkbenchStage } from '../harness/workbench-stage.ts';

interface Start {
  readonly ms: number;
  readonly files: readonly LoadedFile[];
}

/** Opens the pane anew in its frame beside the workbench, which stays as it is. */
async function openPane(page: Page, url: string): Promise<Start> {
  const frame = await (await page.locator('iframe').elementHandle())?.contentFrame();
  if (!frame) throw new Error('The workbench has no pane.');
  await frame.goto('about:blank');
  await frame.goto(`${url}/workbench/pane/`);
  const ms = await frame.evaluate(() => window.firstScreenMs);
  if (ms === undefined) throw new Error('The pane was not watched.');
  await frame.waitForLoadState('networkidle');
  return { ms, files: await frame.evaluate(filesAskedFor, ms) };
}

/** Disabling empties what the page holds in memory; what lies on the disk stays for when it is enabled again. */
async function emptyCache(devTools: CDPSession, onDiskToo: boolean): Promise<void> {
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: false });
  await devTools.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (!onDiskToo) await devTools.send('Network.setCacheDisabled', { cacheDisabled: false });
}

function gzipBytes({ path }: LoadedFile): number {
  return gzipSync(readFileSync(join('dist', 'addin', path)), { level: 9 }).length;
}

/** Mode: "cold", every file asked of the server, or "warm", all out of the browser's cache on the disk. */
await serveContender(async ({ mode }) => {
  const isCold = mode === 'cold';
  const stage = await openWorkbenchStage(watchFirstScreen);
  const { page, url } = stage;
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Network.enable');
  return {
    run: async () => {
      await emptyCache(devTools, isCold);
      const { ms, files } = await openPane(page, url);
      const ours = files.filter(({ path }) => /^\/assets\/.*\.(js|css)$/.test(path));
      expectSame('files from the server', ours.filter(({ isSent }) => isSent).length, isCold ? ours.length : 0);
      const bytes = ours.reduce((total, file) => total + gzipBytes(file), 0);
      return { ms, facts: { files: ours.length, gzipBytes: bytes } };
    },
    close: () => stage.close(),
  };
});
