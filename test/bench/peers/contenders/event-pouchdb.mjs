import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import { serveContender } from '../../harness/contender.ts';
import { eventDelays } from '../../harness/event-stream.ts';
import { startServerProcess } from '../../harness/server-process.ts';
import { quantile } from '../../harness/statistics.ts';
import { planRows } from '../../workload/plan-rows.ts';

PouchDB.plugin(http);

/** Mode: how many single-document edits per run. */
await serveContender(async ({ size, mode }) => {
  const docs = planRows(size).budgetLines.map(({ row, cells }) => ({ _id: row, ...cells }));
  const server = await startServerProcess('server-pouchdb');
  const open = () => new PouchDB(`${server.url}/bench`, { adapter: 'http' });
  const [writer, reader] = [open(), open()];
  for (let i = 0; i < docs.length; i += 5000) await writer.bulkDocs(docs.slice(i, i + 5000));
  const changes = reader.changes({ live: true, since: 'now' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const stream = { next: () => new Promise((resolve) => changes.once('change', resolve)), close: () => undefined };
  let doc = await writer.get(docs[0]._id);
  const edit = async () => {
    doc = { ...doc, original: (doc.original ?? 0) + 1 };
    doc._rev = (await writer.put(doc)).rev;
  };
  return {
    run: async () => {
      const delays = await eventDelays(stream, Number(mode), edit);
      return { ms: quantile(delays, 0.5), facts: { p99Ms: quantile(delays, 0.99) } };
    },
    close: () => server.stop(),
  };
});
