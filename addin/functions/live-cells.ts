import type { StreamingCall } from '../excel/functions/custom-functions.ts';
import type { FunctionAnswer } from './function-answer.ts';

type Compute = () => Promise<FunctionAnswer>;

/** Cells with a formula that are to show the figure of the workbook's revision, whichever that is. */
export interface LiveCells {
  /** Computes for a cell now and whenever all are computed again, until Excel takes the call back. */
  follow(call: StreamingCall, compute: Compute): void;
  /** Computes all again; a cell is told only of another result, so that what depends on it is left alone. */
  computeAgain(): void;
}

export function createLiveCells(resultOf: (answer: FunctionAnswer) => unknown): LiveCells {
  const cells = new Map<StreamingCall, () => void>();
  return {
    follow(call, compute) {
      let latest = 0;
      let shown: string | null = null;
      const run = (): void => {
        const turn = ++latest;
        void compute().then((answer) => {
          const key = JSON.stringify(answer);
          // An answer of the revision before may come after that of the next one, or after the cell is gone.
          if (turn !== latest || key === shown || !cells.has(call)) return;
          shown = key;
          call.setResult(resultOf(answer));
        });
      };
      cells.set(call, run);
      call.onCanceled = () => cells.delete(call);
      run();
    },
    computeAgain() {
      for (const run of cells.values()) run();
    },
  };
}
