import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshDatabaseWithRole } from '../../test/postgres/fresh-role.ts';
import { openDatabase, type DatabaseAddress, type Store } from '../storage/database.ts';
import { acrossPrograms, inProgram } from '../storage/program-scope.ts';
import type { Database } from '../storage/schema.ts';
import { createCommitQueue, type CommitQueue } from './commit-queue.ts';

const databases = {
  SQLite: () => Promise.resolve({ address: { file: ':memory:' }, drop: () => Promise.resolve() }),
  PostgreSQL: async () => {
    const { url, ownerUrl, drop } = await freshDatabaseWithRole();
    return { address: { url, ownerUrl }, drop };
  },
} satisfies Readonly<Record<string, () => Promise<{ address: DatabaseAddress; drop: () => Promise<void> }>>>;

const everyProgram = <T>(work: () => T): T => acrossPrograms('the test looks at what is there', work);

async function idsIn(db: Kysely<Database>): Promise<string[]> {
  const rows = await everyProgram(() => db.selectFrom('programs').select('id').orderBy('id').execute());
  return rows.map(({ id }) => id);
}

describe.each(Object.entries(databases))('the commit queue on %s', (_name, open) => {
  let store: Store;
  let queue: CommitQueue;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    const database = await open();
    drop = database.drop;
    store = await openDatabase(database.address);
  });
  beforeEach(async () => {
    await everyProgram(() => store.write.deleteFrom('programs').execute());
    queue = createCommitQueue(store, { longestWaitMs: Infinity });
  });
  afterAll(async () => {
    await store.close();
    await drop();
  });

  function write(transaction: Kysely<Database>, id: string) {
    const row = { id, name: id, district: 'd', fiscal_year: '2026-27', revision: 0, hash: '' };
    return inProgram(id, () => transaction.insertInto('programs').values(row).execute());
  }

  async function written(): Promise<string[]> {
    return idsIn(store.read);
  }

  test('[FF2] a job that fails after it has written takes back its own work only, and is told why', async () => {
    const told: string[] = [];
    const add = (id: string, failure?: () => Promise<unknown>) =>
      queue.add(
        'p',
        async (transaction) => {
          await write(transaction, id);
          await failure?.call(null);
          return { value: id, afterCommit: () => void told.push(id) };
        },
        { keep: true },
      );
    const own = () => Promise.reject(new Error('no'));
    const results = await Promise.allSettled([
      add('a'),
      add('b', own),
      add('c'),
      queue.add(
        'p',
        (transaction) =>
          write(transaction, 'd')
            .then(() => write(transaction, 'd'))
            .then(() => ({ value: 'd' })),
        {
          keep: true,
        },
      ),
      add('e'),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await written()).toEqual(['a', 'c', 'e']);
    expect(told).toEqual(['a', 'c', 'e']);
  });

  test('[FF2] what goes wrong after the commit of one job is told to it alone, and the queue goes on', async () => {
    const told: string[] = [];
    const add = (id: string, afterCommit: () => void) =>
      queue.add('p', (transaction) => write(transaction, id).then(() => ({ value: id, afterCommit })), { keep: true });
    const fails = () => {
      throw new Error('Nobody could be told.');
    };
    const results = await Promise.allSettled([
      add('a', () => void told.push('a')),
      add('b', fails),
      add('c', () => void told.push('c')),
    ]);
    expect(results).toEqual([
      { status: 'fulfilled', value: 'a' },
      { status: 'rejected', reason: new Error('Nobody could be told.') },
      { status: 'fulfilled', value: 'c' },
    ]);
    expect(told).toEqual(['a', 'c']);
    expect(await add('d', () => undefined)).toBe('d');
    expect(await written()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a preview among others leaves nothing, and those after it do not see its work', async () => {
    const seen: string[][] = [];
    const add = (id: string, keep: boolean) =>
      queue.add(
        'p',
        async (transaction) => {
          seen.push(await idsIn(transaction));
          await write(transaction, id);
          return { value: id };
        },
        { keep },
      );
    expect(await Promise.all([add('a', true), add('b', false), add('c', true)])).toEqual(['a', 'b', 'c']);
    expect(seen).toEqual([[], ['a'], ['a']]);
    expect(await written()).toEqual(['a', 'c']);
  });

  test('a job by itself that fails after it has written, or is a preview, leaves nothing', async () => {
    const told: string[] = [];
    const alone = (id: string, keep: boolean, failure?: Error) =>
      queue.add(
        'p',
        async (transaction) => {
          await write(transaction, id);
          if (failure) throw failure;
          return { value: id, afterCommit: () => void told.push(id) };
        },
        { keep },
      );
    await expect(alone('a', true, new Error('no'))).rejects.toThrow('no');
    expect(await alone('b', false)).toBe('b');
    expect(await alone('c', true)).toBe('c');
    expect(await written()).toEqual(['c']);
    expect(told).toEqual(['b', 'c']);
  });

  test('[FG2] jobs that come turn by turn share a commit, in the order in which they came', async () => {
    const transactions: Kysely<Database>[] = [];
    const answers: string[] = [];
    const jobs: Promise<unknown>[] = [];
    for (let i = 0; i < 10; i++) {
      const work = (transaction: Kysely<Database>) => {
        transactions.push(transaction);
        return Promise.resolve({ value: String(i) });
      };
      jobs.push(queue.add('p', work, { keep: true }).then((value) => answers.push(value)));
      await nextTurn();
    }
    await Promise.all(jobs);
    expect(new Set(transactions).size).toBe(1);
    expect(answers).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
  });

  test('more than 64 jobs go in several commits, and a job that comes meanwhile is not forgotten', async () => {
    const transactions = new Set<Kysely<Database>>();
    const late: Promise<string>[] = [];
    const add = (id: string): Promise<string> =>
      queue.add(
        'p',
        async (transaction) => {
          transactions.add(transaction);
          await write(transaction, id);
          return { value: id };
        },
        { keep: true },
      );
    const first = Array.from({ length: 100 }, (_, i) => add(String(i)));
    void first[0]?.then(() => late.push(add('late')));
    await Promise.all(first);
    expect(transactions.size).toBe(2);
    expect(await Promise.all(late)).toEqual(['late']);
    expect((await written()).length).toBe(101);
  });

  test('[FG3] more jobs of a program than may wait are told when to come again, and take nothing from those that wait', async () => {
    const small = createCommitQueue(store, { mostWaiting: 3 });
    const add = (program: string, id: string) =>
      small.add(program, (transaction) => write(transaction, id).then(() => ({ value: id })), { keep: true });
    const results = await Promise.allSettled([...['a', 'b', 'c', 'd'].map((id) => add('p', id)), add('q', 'e')]);
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    const refused = results[3]?.status === 'rejected' ? results[3].reason : undefined;
    expect(refused).toMatchObject({ code: 'too_many_requests', details: { retryAfterSeconds: 1 } });
    expect(await add('p', 'f')).toBe('f');
    expect(await written()).toEqual(['a', 'b', 'c', 'e', 'f']);
  });

  test('[FG3] nor may more wait than one commit takes when those before would take too long', async () => {
    const slow = createCommitQueue(store, { longestWaitMs: 0 });
    const add = (id: string) =>
      slow.add('p', (transaction) => write(transaction, id).then(() => ({ value: id })), { keep: true });
    await add('first');
    const results = await Promise.allSettled(Array.from({ length: 65 }, (_, at) => add(`${at}`)));
    expect(results.flatMap(({ status }, at) => (status === 'rejected' ? [at] : []))).toEqual([64]);
    expect((await written()).length).toBe(65);
  });

  test('[FG3] one job that took long keeps nobody away once others have been quick, nor on PostgreSQL those of another program', async () => {
    let ms = 0;
    const timed = createCommitQueue(store, { clockMs: () => ms });
    const add = (program: string, takesMs: number) =>
      timed.add(program, () => Promise.resolve({ value: (ms += takesMs) }), { keep: true });
    const refusedOf = async (program: string, count: number): Promise<number> => {
      const results = await Promise.allSettled(Array.from({ length: count }, () => add(program, 10)));
      return results.filter(({ status }) => status === 'rejected').length;
    };
    await add('p', 60_000);
    expect(await refusedOf('q', 65)).toBe(store.dialect === 'sqlite' ? 1 : 0);
    expect(await refusedOf('p', 65)).toBe(store.dialect === 'sqlite' ? 0 : 1);
    expect(await refusedOf('p', 200)).toBe(0);
  });

  test('[FG3] small jobs of a program wait for one large job of another at most, and are durable before the next', async () => {
    const done: string[] = [];
    const commits = new Map<string, unknown>();
    const add = (program: string, id: string, edits: number) =>
      queue
        .add(
          program,
          async (transaction) => {
            commits.set(id, transaction);
            await write(transaction, id);
            return { value: id };
          },
          { keep: true, edits },
        )
        .then((value) => done.push(value));
    const large = ['p1', 'p2', 'p3'].map((id) => add('p', id, 50_000));
    await Promise.all([...large, add('q', 'q1', 10), add('q', 'q2', 10)]);
    const isShared = (one: string, other: string) => commits.get(one) === commits.get(other);
    expect([isShared('q1', 'q2'), isShared('p1', 'q1'), isShared('q1', 'p2')]).toEqual([true, false, false]);
    if (store.dialect === 'sqlite') expect(done).toEqual(['p1', 'q1', 'q2', 'p2', 'p3']);
    expect(done.filter((id) => id.startsWith('p'))).toEqual(['p1', 'p2', 'p3']);
    expect(await written()).toEqual(['p1', 'p2', 'p3', 'q1', 'q2']);
  });

  test('[FG3] a connection that breaks under jobs that share a commit is told to all of them, begun or not', async () => {
    const breaks = () => Promise.reject(new Error('Connection terminated unexpectedly'));
    const broken: Store = {
      ...store,
      write: store.write.withPlugin({
        transformQuery: ({ node }) => node,
        transformResult: ({ result }) => (isBroken ? breaks() : Promise.resolve(result)),
      }),
    };
    let isBroken = false;
    const fragile = createCommitQueue(broken);
    const add = (id: string, work: () => void) =>
      fragile.add(
        'p',
        async (transaction) => {
          work();
          return write(transaction, id).then(() => ({ value: id }));
        },
        { keep: true },
      );
    const jobs = ['a', 'b', 'c'].map((id) => add(id, () => void (isBroken = id !== 'a')));
    const results = await Promise.allSettled(jobs);
    isBroken = false;
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await written()).toEqual([]);
    expect(await add('d', () => undefined)).toBe('d');
  });
});
