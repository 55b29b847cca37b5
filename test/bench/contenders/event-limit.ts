import { serveContender } from '../harness/contender.ts';
import { eventDelays, openEventStream } from '../harness/event-stream.ts';
import { startServerProcess } from '../harness/server-process.ts';
import { quantile } from '../harness/statistics.ts';

/** Mode: "stored:300" or "plain:300", the number of edits per run. */
await serveContender(async ({ mode }) => {
  const [way, count] = mode.split(':');
  const server = await startServerProcess('server-sse');
  const stream = await openEventStream(`${server.url}/events`);
  const body = JSON.stringify({ row: 'R0A1B2C3D4E5F6G7', cells: { original: 123_456 } });
  const send = async () => (await fetch(`${server.url}/${way}`, { method: 'POST', body })).text();
  return {
    run: async () => {
      const delays = await eventDelays(stream, Number(count), send);
      return { ms: quantile(delays, 0.5), facts: { p99Ms: quantile(delays, 0.99) } };
    },
    close: async () => {
      stream.close();
      await server.stop();
    },
  };
});
