import { preflight } from '../../shared/sync/apply/preflight.ts';
import { emptyProgram } from '../../shared/sync/program-rows.ts';
import type { PreflightAnswer, PreflightQuestion } from './preflight-in-worker.ts';

let program = emptyProgram;

/** Runs in a worker: merging and adding up a large program takes longer than a pane may stand still. */
self.addEventListener('message', ({ data }: MessageEvent<PreflightQuestion>) => {
  program = data.program ?? program;
  const answer: PreflightAnswer = {
    id: data.id,
    preflight: preflight({ edits: data.edits, program, membership: data.membership }),
  };
  self.postMessage(answer, { transfer: [] });
});
