import { codeNames, type CodeNames } from '../tables/code-names.ts';
import type { ProgramState } from './program-rows.ts';

/** The names of a program's codes, as far as it has the tables that hold them. */
export function programNames({ tables }: ProgramState): CodeNames {
  return codeNames([...tables].map(([table, rows]) => [table, rows.values()]));
}
