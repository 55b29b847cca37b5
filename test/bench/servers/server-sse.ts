import Sqlite from 'better-sqlite3';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { serveBench } from '../harness/bench-server.ts';
import { temporaryFile } from '../harness/temporary-file.ts';

/** The least that can tell others of an edit: one listener list; /stored also updates one row, durably, before. */
await serveBench(async () => {
  const db = new Sqlite(temporaryFile('sse.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE cells (id INTEGER PRIMARY KEY, value TEXT); INSERT INTO cells VALUES (1, NULL)');
  const store = db.prepare('UPDATE cells SET value = ? WHERE id = 1');
  const listeners = new Set<(data: string) => void>();
  const app = new Hono();
  app.get('/events', (c) =>
    streamSSE(c, async (stream) => {
      const tell = (data: string) => void stream.writeSSE({ data });
      listeners.add(tell);
      await new Promise<void>((resolve) => stream.onAbort(resolve));
      listeners.delete(tell);
    }),
  );
  app.post('/:way', async (c) => {
    const text = await c.req.text();
    if (c.req.param('way') === 'stored') store.run(text);
    for (const tell of listeners) tell(text);
    return c.json({});
  });
  return { fetch: (request) => app.fetch(request) };
});
