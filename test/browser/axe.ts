import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Half a megabyte that a page reads once, however often it is looked at. */
async function bring(frame: Frame): Promise<void> {
  if (!(await frame.evaluate(() => window.axe !== undefined))) await frame.evaluate(source);
}

/**
 * Colours that are still on their way to others are none to judge; what turns for ever is not waited for. A page that has
 * just been told of another theme begins its transitions only once it has drawn it, so two frames are drawn first.
 */
async function settle(frame: Frame): Promise<void> {
  await frame.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
    await drawn();
    await drawn();
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished);
    await Promise.allSettled(passing);
  });
}

/**
 * What axe finds wrong on the page as it is, its frames of the same origin with it, each as "rule: place"; none by
 * WCAG 2.2 AA and axe's own good practice.
 */
export async function violations(page: Page): Promise<string[]> {
  await Promise.all(page.frames().map(bring));
  return standingViolations(page.mainFrame(), () => page.frames());
}

/** What axe finds wrong in the pane that the workbench frames: what is around it is the grid's. */
export async function paneViolations(page: Page): Promise<string[]> {
  const pane = page.frames().find((frame) => frame.parentFrame() === page.mainFrame());
  if (pane === undefined) throw new Error('The page frames no pane.');
  await bring(pane);
  return standingViolations(pane, () => [pane]);
}

/**
 * What is found wrong twice in a row with the page settled in between: a finding that a second look does not confirm was
 * of a moment between two states, as a page half drawn in another theme.
 */
async function standingViolations(frame: Frame, frames: () => Frame[]): Promise<string[]> {
  const look = async () => {
    await Promise.all(frames().map(settle));
    return violationsIn(frame);
  };
  let before = await look();
  while (before.length > 0) {
    const now = await look();
    if (now.join() === before.join()) return now;
    before = now;
  }
  return before;
}

function violationsIn(frame: Frame): Promise<string[]> {
  return frame.evaluate(async (tags) => {
    const found = await window.axe?.run(document, {
      runOnly: { type: 'tag', values: tags },
      // What is right is not gathered, element by element.
      resultTypes: ['violations'],
    });
    if (found === undefined) throw new Error('The page was left while it was looked at.');
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, TAGS);
}
