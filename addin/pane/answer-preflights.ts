import { preflight } from '../../shared/sync/apply/preflight.ts';
import { emptyProgram } from '../../shared/sync/program-rows.ts';
import type { PreflightAnswer, PreflightQuestion } from './preflight-in-worker.ts';

/** Answers one question after the other; a question without a program is about that of the one before. */
export function createPreflightAnswers(now: () => Date): (question: PreflightQuestion) => PreflightAnswer {
  let program = emptyProgram;
  return ({ id, edits, membership, program: told }) => {
    program = told ?? program;
    return { id, preflight: preflight({ edits, program, membership, at: now().toISOString() }) };
  };
}
