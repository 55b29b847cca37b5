import { performance } from 'node:perf_hooks';

/**
 * Runs the work and watches how long the thread at worst did nothing else meanwhile: what a person feels as a frozen
 * pane, or another request as a slow server.
 */
export async function longestPause(work: () => unknown): Promise<{ readonly ms: number; readonly pauseMs: number }> {
  let last = performance.now();
  let pauseMs = 0;
  let isOver = false;
  const look = () => {
    const now = performance.now();
    pauseMs = Math.max(pauseMs, now - last);
    last = now;
  };
  const tick = () => {
    look();
    if (!isOver) setTimeout(tick, 1);
  };
  await new Promise((resolve) => setTimeout(resolve, 20));
  last = performance.now();
  setTimeout(tick, 1);
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  look();
  isOver = true;
  return { ms, pauseMs };
}
