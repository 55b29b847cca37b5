import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { patient } from '../patience.ts';
import type { FuzzRequest } from './fuzz-requests.ts';

/** [PRO17] What takes longer on a quiet machine hangs. */
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

/** Judges an answer: no fault of the server, within a second, and nothing of it stays in the prototypes of all objects. */
export async function judged(
  server: TestServer,
  ask: () => Promise<Response>,
  limitMs = HANG_MS,
): Promise<Fault | null> {
  const before = server.log.length;
  const startMs = performance.now();
  const response = await ask();
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  if (isStream) await response.body?.cancel();
  else await response.arrayBuffer();
  const tookMs = performance.now() - startMs;
  await nextTurn();
  const failed = server.log.slice(before).find(({ level }) => level === 'error');
  server.log.length = 0;
  if (failed !== undefined) return `failed: ${failed.message} ${JSON.stringify(failed.fields)}`;
  // 503 is said by what is bounded: a worker that has used up its time or memory.
  if (response.status === 500) return 'answered 500';
  if (tookMs > patient(limitMs)) return `took ${Math.round(tookMs)} ms`;
  const polluted = Object.keys(Object.prototype).length > 0 || 'polluted' in {};
  return polluted ? 'left something in the prototype of all objects' : null;
}
