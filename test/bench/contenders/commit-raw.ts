import Sqlite from 'better-sqlite3';
import { serveContender, timed } from '../harness/contender.ts';
import { temporaryFile } from '../harness/temporary-file.ts';

/** What one durable commit of one row costs on this disk. Mode: commits per run. */
await serveContender(({ mode }) => {
  const db = new Sqlite(temporaryFile('commit.sqlite'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE cells (id INTEGER PRIMARY KEY, value INTEGER); INSERT INTO cells VALUES (1, 0)');
  const store = db.prepare('UPDATE cells SET value = value + 1 WHERE id = 1');
  const count = Number(mode);
  return {
    run: async () => {
      const ms = await timed(() => {
        for (let i = 0; i < count; i++) store.run();
      });
      return { ms, facts: { commitsPerSecond: (count * 1000) / ms } };
    },
  };
});
