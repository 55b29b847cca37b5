import type { CellError } from '../book/cell.ts';
import { EXCEL_FUNCTION_NAMES } from './excel-function-names.ts';

const known = new Map<string, CellError>();

/**
 * Stands where Excel would show a value that this host cannot work out. It spreads like an error, so that whatever
 * depends on it is known to be lacking, too; a host says so instead of answering it. One object per lack.
 */
export function lackingError(what: string): CellError {
  const found = known.get(what);
  if (found !== undefined) return found;
  const error: CellError = Object.freeze({ error: '#NAME?', lacking: what });
  known.set(what, error);
  return error;
}

/** Undefined where Excel knows no function of that name either. */
export function lackingFunction(name: string): CellError | undefined {
  return EXCEL_FUNCTION_NAMES.has(name) ? lackingError(`the function ${name}`) : undefined;
}
