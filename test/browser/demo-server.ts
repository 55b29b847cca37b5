import { inject } from 'vitest';
import { startServer, type BuiltServer } from './built-server.ts';
import { seededDemo, type SeededSize } from './seeded-demo.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the demos that the run has seeded so far, each in a folder of the name of its size. */
    seededDemos: string;
  }
}

/** Starts the built server with the demo in a data folder of its own: what seeding it leaves, seeded once in a run. */
export async function startDemo(size: SeededSize, extra: Readonly<Record<string, string>> = {}): Promise<BuiltServer> {
  return await startServer({ SEP_DEMO: size, ...extra }, await seededDemo(inject('seededDemos'), size));
}
