import { dirname } from 'node:path';
import http from 'pouchdb-adapter-http';
import leveldb from 'pouchdb-adapter-leveldb';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { serveContender, timed } from '../../harness/contender.ts';
import { startServerProcess } from '../../harness/server-process.ts';
import { temporaryFile } from '../../harness/temporary-file.ts';
import { planRows } from '../../workload/plan-rows.ts';

PouchDB.plugin(http).plugin(leveldb).plugin(replication);

const DOCS_PER_REQUEST = 5000;

async function sendAll(docs, target) {
  for (let i = 0; i < docs.length; i += DOCS_PER_REQUEST) await target.bulkDocs(docs.slice(i, i + DOCS_PER_REQUEST));
}

/** Mode "bulk": documents are sent; "replicate": a local database that holds them is replicated. */
await serveContender(async ({ size, mode }) => {
  const docs = planRows(size).budgetLines.map(({ row, cells }) => ({ _id: row, ...cells }));
  const server = await startServerProcess('server-pouchdb');
  const local = new PouchDB(`${dirname(temporaryFile('x'))}/local`, { adapter: 'leveldb' });
  if (mode === 'replicate') await sendAll(docs, local);
  let count = 0;
  return {
    run: async () => {
      const remote = new PouchDB(`${server.url}/bench-${++count}`, { adapter: 'http' });
      await remote.info();
      await server.startFigures();
      const options = { batch_size: DOCS_PER_REQUEST };
      const ms = await timed(() => (mode === 'bulk' ? sendAll(docs, remote) : local.replicate.to(remote, options)));
      const { cpuMs, peakBytes } = await server.readFigures();
      const { doc_count: stored } = await remote.info();
      if (stored !== docs.length) throw new Error(`${stored} of ${docs.length} documents arrived.`);
      return { ms, facts: { serverCpuMs: cpuMs, serverPeakBytes: peakBytes } };
    },
    close: () => server.stop(),
  };
});
