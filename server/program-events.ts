import type { Store } from './storage/database.ts';
import { z } from 'zod';

const programChange = z.object({
  program: z.string(),
  revision: z.number(),
  by: z.string(),
  tables: z.array(z.string()),
  count: z.number(),
});

/** One new revision, as every pane of the program hears of it. `by` is a display name, `count` the cells accepted. */
export type ProgramChange = Readonly<z.infer<typeof programChange>>;

export interface ProgramEvents {
  /** Tells every listener of the program in this process; on PostgreSQL the commit itself tells all processes. */
  publish(change: ProgramChange): void;
  /** Resolves once nothing committed from now on can be missed. @returns a function that ends the subscription */
  subscribe(program: string, listener: (change: ProgramChange) => void): Promise<() => void>;
  close(): Promise<void>;
}

/** Events of new revisions: an emitter in this process, fed by LISTEN/NOTIFY where several processes share PostgreSQL. */
export function createProgramEvents(store: Store): ProgramEvents {
  const listeners = new Map<string, Set<(change: ProgramChange) => void>>();
  let listening: Promise<() => Promise<void>> | undefined;

  const publish = (change: ProgramChange): void => {
    for (const listener of listeners.get(change.program) ?? []) listener(change);
  };
  const hear = (payload: string): void => publish(programChange.parse(JSON.parse(payload)));

  return {
    publish,
    async subscribe(program, listener) {
      if (store.listen) await (listening ??= store.listen(hear));
      const ofProgram = listeners.get(program) ?? new Set();
      listeners.set(program, ofProgram.add(listener));
      return () => {
        ofProgram.delete(listener);
        if (ofProgram.size === 0 && listeners.get(program) === ofProgram) listeners.delete(program);
      };
    },
    async close() {
      listeners.clear();
      if (listening) await (await listening)();
      listening = undefined;
    },
  };
}
