import type { Store } from '../storage/database.ts';
import { lockProgram, readProgram } from '../storage/programs.ts';
import { readBaselines, type Baseline } from './baselines.ts';
import { fillBaselines } from './fill-baselines.ts';

/** The baselines of a program. One whose history has not been named yet gets its names now. */
export async function knownBaselines({ read, write }: Store, program: string): Promise<Baseline[]> {
  const found = await readProgram(read, program);
  if (found && (found.baselines_kept ?? null) === null) {
    await write.transaction().execute(async (transaction) => {
      const locked = await lockProgram(transaction, program);
      if (locked && (locked.baselines_kept ?? null) === null) await fillBaselines(transaction, program);
    });
  }
  return readBaselines(read, program);
}
