import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import type { FuzzRequest } from './fuzz-requests.ts';

/**
 * [PRO17] What computes longer hangs. Counted is the time of the processor, worker threads with it, since others may want the
 * machine; what waits for ever without computing ends with the test's own limit.
 */
export const HANG_MS = 1_000;

/** What a request came to, when it was not what every request has to be: answered, soon, and without a fault of the server. */
export type Fault = string;

/** Sends one request and looks at what came of it; null: all is well. */
export async function playRequest(
  server: TestServer,
  client: TestClient,
  { method, path, headers, body }: FuzzRequest,
): Promise<Fault | null> {
  const init = { method, headers: { authorization: `Bearer ${client.person.token}`, ...headers }, body };
  return await judged(server, async () => server.app.request(new Request(`http://localhost${path}`, init)));
}

/**
 * Judges an answer: no fault of the server, after a second of computing at most, and nothing of it stays in the prototypes of all
 * objects. What took long is asked once more: the start of a worker, or a collection of garbage, is no fault of the input.
 */
export async function judged(server: TestServer, ask: () => Promise<Response>): Promise<Fault | null> {
  const first = await judgedOnce(server, ask);
  return first?.isSlow === true ? ((await judgedOnce(server, ask))?.fault ?? null) : (first?.fault ?? null);
}

async function judgedOnce(
  server: TestServer,
  ask: () => Promise<Response>,
): Promise<{ readonly fault: Fault; readonly isSlow: boolean } | null> {
  const start = process.cpuUsage();
  const response = await ask();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream) await response.body?.cancel();
  else await response.arrayBuffer();
  const { user, system } = process.cpuUsage(start);
  const tookMs = (user + system) / 1000;
  await nextTurn();
  const failed = server.log.find(({ level }) => level === 'error');
  server.log.length = 0;
  const fault = (text: string, isSlow = false) => ({ fault: text, isSlow });
  if (failed !== undefined) return fault(`failed: ${failed.message} ${JSON.stringify(failed.fields)}`);
  // 503 is said by what is bounded: a worker that has used up its time or memory.
  if (response.status === 500) return fault('answered 500');
  if (Object.keys(Object.prototype).length > 0 || 'polluted' in {})
    return fault('left something in the prototype of all objects');
  return tookMs > HANG_MS ? fault(`computed for ${Math.round(tookMs)} ms`, true) : null;
}
