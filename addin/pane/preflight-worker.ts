import { createPreflightAnswers } from './answer-preflights.ts';
import type { PreflightQuestion } from './preflight-in-worker.ts';

const answer = createPreflightAnswers(() => new Date());

/** Runs in a worker: merging and adding up a large program takes longer than a pane may stand still. */
self.addEventListener('message', ({ data }: MessageEvent<PreflightQuestion>) => {
  self.postMessage(answer(data), { transfer: [] });
});
