import { z } from 'zod';

/** What is asked of the process that stands in the copy: run these test files, these files having changed. */
export const runRequest = z.object({ tests: z.array(z.string()), changed: z.array(z.string()) });
export type RunRequest = z.infer<typeof runRequest>;

/** The first failure, or null when every test passed; what they took; ids of the changes whose places they passed. */
export const runReply = z.object({ failure: z.string().nullable(), seconds: z.number(), passed: z.array(z.string()) });
export type RunReply = z.infer<typeof runReply>;

/** Said once, when the runner is ready: the test files its configuration includes. */
export const readyMessage = z.object({ testFiles: z.array(z.string()) });
export type ReadyMessage = z.infer<typeof readyMessage>;
