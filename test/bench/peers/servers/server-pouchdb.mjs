import { dirname } from 'node:path';
import express from 'express';
import expressPouchdb from 'express-pouchdb';
import leveldb from 'pouchdb-adapter-leveldb';
import PouchDB from 'pouchdb-core';
import { serveBench } from '../../harness/bench-server.ts';
import { temporaryFile } from '../../harness/temporary-file.ts';

/** PouchDB's own server over LevelDB, which flushes to disk at its leisure. */
await serveBench(async () => {
  const prefix = `${dirname(temporaryFile('x'))}/`;
  const Database = PouchDB.plugin(leveldb).defaults({ prefix, adapter: 'leveldb' });
  const app = express();
  app.use(
    '/',
    expressPouchdb(Database, { mode: 'minimumForPouchDB', inMemoryConfig: true, logPath: `${prefix}log.txt` }),
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: server.address().port };
});
