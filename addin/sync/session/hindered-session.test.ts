import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { sessionBench, WAIT_SECONDS, type SessionBench } from '../../../test/histories/session-bench.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

type Act = (bench: SessionBench) => Promise<unknown>;

/** What leads to the act, and the act. */
const ACTS: Readonly<Record<string, { readonly first?: Act; readonly act: Act }>> = {
  open: { act: ({ session }) => session.open() },
  look: { act: ({ session }) => session.look() },
  sync: { act: ({ session }) => session.sync() },
  inspect: { act: ({ session }) => session.inspect() },
  renewWorkbook: { act: ({ session }) => session.renewWorkbook() },
  setCells: {
    act: ({ session, ids }) =>
      session.setCells([{ table: 'sites', row: ids[2] ?? '', column: 'name', value: 'Cedar' }]),
  },
  putBack: { act: ({ session, ids }) => session.putBack([{ table: 'sites', row: ids[1] ?? '', column: 'name' }]) },
  decideAll: {
    first: ({ session }) => session.sync(),
    act: ({ session }) =>
      session.decideAll(session.state.conflicts.map(({ id }) => ({ conflict: id, choice: { kind: 'takeRemote' } }))),
  },
  undo: { first: ({ session }) => session.sync(), act: ({ session }) => session.undo() },
  answerMissingRows: {
    first: ({ session, book }) => {
      book.rows('sites').splice(2, 1);
      return session.sync();
    },
    act: ({ session }) => session.answerMissingRows('delete'),
  },
  answerReview: {
    first: async ({ session, book, finance }) => {
      book.metadata = null;
      await session.open();
      await session.connect(finance.program, 'create');
      expect(session.state.question?.kind).toBe('review');
    },
    act: ({ session }) => session.answerReview('sendMine'),
  },
};

const NEEDS_SERVER = new Set(['sync', 'decideAll', 'undo', 'answerMissingRows', 'answerReview']);

/** Makes each step of an act fail in turn, until it has no further step; how often it did. */
async function failEachStep(
  { first, act }: (typeof ACTS)[string],
  fail: (bench: SessionBench, step: number) => void,
  hasFailed: (bench: SessionBench) => boolean,
  check: (bench: SessionBench, step: number) => Promise<void>,
): Promise<number> {
  for (let step = 0; ; step += 1) {
    const one = await sessionBench(server);
    await first?.(one);
    expect(one.session.state.problem).toBeNull();
    fail(one, step);
    await act(one);
    if (!hasFailed(one)) return step;
    await check(one, step);
  }
}

/** What was typed here reaches the server, or waits as a conflict; nothing is stuck. */
async function goesOn({ session, finance, ids, typed }: SessionBench): Promise<void> {
  typed(1, 'shortName', 'afterwards');
  if (session.state.question?.kind === 'review') await session.answerReview('sendMine');
  await session.sync();
  expect(session.state).toMatchObject({ problem: null, phase: 'resting' });
  expect((await finance.rows('sites')).get(ids[1] ?? '')?.cells['shortName']).toBe('afterwards');
}

describe.each(Object.entries(ACTS))('[A3, FB1] whatever fails during %s', (name, one) => {
  test('a cell that is being edited is said, nothing is thrown, and the next sync goes on', async () => {
    const problem = { at: 'workbook', problem: { kind: 'editingCell' } };
    const steps = await failEachStep(
      one,
      ({ port }, step) => (port.editingAfter = step),
      ({ port }) => (port.editingAfter ?? 0) < 0,
      async (hindered) => {
        expect(hindered.session.state.problem).toEqual(problem);
        hindered.port.editingAfter = null;
        await goesOn(hindered);
      },
    );
    expect(steps).toBeGreaterThan(0);
  });

  test('a line that goes down is said where the act needs it, nothing is thrown, and the next sync goes on', async () => {
    const steps = await failEachStep(
      one,
      (online, step) => (online.lostAfter = step),
      ({ lostAfter }) => (lostAfter ?? 0) < 0,
      async (offline) => {
        expect(offline.session.state.problem).toEqual({ at: 'server', problem: { kind: 'offline' } });
        offline.lostAfter = null;
        // As the pane does when it hears the server again.
        offline.session.reconnected();
        await offline.session.look();
        await goesOn(offline);
      },
    );
    expect(steps > 0).toBe(NEEDS_SERVER.has(name));
  });

  test('[FD14] a server that asks to wait is waited for, everything is kept, and the same act goes on afterwards', async () => {
    const steps = await failEachStep(
      one,
      (busy, step) => (busy.busyAfter = step),
      ({ busyAfter }) => (busyAfter ?? 0) < 0,
      async (waiting) => {
        const { session, ids, book } = waiting;
        expect(session.state.problem).toEqual({
          at: 'server',
          problem: { kind: 'busy', retryAfterSeconds: WAIT_SECONDS },
        });
        const typedName = book
          .rows('sites')
          .find(({ rowId }) => rowId === ids[1])
          ?.cells.get('name');
        expect(typedName).toBe('Birch');
        waiting.busyAfter = null;
        await session.continueAfterWaiting();
        expect(session.state.problem).toBeNull();
        await goesOn(waiting);
      },
    );
    expect(steps > 0).toBe(NEEDS_SERVER.has(name));
  });
});
