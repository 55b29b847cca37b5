import type { Store } from '../storage/database.ts';
import { lockProgram, readProgram } from '../storage/programs.ts';
import { readBaselines, type Baseline } from './baselines.ts';
import { fillBaselines } from './fill-baselines.ts';

/** The baselines of a program. One whose history has not been named yet gets its names now. */
export async function knownBaselines(store: Store, program: string): Promise<Baseline[]> {
  await nameHistory(store, program);
  return readBaselines(store.read, program);
}

/** Gives a history that has not been named yet its names, so that who can only read finds them. */
export async function nameHistory({ read, write }: Pick<Store, 'read' | 'write'>, program: string): Promise<void> {
  const found = await readProgram(read, program);
  if (found && (found.baselines_kept ?? null) === null) {
    await write.transaction().execute(async (transaction) => {
      const locked = await lockProgram(transaction, program);
      if (locked && (locked.baselines_kept ?? null) === null) await fillBaselines(transaction, program);
    });
  }
}
