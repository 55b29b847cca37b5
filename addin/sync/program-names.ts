import { codeNames, type CodeNames } from '../../shared/tables/code-names.ts';
import type { ProgramState } from '../../shared/sync/program-rows.ts';

/** The names of a program's codes, as far as it has the tables that hold them. */
export function programNames({ tables }: ProgramState): CodeNames {
  return codeNames([...tables].map(([table, rows]) => [table, rows.values()]));
}
