import { afterAll, beforeAll } from 'vitest';
import type { DatabaseAddress } from '../../server/storage/database.ts';
import { startTestServer, type TestServer } from './test-server.ts';

export type OpenDatabase = () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>;

/** One server for all tests of a file; every test makes a program of its own on it. */
export function contractServer(open: OpenDatabase): () => TestServer {
  let server: TestServer | undefined;
  let drop: (() => Promise<void>) | undefined;
  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    server = await startTestServer(database.address);
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
