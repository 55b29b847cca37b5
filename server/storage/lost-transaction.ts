import type { SqliteStatement } from 'kysely';
import { takingEachRow } from './each-row.ts';

/** What is asked of a connection of better-sqlite3. */
interface Connection {
  readonly inTransaction: boolean;
  prepare(sql: string): SqliteStatement;
}

/**
 * Where it finds no room, or the disk fails, SQLite takes back the whole transaction by itself. What the same transaction runs next
 * would then be kept statement by statement, so each fails like the one that ended it, and its end has nothing left to take back.
 * @returns what to prepare statements by
 */
export function noticingLostTransactions(connection: Connection): (sql: string) => SqliteStatement {
  let lost: { readonly because: unknown } | null = null;
  const within = <T>(run: () => T): T => {
    if (lost !== null) throw lost.because;
    const wasIn = connection.inTransaction;
    try {
      return run();
    } catch (error) {
      if (wasIn && !connection.inTransaction) lost = { because: error };
      throw error;
    }
  };
  return (sql) => {
    // Rows that one statement is run for are looked after together: whether it is in a transaction costs as much to ask as a row.
    const statement = takingEachRow(connection.prepare(sql));
    const whole: SqliteStatement = {
      reader: statement.reader,
      iterate: (parameters) => statement.iterate(parameters),
      all: (parameters) => within(() => statement.all(parameters)),
      run: (parameters) => within(() => statement.run(parameters)),
    };
    if (sql !== 'rollback') return whole;
    return {
      ...whole,
      run: (parameters) => {
        const isOver = lost !== null;
        lost = null;
        return isOver ? { changes: 0, lastInsertRowid: 0 } : statement.run(parameters);
      },
    };
  };
}
