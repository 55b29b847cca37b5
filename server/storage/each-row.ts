import type { SqliteStatement } from 'kysely';

export type SqlValue = string | number | null;

/** As the only parameter of a SQLite statement: it is run once per row, with the row's values. */
export class EachRow {
  readonly rows: Iterable<readonly SqlValue[]>;

  constructor(rows: Iterable<readonly SqlValue[]>) {
    this.rows = rows;
  }
}

/** What better-sqlite3 gives back from running a statement. */
type RunResult = ReturnType<SqliteStatement['run']>;

/** The statement, understanding EachRow: a call through the query builder per row would cost more than the row. */
export function takingEachRow(statement: SqliteStatement): SqliteStatement {
  const runAll = (rows: EachRow['rows']): RunResult => {
    let changes = 0;
    for (const row of rows) changes += Number(statement.run(row).changes);
    return { changes, lastInsertRowid: 0 };
  };
  return {
    reader: statement.reader,
    all: (parameters) => statement.all(parameters),
    iterate: (parameters) => statement.iterate(parameters),
    run: (parameters) => {
      const [only] = parameters;
      return only instanceof EachRow ? runAll(only.rows) : statement.run(parameters);
    },
  };
}
