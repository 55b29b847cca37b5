import Sqlite from 'better-sqlite3';
import { statSync } from 'node:fs';
import { serveContender, timed } from '../harness/contender.ts';
import { temporaryFile } from '../harness/temporary-file.ts';
import { planRows, type PlanRow } from '../workload/plan-rows.ts';

/** Writes the journal of one revision in one transaction. */
type Write = (revision: number, rows: readonly PlanRow[]) => void;

function perRow(db: Sqlite.Database): Write {
  db.exec(
    'CREATE TABLE journal (revision INTEGER, ordinal INTEGER, row_id TEXT, after TEXT, PRIMARY KEY (revision, ordinal))',
  );
  const insert = db.prepare('INSERT INTO journal VALUES (?,?,?,?)');
  return (revision, rows) => {
    rows.forEach(({ row, cells }, ordinal) => insert.run(revision, ordinal, row, JSON.stringify(cells)));
  };
}

function perCell(db: Sqlite.Database): Write {
  db.exec(
    'CREATE TABLE journal (revision INTEGER, ordinal INTEGER, row_id TEXT, col TEXT, after, PRIMARY KEY (revision, ordinal))',
  );
  const insert = db.prepare('INSERT INTO journal VALUES (?,?,?,?,?)');
  return (revision, rows) => {
    let ordinal = 0;
    for (const { row, cells } of rows) {
      for (const [column, value] of Object.entries(cells)) insert.run(revision, ordinal++, row, column, value);
    }
  };
}

function perBatch(db: Sqlite.Database): Write {
  db.exec('CREATE TABLE journal (revision INTEGER PRIMARY KEY, after TEXT)');
  const insert = db.prepare('INSERT INTO journal VALUES (?,?)');
  return (revision, rows) => void insert.run(revision, JSON.stringify(rows));
}

/** Mode: one entry per "row", per "cell", or one per "batch". */
await serveContender(({ size, mode }) => {
  const { budgetLines } = planRows(size);
  const open = { row: perRow, cell: perCell, batch: perBatch }[mode] ?? perRow;
  return {
    run: async () => {
      const file = temporaryFile('journal.sqlite');
      const db = new Sqlite(file);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      const write = db.transaction(open(db));
      const ms = await timed(() => write(1, budgetLines));
      db.close();
      return { ms, facts: { fileBytes: statSync(file).size } };
    },
  };
});
