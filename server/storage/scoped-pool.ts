import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import { Query, type Connection, type Pool, type PoolClient, type QueryResult } from 'pg';
import { hasFailedOn, isNaming, nameOn } from './named-statements.ts';
import { scopeNow, type Scope } from './program-scope.ts';

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/**
 * Connections that tell PostgreSQL the scope of the work at hand, for as long as one transaction lasts: nothing stays with the
 * session, so a pooler may give each transaction to another one. It is told in the same message as BEGIN, or as the statement
 * where that is a transaction of its own, so no round trip is added.
 */
export function scopedPool(pool: Pool): PostgresPool {
  return {
    connect: async () => new ScopedClient(await pool.connect()),
    end: () => pool.end(),
  };
}

const BEGINS = /^(?:begin|start transaction)\b/i;
const ENDS = /^(?:commit|rollback|savepoint|release)\b/i;

class ScopedClient implements PostgresPoolClient {
  readonly #client: PoolClient;
  /** What has been told in the transaction that is open. */
  #told = '';
  /** A name may have been given to a statement that the database never took. */
  #isDoubtful = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(text: string | PostgresCursor<R>, values: readonly unknown[] = []): unknown {
    if (typeof text !== 'string') throw new TypeError('Rows are read page by page, never through a cursor.');
    return this.#send<R>({ text, values });
  }

  release(): void {
    this.#client.release(this.#isDoubtful);
  }

  async #send<R>(statement: Statement): Promise<PostgresQueryResult<R>> {
    const { text, values } = statement;
    if (BEGINS.test(text)) return this.#together<R>(statement, this.#telling(scopeNow()));
    // Going back to a savepoint takes back what has been told since.
    if (ENDS.test(text)) this.#told = '';
    const scope = scopeNow();
    const isKnown = this.#client.getTransactionStatus() === 'T' && this.#told === nameOf(scope);
    if (isKnown || ENDS.test(text)) return counted<R>(await this.#client.query(text, [...values]));
    return this.#together<R>(this.#telling(scope), statement);
  }

  #telling(scope: Scope): Statement {
    this.#told = nameOf(scope);
    return { text: TELL, values: [scope.program, reachOf(scope), `${scope.timeoutMs}ms`, scope.rollUp] };
  }

  /**
   * Sends two statements as one message of PostgreSQL's extended protocol, which makes one transaction of them unless one is
   * open. @returns what the second gave
   */
  #together<R>(first: Statement, second: Statement): Promise<PostgresQueryResult<R>> {
    const client = this.#client;
    const name = nameOn(client, second.text);
    const config = { ...(name === undefined ? {} : { name }), text: second.text, values: [...second.values] };
    return new Promise((resolve, reject) => {
      const query = new Query({ ...config, ...ALWAYS_EXTENDED }, (error, result) => {
        if (error) {
          this.#isDoubtful ||= isNaming(client);
          hasFailedOn(client, error);
          reject(error);
        } else resolve(counted<R>(result));
      });
      const submit = query.submit.bind(query);
      query.submit = (connection) => {
        connection.stream.cork();
        sendAlone(client, connection, first);
        submit(connection);
        connection.stream.uncork();
      };
      client.query(query);
    });
  }
}

/** Also where there are no parameters. */
const ALWAYS_EXTENDED = { queryMode: 'extended' };

/** Gives no row: what it is asked for is done by asking. */
const TELL = `SELECT 1 WHERE set_config('sep.program', $1, true) IS NULL
  OR set_config('sep.reach', $2, true) IS NULL OR set_config('statement_timeout', $3, true) IS NULL
  OR set_config('sep.roll_up', $4, true) IS NULL`;
const TELL_NAME = 'sep_scope';
const telling = new WeakSet<PoolClient>();

function reachOf({ several }: Scope): 'one' | 'all' {
  return several === null ? 'one' : 'all';
}

function nameOf(scope: Scope): string {
  return [reachOf(scope), scope.timeoutMs, scope.program, scope.rollUp].join('\0');
}

/** Sends a statement without the Sync that would end its transaction, parsed once per connection where names stay with it. */
function sendAlone(client: PoolClient, connection: Connection, { text, values }: Statement): void {
  const isNamed = text === TELL && isNaming(client);
  const name = isNamed ? TELL_NAME : '';
  if (!isNamed || !telling.has(client)) connection.parse({ name, text, types: [] }, true);
  if (isNamed) telling.add(client);
  connection.bind({ statement: name, values: values.map(String) }, true);
  connection.execute({}, true);
}

/** The driver gives a list where several statements have been answered. */
function counted<R>(result: QueryResult): PostgresQueryResult<R> {
  const results: readonly QueryResult[] = [result].flat();
  const { command, rowCount, rows } = results.at(-1) ?? result;
  return { command: COUNTED.find((each) => each === command) ?? 'SELECT', rowCount: rowCount ?? 0, rows };
}

/** What Kysely tells apart. */
const COUNTED = ['INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const;
