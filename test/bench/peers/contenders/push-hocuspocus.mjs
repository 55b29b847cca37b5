import { HocuspocusProvider } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { serveContender, timed } from '../../harness/contender.ts';
import { startServerProcess } from '../../harness/server-process.ts';
import { planRows } from '../../workload/plan-rows.ts';
import { putRows } from '../inputs/y-rows.mjs';

globalThis.WebSocket ??= WebSocket;

await serveContender(async ({ size }) => {
  const { budgetLines } = planRows(size);
  const server = await startServerProcess('server-hocuspocus');
  let count = 0;
  return {
    run: async () => {
      await server.command('reset');
      const document = new Y.Doc();
      const url = server.url.replace('http', 'ws');
      const provider = new HocuspocusProvider({ url, name: `bench-${++count}`, document });
      await new Promise((resolve) => provider.on('synced', resolve));
      await server.startFigures();
      const ms = await timed(async () => {
        putRows(document, budgetLines);
        await server.command('stored', budgetLines.length);
      });
      const { cpuMs, peakBytes } = await server.readFigures();
      const facts = { serverCpuMs: cpuMs, serverPeakBytes: peakBytes };
      provider.destroy();
      return { ms, facts: { ...facts, documentBytes: Y.encodeStateAsUpdate(document).length } };
    },
    close: () => server.stop(),
  };
});
