import type { Page } from 'playwright-core';
import { expectSame, serveContender } from '../harness/contender.ts';
import { showSheet } from '../harness/shown-sheet.ts';
import { quantile } from '../harness/statistics.ts';
import { openWorkbenchStage } from '../harness/workbench-stage.ts';

const TURNS = 150;
const PIXELS_PER_TURN = 400;
const TURN_MS = 16;
const SHEET = 'Big';

declare global {
  interface Window {
    /** Milliseconds between frames, as long as somebody notes them. */
    frameTimes?: number[];
  }
}

async function noteFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.frameTimes = times;
    let last = performance.now();
    const tick = (now: number): void => {
      times.push(now - last);
      last = now;
      if (window.frameTimes === times) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
  });
}

async function takeFrames(page: Page): Promise<number[]> {
  const times = await page.evaluate(() => {
    const noted = window.frameTimes ?? [];
    delete window.frameTimes;
    return noted;
  });
  if (times.length < 2) throw new Error('The page showed no frames.');
  return times.slice(1);
}

/** The wheel over the grid for a few seconds, down and up by turns. */
await serveContender(async ({ size }) => {
  const stage = await openWorkbenchStage();
  const { page } = stage;
  await showSheet(page, SHEET, size.budgetLines);
  const grid = await page.locator('.grid').boundingBox();
  await page.mouse.move((grid?.x ?? 0) + 300, (grid?.y ?? 0) + 300);
  const picture = () => page.locator('.grid').screenshot();
  let direction = 1;
  return {
    run: async () => {
      const before = await picture();
      await noteFrames(page);
      for (let turn = 0; turn < TURNS; turn += 1) {
        await page.mouse.wheel(0, direction * PIXELS_PER_TURN);
        await page.waitForTimeout(TURN_MS);
      }
      const frames = await takeFrames(page);
      direction = -direction;
      expectSame('grid as it was before the wheel', before.equals(await picture()), false);
      const facts = { p95Ms: quantile(frames, 0.95), longestMs: Math.max(...frames), frames: frames.length };
      return { ms: quantile(frames, 0.5), facts };
    },
    close: () => stage.close(),
  };
});
