import { WebsocketProvider } from 'y-websocket';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { serveContender, timed } from '../../harness/contender.ts';
import { startServerProcess } from '../../harness/server-process.ts';
import { planRows } from '../../workload/plan-rows.ts';
import { putRows } from '../inputs/y-rows.mjs';

await serveContender(async ({ size }) => {
  const { budgetLines } = planRows(size);
  const server = await startServerProcess('server-y-websocket');
  let count = 0;
  return {
    run: async () => {
      await server.command('reset');
      const doc = new Y.Doc();
      const url = server.url.replace('http', 'ws');
      const options = { WebSocketPolyfill: WebSocket, disableBc: true };
      const provider = new WebsocketProvider(url, `bench-${++count}`, doc, options);
      await new Promise((resolve) => provider.once('sync', resolve));
      await server.startFigures();
      const ms = await timed(async () => {
        putRows(doc, budgetLines);
        await server.command('stored', budgetLines.length);
      });
      const { cpuMs, peakBytes } = await server.readFigures();
      provider.destroy();
      return { ms, facts: { serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: () => server.stop(),
  };
});
