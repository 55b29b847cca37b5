import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';
import { createProgramEvents } from './program-events.ts';
import { createSyncService } from './reconcile/sync-program.ts';
import { startServer, type RunningServer } from './start-server.ts';
import { openDatabase } from './storage/database.ts';

function configFrom(environment: Record<string, string>): Config {
  const result = readConfig(environment);
  if ('problems' in result) throw new Error(result.problems.join(' '));
  return result.config;
}

async function startOnFreePort(settings: Record<string, string> = {}): Promise<RunningServer> {
  const store = await openDatabase({});
  const events = createProgramEvents(store);
  const sync = createSyncService({ store, events, now: () => new Date() });
  const config = configFrom({ PORT: '0', HOST: '127.0.0.1', ...settings });
  const server = await startServer(config, { store, events, sync, log: () => undefined }, false);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      await store.close();
    },
  };
}

/** Asks over a connection that the client keeps, and gives the answer's head; its body is still to be read. */
async function askOver(agent: Agent, url: string): Promise<IncomingMessage> {
  const answer = new Promise<IncomingMessage>((resolve, reject) => get(url, { agent }, resolve).on('error', reject));
  return answer;
}

test('an idle connection stays open longer than browsers and proxies keep one for reuse', async () => {
  const server = await startOnFreePort();
  const agent = new Agent({ keepAlive: true });
  const answer = await askOver(agent, `${server.localUrl}/api/health`);
  answer.resume();
  expect(answer.headers['keep-alive']).toBe('timeout=65');
  await server.stop();
  agent.destroy();
});

test('a stop closes kept connections, after the answers under way on them', async () => {
  const server = await startOnFreePort();
  const agent = new Agent({ keepAlive: true });
  const answer = await askOver(agent, `${server.localUrl}/api/health`);
  const closed = once(answer.socket, 'close');
  const stopped = server.stop();
  const text: string[] = [];
  for await (const part of answer.setEncoding('utf8')) text.push(String(part));
  expect(JSON.parse(text.join(''))).toMatchObject({ status: 'ok' });
  await Promise.all([stopped, closed]);
  await expect(askOver(agent, `${server.localUrl}/api/health`)).rejects.toThrow('ECONNREFUSED');
  agent.destroy();
});

test('[FD14] a server that runs counts what comes from an address', async () => {
  const server = await startOnFreePort({ REQUESTS_PER_SOURCE: '1' });
  const ask = async (): Promise<number> => (await fetch(`${server.localUrl}/api/programs`)).status;
  expect([await ask(), await ask()]).toEqual([401, 429]);
  await server.stop();
});

test('[SEC6] hundreds of connections that never finish what they ask keep nobody from an answer, nor the server from stopping', async () => {
  const server = await startOnFreePort();
  const { port } = new URL(server.localUrl);
  const begun = [
    '',
    'GET /api/health HTTP/1.1\r\nHost: x\r\n',
    'POST /api/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n{"email":',
  ];
  const sockets = await Promise.all(
    Array.from({ length: 300 }, async (_, index) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.resume();
      // That the server breaks it off at its end is what it should do.
      socket.on('error', () => undefined);
      await once(socket, 'connect');
      socket.write(begun[index % begun.length] ?? '');
      return socket;
    }),
  );
  const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${server.localUrl}/api/health`)));
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
  await server.stop();
  await ended;
});
