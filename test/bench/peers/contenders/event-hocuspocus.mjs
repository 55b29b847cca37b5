import { HocuspocusProvider } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { serveContender } from '../../harness/contender.ts';
import { eventDelays } from '../../harness/event-stream.ts';
import { startServerProcess } from '../../harness/server-process.ts';
import { quantile } from '../../harness/statistics.ts';
import { planRows } from '../../workload/plan-rows.ts';
import { putRows } from '../inputs/y-rows.mjs';

globalThis.WebSocket ??= WebSocket;

/** Mode: how many single-cell edits per run. */
await serveContender(async ({ size, mode }) => {
  const { budgetLines } = planRows(size);
  const server = await startServerProcess('server-hocuspocus');
  const join = async () => {
    const document = new Y.Doc();
    const provider = new HocuspocusProvider({ url: server.url.replace('http', 'ws'), name: 'bench', document });
    await new Promise((resolve) => provider.on('synced', resolve));
    return document;
  };
  const writer = await join();
  putRows(writer, budgetLines);
  await server.command('stored', budgetLines.length);
  const reader = await join();
  const stream = { next: () => new Promise((resolve) => reader.once('update', resolve)), close: () => undefined };
  let value = 0;
  const edit = async () => writer.getMap('rows').get(budgetLines[0].row).set('original', ++value);
  return {
    run: async () => {
      const delays = await eventDelays(stream, Number(mode), edit);
      return { ms: quantile(delays, 0.5), facts: { p99Ms: quantile(delays, 0.99) } };
    },
    close: () => server.stop(),
  };
});
