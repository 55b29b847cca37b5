import { z } from 'zod';

export const switchedOn = z.object({
  id: z.string(),
  /** How often its place may be passed before it counts as looping for ever. */
  mostPasses: z.number(),
  /** Its place is passed while modules are loaded, so they are loaded anew, and once more after it. */
  atLoad: z.boolean(),
});
/** Which planted change is switched on. */
export type SwitchedOn = z.infer<typeof switchedOn>;

/** What is asked of the process that stands in the copy: run this test file, with this change switched on or with none. */
export const runRequest = z.object({
  test: z.string(),
  change: switchedOn.nullable(),
  /** CPU seconds and seconds by the clock after which the file is broken off. */
  most: z.object({ cpuSeconds: z.number(), seconds: z.number() }),
});
export type RunRequest = z.infer<typeof runRequest>;

/** Part of the failure of a test file that does not get as far as a test. */
export const NOT_LOADED = 'does not load';

export const runReply = z.object({
  /** The first failure, or null when every test passed. */
  failure: z.string().nullable(),
  brokenOff: z.boolean(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  /** How often the place of each planted change was passed, by the change's id: inside tests, and outside of them. */
  inTests: z.record(z.string(), z.number()),
  outside: z.record(z.string(), z.number()),
});
export type RunReply = z.infer<typeof runReply>;

/** Said once, when the runner is ready: the test files its configuration includes. */
export const readyMessage = z.object({ testFiles: z.array(z.string()) });
export type ReadyMessage = z.infer<typeof readyMessage>;
