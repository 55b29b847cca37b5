import { build } from './built-server.ts';

/** What `npm start` runs is built before the tests that start it; quick when nothing has changed. */
export async function setup(): Promise<void> {
  await build();
}
