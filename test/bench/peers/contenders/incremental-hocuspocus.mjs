import { HocuspocusProvider } from '@hocuspocus/provider';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { serveContender, timed } from '../../harness/contender.ts';
import { startServerProcess } from '../../harness/server-process.ts';
import { planRows } from '../../workload/plan-rows.ts';
import { randomFrom } from '../../workload/random.ts';
import { updatesOf } from '../../workload/sync-requests.ts';
import { putRows } from '../inputs/y-rows.mjs';

globalThis.WebSocket ??= WebSocket;

/** Until another client that is connected has the changes. Mode: how many rows change. */
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
  const ids = budgetLines.map(({ row }) => row);
  const random = randomFrom(41);
  return {
    run: async () => {
      const { updates } = updatesOf(ids, Number(mode), random);
      await server.startFigures();
      const ms = await timed(async () => {
        const heard = new Promise((resolve) => reader.once('update', resolve));
        const rows = writer.getMap('rows');
        writer.transact(() => {
          for (const { row, cells } of updates) {
            for (const [column, value] of Object.entries(cells)) rows.get(row).set(column, value);
          }
        });
        await heard;
      });
      const { cpuMs, peakBytes } = await server.readFigures();
      return { ms, facts: { serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: () => server.stop(),
  };
});
