import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../../test/contracts/test-server.ts';
import { sessionBench, WAIT_SECONDS, type SessionBench } from '../../test/histories/session-bench.ts';
import type { RevisionEvent } from '../../shared/protocol/events.ts';
import type { PresenceRequest } from '../../shared/protocol/presence.ts';
import { createHttpServerClient } from '../sync/server/http-server-client.ts';
import type { ProgramListener } from '../sync/server/listen-to-program.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { AutoSync } from './auto-sync.ts';
import { createLiveProgram, type LiveProgram } from './live-program.ts';

/** A line to the server whose stream the test tells by hand, and which it may cut. */
interface Line {
  readonly server: ServerClient;
  readonly listeners: ProgramListener[];
  readonly announced: PresenceRequest[];
  readonly stopped: () => number;
  /** Requests that have not been answered yet. */
  readonly open: () => number;
  isDown: boolean;
}

let running: TestServer;
let bench: SessionBench;
let line: Line;
let live: LiveProgram | null = null;
let tellNetwork: (isOnline: boolean) => void = () => undefined;
let kept: AutoSync[];

beforeAll(async () => {
  running = await startTestServer({ file: ':memory:' });
});
afterAll(() => running.close());

beforeEach(async () => {
  bench = await sessionBench(running);
  line = lineOf(bench);
  kept = [];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(async () => {
  await live?.close();
  live = null;
  vi.useRealTimers();
});

function lineOf({ finance }: SessionBench): Line {
  const client = createHttpServerClient({
    fetch: async (request) => {
      if (line.isDown) throw new TypeError('fetch failed');
      return finance.app.fetch(request);
    },
    address: 'http://localhost',
    wait: async () => undefined,
    session: { token: finance.person.token, person: finance.person },
  });
  const listeners: ProgramListener[] = [];
  const announced: PresenceRequest[] = [];
  let [stops, open] = [0, 0];
  const counted = async <T>(call: Promise<T>): Promise<T> => {
    open++;
    return await call.finally(() => open--);
  };
  const server: ServerClient = {
    ...client,
    programs: () => counted(client.programs()),
    listen: (_program, _workbook, listener) => {
      listeners.push(listener);
      return () => void stops++;
    },
    announce: (program, request) => {
      announced.push(request);
      return counted(client.announce(program, request));
    },
  };
  return { server, listeners, announced, stopped: () => stops, open: () => open, isDown: false };
}

/** Opens the pane's living part and lets it come to rest. */
async function opened(autoSync: AutoSync = { kind: 'off' }): Promise<LiveProgram> {
  const watch = (listener: (isOnline: boolean) => void) => {
    tellNetwork = listener;
    return () => (tellNetwork = () => undefined);
  };
  live = createLiveProgram({
    session: bench.session,
    server: line.server,
    autoSync,
    keepAutoSync: (choice) => kept.push(choice),
    network: { watch },
  });
  await settled();
  return live;
}

/** Waits for a call, giving the pauses of long work their turn. */
async function through<T>(call: Promise<T>): Promise<T> {
  const over = call.then(() => true);
  while (!(await Promise.race([over, turn()])));
  return await call;
}

/** False, so that it can be told from a call that is over. */
async function turn(): Promise<false> {
  await vi.advanceTimersByTimeAsync(0);
  return await new Promise((resolve) => setImmediate(() => resolve(false)));
}

/** Lets what has begun come to its end: requests of the line first, then whatever the session does because of them. */
async function settled(): Promise<void> {
  do {
    await turn();
    await through(bench.session.programRows({ program: bench.finance.program, revision: 0 }, []));
  } while (line.open() > 0);
}

async function passes(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settled();
}

const stream = (): ProgramListener => {
  const last = line.listeners.at(-1);
  if (last === undefined) throw new Error('Nobody listens.');
  return last;
};
const heard = (revision: number): RevisionEvent => ({ revision, by: 'Ben', tables: ['sites'], count: 1 });
const nameInPlan = async () => (await bench.finance.rows('sites')).get(bench.ids[1] ?? '')?.cells['name'];

describe('what is known of the program', () => {
  test('is its name, one’s role and its newest revision, as soon as the server has said so', async () => {
    const { state } = await opened();
    expect(state).toMatchObject({ name: expect.stringMatching(/ 2026-27$/), role: 'finance', head: 2, latest: null });
  });

  test('grows with what is heard, and never goes back', async () => {
    const { state } = await opened();
    expect(state.head).toBe(2);
    stream().revision(heard(5));
    expect(live?.state).toMatchObject({ head: 5, latest: heard(5) });
    stream().revision(heard(4));
    expect(live?.state).toMatchObject({ head: 5, latest: heard(4) });
    stream().connection(true);
    await settled();
    expect(live?.state).toMatchObject({ head: 5, isConnected: true });
    await through(bench.session.sync());
    expect(live?.state.head).toBe(5);
  });

  test('is told to whoever listens, until they stop', async () => {
    const one = await opened();
    let calls = 0;
    const stop = one.subscribe(() => calls++);
    stream().revision(heard(5));
    expect(calls).toBe(1);
    stop();
    stream().revision(heard(6));
    expect(calls).toBe(1);
  });

  test('is nothing once the workbook belongs to no program any more', async () => {
    const { state } = await opened();
    expect(state.head).toBe(2);
    bench.book.metadata = null;
    await through(bench.session.open());
    await settled();
    expect(live?.state).toMatchObject({ name: null, role: null, head: null, people: [], isConnected: false });
    expect(line.stopped()).toBe(1);
    expect(line.announced.at(-1)).toMatchObject({ leaving: true });
    await passes(60_000);
    expect(line.announced.at(-1)).toMatchObject({ leaving: true });
  });

  test('is asked anew for a file that has got an id of its own', async () => {
    await opened();
    expect(line.listeners).toHaveLength(1);
    await through(bench.session.look());
    expect(line.listeners).toHaveLength(1);
    await through(bench.session.renewWorkbook());
    await settled();
    expect(line.listeners).toHaveLength(2);
    expect(live?.state.head).toBe(2);
  });
});

describe('others in the program', () => {
  test('are those the stream tells of, and nobody while it is lost', async () => {
    await opened();
    stream().connection(true);
    stream().presence([{ person: 'Ben', workbook: 'w2', since: '2026-11-23T10:00:00.000Z', drafts: {} }]);
    expect(live?.state.people).toMatchObject([{ person: 'Ben' }]);
    stream().connection(false);
    expect(live?.state).toMatchObject({ isConnected: false, people: [] });
  });

  test('hear of this workbook at once where it has something to send, again before they forget, and a goodbye', async () => {
    await opened();
    await through(bench.session.look());
    await passes(999);
    expect(line.announced).toEqual([]);
    await passes(1);
    expect(line.announced).toEqual([
      { workbook: bench.finance.workbook, drafts: { sites: expect.arrayContaining(bench.ids.slice(0, 2)) } },
    ]);
    await through(bench.session.look());
    await passes(2_000);
    expect(line.announced).toHaveLength(1);
    await passes(25_000);
    expect(line.announced).toHaveLength(2);
    await live?.close();
    expect(line.announced).toHaveLength(3);
    expect(line.announced.at(-1)).toEqual({ workbook: bench.finance.workbook, leaving: true });
    await passes(120_000);
    expect(line.announced).toHaveLength(3);
  });
});

describe('[FB8] being offline', () => {
  const problem = () => bench.session.state.problem?.problem.kind;

  test('is said when the browser says so, and ends with the first answer', async () => {
    await opened();
    line.isDown = true;
    tellNetwork(false);
    expect(problem()).toBe('offline');
    expect(live?.state.isConnected).toBe(false);
    line.isDown = false;
    tellNetwork(true);
    await settled();
    expect(problem()).toBeUndefined();
    expect(line.listeners).toHaveLength(2);
    expect(bench.session.state).toMatchObject({ phase: 'resting', toSend: 2 });
  });

  test('is asked about after 1, 2, 5 and 10 seconds, and then every 10', async () => {
    await opened();
    line.isDown = true;
    tellNetwork(false);
    const asked: number[] = [];
    for (const wait of [1_000, 2_000, 5_000, 10_000, 10_000]) {
      const before = line.announced.length;
      await passes(wait - 1);
      asked.push(line.announced.length - before);
      await passes(1);
      asked.push(line.announced.length - before);
    }
    // The regular announcement is among the last waits.
    expect(asked.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(problem()).toBe('offline');
    line.isDown = false;
    await passes(10_000);
    expect(problem()).toBeUndefined();
    const after = line.announced.length;
    await passes(10_000);
    expect(line.announced).toHaveLength(after);
  });

  test('is told by a lost stream only where the server does not answer either', async () => {
    await opened();
    stream().connection(true);
    await settled();
    stream().connection(false);
    await settled();
    expect(problem()).toBeUndefined();
    line.isDown = true;
    stream().connection(false);
    await settled();
    expect(problem()).toBe('offline');
    line.isDown = false;
    stream().connection(true);
    await settled();
    expect(problem()).toBeUndefined();
  });

  test('that a sync has met ends when the server is heard', async () => {
    bench.lostAfter = 0;
    await through(bench.session.sync());
    expect(problem()).toBe('offline');
    bench.lostAfter = null;
    await opened();
    stream().connection(true);
    await settled();
    expect(problem()).toBeUndefined();
  });
});

describe('[FF2] syncing by itself', () => {
  test('when others do is a moment after the last news, and only if the workbook is behind', async () => {
    await opened({ kind: 'whenOthersSync' });
    await through(bench.session.sync());
    bench.typed(1, 'name', 'Elm');
    stream().revision(heard(3));
    await passes(5_000);
    expect(await nameInPlan()).toBe('Birch');
    stream().revision(heard(9));
    await passes(1_000);
    stream().revision(heard(9));
    await passes(1_499);
    expect(await nameInPlan()).toBe('Birch');
    await passes(1);
    expect(await nameInPlan()).toBe('Elm');
  });

  test('is not done while it is off', async () => {
    await opened();
    stream().revision(heard(2));
    await passes(20 * 60_000);
    expect(await nameInPlan()).toBe('School 0420');
  });

  test('follows another choice at once, and keeps it', async () => {
    const one = await opened({ kind: 'minutes', minutes: 5 });
    one.setAutoSync({ kind: 'minutes', minutes: 15 });
    expect(kept).toEqual([{ kind: 'minutes', minutes: 15 }]);
    expect(one.state.autoSync).toEqual({ kind: 'minutes', minutes: 15 });
    await passes(15 * 60_000 - 1);
    expect(await nameInPlan()).toBe('School 0420');
    await passes(1);
    expect(await nameInPlan()).toBe('Birch');
    bench.typed(1, 'name', 'Elm');
    one.setAutoSync({ kind: 'off' });
    await passes(16 * 60_000);
    expect(await nameInPlan()).toBe('Birch');
  });

  test('waits for the person where something is asked, but not for a network that was lost', async () => {
    await opened({ kind: 'minutes', minutes: 5 });
    const [gone] = bench.book.rows('sites').splice(2, 1);
    await through(bench.session.sync());
    expect(bench.session.state.question?.kind).toBe('missingRows');
    bench.typed(1, 'name', 'Elm');
    await passes(5 * 60_000);
    expect(await nameInPlan()).toBe('Birch');
    if (gone) bench.book.rows('sites').push(gone);
    await through(bench.session.sync());
    bench.typed(1, 'name', 'Oak');
    bench.lostAfter = 0;
    await through(bench.session.sync());
    expect(bench.session.state.problem?.problem.kind).toBe('offline');
    bench.lostAfter = null;
    line.isDown = true;
    await passes(5 * 60_000);
    expect(await nameInPlan()).toBe('Oak');
  });

  test('waits for the person where something is wrong', async () => {
    await opened({ kind: 'minutes', minutes: 5 });
    await bench.finance.sync({ sites: update(bench.ids[2] ?? '', { name: 'Far' }) }, { base: 2 });
    bench.book.filtered.add('sites');
    await through(bench.session.sync());
    expect(bench.session.state.problem?.problem.kind).toBe('filterOn');
    const before = bench.session.state;
    await passes(5 * 60_000);
    expect(bench.session.state).toBe(before);
  });
});

describe('[FB2] an edit that has ended', () => {
  test('is noticed within a second, after as many as it takes', async () => {
    await opened();
    bench.port.editingAfter = 0;
    await through(bench.session.sync());
    expect(bench.session.state.problem?.problem.kind).toBe('editingCell');
    bench.port.editingAfter = 0;
    await passes(1_000);
    expect(bench.session.state.problem?.problem.kind).toBe('editingCell');
    await passes(999);
    expect(await nameInPlan()).toBe('School 0420');
    await passes(1);
    expect(bench.session.state.problem).toBeNull();
    expect(await nameInPlan()).toBe('Birch');
  });
});

describe('[FD14] a server that asks to wait', () => {
  const busy = { at: 'server', problem: { kind: 'busy', retryAfterSeconds: WAIT_SECONDS } };

  test('is asked again by itself when that time has passed, with what was to be sent, though it is heard meanwhile', async () => {
    await opened();
    bench.busyAfter = 0;
    await through(bench.session.sync());
    expect(bench.session.state).toMatchObject({ problem: busy, toSend: 2 });
    tellNetwork(true);
    await passes(WAIT_SECONDS * 1000 - 1);
    expect(bench.session.state.problem).toEqual(busy);
    expect(await nameInPlan()).not.toBe('Birch');
    bench.busyAfter = null;
    await passes(1);
    await expect.poll(nameInPlan).toBe('Birch');
    await settled();
    expect(bench.session.state.problem).toBeNull();
  });

  test('is waited for again when it asks again, and no longer once the pane is closed', async () => {
    const closed = await opened();
    bench.busyAfter = 0;
    await through(bench.session.sync());
    await passes(WAIT_SECONDS * 1000);
    expect(bench.session.state).toMatchObject({ problem: busy, toSend: 2 });
    bench.busyAfter = null;
    await closed.close();
    await passes(WAIT_SECONDS * 3000);
    expect(await nameInPlan()).not.toBe('Birch');
  });
});
