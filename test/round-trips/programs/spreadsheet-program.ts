import type { Step } from '../steps.ts';

export interface EditJob {
  readonly workbook: Uint8Array;
  readonly steps: readonly Step[];
}

/** A real program that opens workbooks, does steps in them and saves them as .xlsx. */
export interface SpreadsheetProgram {
  readonly name: string;
  /** The saved workbooks, in the order of the jobs. Throws a sentence that names what to install when it is missing. */
  edit(jobs: readonly EditJob[]): Promise<Uint8Array[]>;
  version(): Promise<string>;
}
