import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below those that systems give to connections, one of which could take the port before whoever asked listens on it. */
const [LOWEST, HIGHEST] = [16_384, 32_767];
const TRIES = 100;

/** A port of this machine that nobody listens on, nor comes to use by making a connection. */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < TRIES; tried++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) return port;
  }
  throw new Error('No port is free.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
