import type { ClientBase } from 'pg';

/** Statements that come again are named: PostgreSQL then parses and plans each once per connection. */
const STATEMENTS_NAMED = 200;
const STATEMENTS_SEEN = 2_000;
/** Longer statements are bulk writes, whose text hardly ever comes twice. */
const STATEMENT_LENGTH_NAMED = 6_000;
/** A plan that was made while a table was empty is no plan for a first push of 100,000 rows. */
const PLANS_KEPT_MS = 30_000;

/** Names of the statements of one process, by their text; a text gets its name when it comes again. */
export class StatementNames {
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();
  #given = 0;

  nameOf(text: string): string | undefined {
    const known = this.#names.get(text);
    if (known !== undefined || text.length > STATEMENT_LENGTH_NAMED || this.#names.size >= STATEMENTS_NAMED)
      return known;
    if (!this.#seen.has(text)) {
      if (this.#seen.size >= STATEMENTS_SEEN) this.#seen.clear();
      this.#seen.add(text);
      return undefined;
    }
    this.#seen.delete(text);
    const name = `sep_${++this.#given}`;
    this.#names.set(text, name);
    return name;
  }

  /** From now on each text is prepared anew, under another name. */
  renew(): void {
    this.#names.clear();
  }
}

/** True when a statement was prepared before another server, of a newer version, changed the tables that it reads. */
export function isOutdatedStatement(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('cached plan must not change result type');
}

/** How connections that name statements do. */
const naming = new WeakMap<ClientBase, Naming>();

interface Naming {
  readonly nameOf: (text: string) => string | undefined;
  readonly hasFailed: (error: unknown) => void;
}

/** True when names given to statements stay with the connection. */
export function isNaming(client: ClientBase): boolean {
  return naming.has(client);
}

/** The name under which the connection runs a statement that goes with others; undefined: it has none. */
export function nameOn(client: ClientBase, text: string): string | undefined {
  return naming.get(client)?.nameOf(text);
}

/** Is to be told of a statement that went with others and failed. */
export function hasFailedOn(client: ClientBase, error: unknown): void {
  naming.get(client)?.hasFailed(error);
}

/**
 * Lets a new connection name what it runs, unless a pooler stands between: PgBouncer in transaction mode hands each
 * transaction to whichever server connection is free, where the name is not known (its version 1.18 cannot be told to). A
 * pooler shows in that the process told at the start of the connection is not the one that answers.
 */
export async function nameStatements(
  client: ClientBase,
  names: StatementNames,
  now: () => number = () => performance.now(),
): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  if (!('processID' in client) || client.processID !== rows[0]?.pid) return;
  const plain = client.query.bind(client);
  let planned = now();
  const nameOf = (text: string): string | undefined => {
    const name = names.nameOf(text);
    if (name !== undefined && now() - planned > PLANS_KEPT_MS) {
      planned = now();
      // Goes before in the connection's own order; should it fail, the statement after it says what is wrong.
      plain('DISCARD PLANS').catch(() => undefined);
    }
    return name;
  };
  const hasFailed = (error: unknown): void => {
    if (isOutdatedStatement(error)) names.renew();
  };
  naming.set(client, { nameOf, hasFailed });
  const query = (first: unknown, ...others: readonly unknown[]): unknown => {
    const values: unknown = others[0];
    if (typeof first === 'string' && Array.isArray(values)) {
      const name = nameOf(first);
      if (name !== undefined) {
        return plain({ name, text: first, values: [...values] }).catch((error: unknown) => {
          hasFailed(error);
          throw error;
        });
      }
    }
    return Reflect.apply(plain, client, [first, ...others]);
  };
  Object.assign(client, { query });
}
