import { hindered, type Outcome, type WorkbookProblem } from './workbook-problem.ts';

/** `Excel.run` of one Office client; several live side by side in tests and in the workbench. */
export type ExcelRun = <T>(
  options: Excel.RunOptions,
  batch: (context: Excel.RequestContext) => Promise<T>,
) => Promise<T>;

/** What to do while a person types in a cell: fail at once so that the pane can say so, or wait for Enter or Esc. */
export type WhileEditing = 'fail' | 'wait';

/** Runs work against Excel. Excel's own errors come back as problems; an error of ours is a bug and is thrown. */
export async function runInExcel<T>(
  run: ExcelRun,
  whileEditing: WhileEditing,
  work: (context: Excel.RequestContext) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  try {
    return await run({ delayForCellEdit: whileEditing === 'wait' }, work);
  } catch (error) {
    const problem = problemOfError(error);
    if (problem === null) throw error;
    return hindered(problem);
  }
}

/** Excel's code of an error, or null for an error that is not Excel's. Told by shape: each client has an Error class of its own. */
export function excelCodeOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  return 'code' in error && 'debugInfo' in error && typeof error.code === 'string' ? error.code : null;
}

function problemOfError(error: unknown): WorkbookProblem | null {
  const code = excelCodeOf(error);
  if (code === null) return null;
  if (code === 'InvalidOperationInCellEditMode') return { kind: 'editingCell' };
  if (code === 'AccessDenied') return { kind: 'workbookProtected' };
  const detail = error instanceof Object && 'message' in error ? String(error.message) : '';
  return { kind: 'excelFailed', code, detail };
}

/** True when a request or reply was over Excel's limit (5 MB on the web): the same work in smaller pieces will do. */
export function isTooLarge(error: unknown): boolean {
  const code = excelCodeOf(error);
  return code === 'RequestPayloadSizeLimitExceeded' || code === 'ResponsePayloadSizeLimitExceeded';
}
