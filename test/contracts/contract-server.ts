import { afterAll, beforeAll } from 'vitest';
import type { DatabaseAddress, HearStatement } from '../../server/storage/database.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export type OpenDatabase = () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>;

/** One server for all tests of a file; every test makes a program of its own on it. `hear` is told every statement. */
export function contractServer(open: OpenDatabase, hear?: HearStatement): () => TestServer {
  let server: TestServer | undefined;
  let isOpen = false;
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    // What brings the database up to date concerns all programs; from then on each statement concerns one.
    server = await startTestServer(database.address, {}, (...statement) => isOpen && hear?.(...statement));
    isOpen = true;
  });
  afterAll(async () => {
    await server?.close();
    await drop?.();
  });
  return () => {
    if (!server) throw new Error('The server has not been started.');
    return server;
  };
}
