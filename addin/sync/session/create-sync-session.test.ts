import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../../../test/contracts/test-server.ts';
import { dirtySnapshot } from '../../../server/demo/dirty-workbook.ts';
import { update } from '../../../test/contracts/plan-rows.ts';
import { sessionBench, type SessionBench } from '../../../test/histories/session-bench.ts';
import { historyReply } from '../../../shared/protocol/history.ts';
import type { SyncSession } from './sync-session.ts';
import type { SyncState } from './sync-state.ts';

let server: TestServer;
let one: SessionBench;
let session: SyncSession;
beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());
beforeEach(async () => {
  one = await sessionBench(server);
  ({ session } = one);
});

const editingCell = { at: 'workbook', problem: { kind: 'editingCell' } } as const;
const placeAt = (index: number, column = 'name') => ({ table: 'sites', row: one.ids[index] ?? '', column });
const cellAt = (index: number, column = 'name') =>
  one.book
    .rows('sites')
    .find(({ rowId }) => rowId === one.ids[index])
    ?.cells.get(column);
const nameInPlan = async (index: number) => (await one.finance.rows('sites')).get(one.ids[index] ?? '')?.cells['name'];
const newestNote = async () =>
  historyReply.parse(await (await one.finance.fetch('/history?limit=1')).json()).revisions[0]?.note;

/** Everything the session says while something is done. */
async function statesDuring(act: () => Promise<unknown>): Promise<SyncState[]> {
  const states: SyncState[] = [];
  const stop = session.subscribe((state) => states.push(state));
  await act();
  stop();
  return states;
}

describe('calls of a session', () => {
  test('a second sync joins a running one; one that sends a shown list does not', async () => {
    const [first, second] = [session.sync(), session.sync()];
    expect(second).toBe(first);
    await first;
    const inspection = await session.inspect();
    const shown = { revision: session.state.revision ?? 0, edits: inspection?.edits ?? [], send: [], refused: [] };
    const running = session.sync();
    expect(session.sync({ shown })).not.toBe(running);
    await running;
    const next = session.sync();
    expect(next).not.toBe(running);
    await next;
  });

  test('one that is let be heard no more says nothing', async () => {
    const states: SyncState[] = [];
    session.subscribe((state) => states.push(state));
    session.close();
    await session.look();
    expect(states).toEqual([]);
  });

  test('a held session sends and writes nothing, and goes on when it is let go', async () => {
    session.hold(true);
    expect(await session.sync()).toMatchObject({ isHeld: true, phase: 'resting', accepted: 0 });
    expect(await nameInPlan(1)).toBe('School 0420');
    session.hold(false);
    await session.sync();
    expect(await nameInPlan(1)).toBe('Birch');
  });

  test('a note goes with the revision', async () => {
    await session.sync({ note: 'Board packet' });
    expect(await newestNote()).toBe('Board packet');
  });

  test('what is left out stays here until it is chosen anew', async () => {
    session.leaveOut([placeAt(1)]);
    expect(await session.sync()).toMatchObject({ leftOut: [placeAt(1)] });
    expect(await nameInPlan(1)).toBe('School 0420');
    session.leaveOut([]);
    await session.sync();
    expect(await nameInPlan(1)).toBe('Birch');
  });
});

describe('[FB3] a list that was shown', () => {
  test('is sent as it was confirmed, and the rest waits', async () => {
    one.typed(2, 'name', 'Cedar');
    const inspection = await session.inspect();
    const edits = inspection?.edits ?? [];
    const send = edits.filter(({ row }) => row === one.ids[2]);
    const state = await session.sync({ shown: { revision: inspection?.revision ?? 0, edits, send, refused: [] } });
    expect(state).toMatchObject({ isShownOutdated: false, problem: null });
    expect([await nameInPlan(1), await nameInPlan(2)]).toEqual(['School 0420', 'Cedar']);
  });

  test('sends nothing once the sheet holds something else', async () => {
    const inspection = await session.inspect();
    const edits = inspection?.edits ?? [];
    one.typed(2, 'name', 'Cedar');
    const state = await session.sync({
      shown: { revision: inspection?.revision ?? 0, edits, send: edits, refused: [] },
    });
    expect(state.isShownOutdated).toBe(true);
    expect([await nameInPlan(1), await nameInPlan(2)]).toEqual(['School 0420', 'School 0433']);
  });
});

describe('a decision', () => {
  test('about a conflict that is not open sends nothing and asks nobody', async () => {
    await session.sync();
    one.typed(2, 'name', 'Cedar');
    one.lostAfter = 0;
    expect(await session.decide('nobody', { kind: 'takeRemote' })).toMatchObject({ problem: null });
    one.lostAfter = null;
    expect(await nameInPlan(2)).toBe('School 0433');
  });

  test('ends its conflict, here and in the plan', async () => {
    const { conflicts } = await session.sync();
    expect(conflicts).toMatchObject([{ local: 'Mine', remote: 'Theirs' }]);
    const state = await session.decide(conflicts[0]?.id ?? '', { kind: 'keepLocal' });
    expect(state.conflicts).toEqual([]);
    expect([cellAt(0), await nameInPlan(0)]).toEqual(['Mine', 'Mine']);
  });

  test('that has to write under a filter says so, and writes when it may clear the filter', async () => {
    const { conflicts } = await session.sync();
    const id = conflicts[0]?.id ?? '';
    one.book.filtered.add('sites');
    const hindered = await session.decide(id, { kind: 'takeRemote' });
    expect(hindered.problem).toEqual({ at: 'workbook', problem: { kind: 'filterOn', tables: ['sites'] } });
    expect(cellAt(0)).toBe('Mine');
    await session.decide(id, { kind: 'takeRemote' }, { clearFilters: true });
    expect(cellAt(0)).toBe('Theirs');
  });
});

describe('undoing the last sync', () => {
  test('sets back what it did, here and in the plan, once', async () => {
    const { undoable, conflicts } = await session.sync();
    expect(undoable).not.toBeNull();
    await session.decide(conflicts[0]?.id ?? '', { kind: 'takeRemote' });
    const state = await session.undo();
    expect(state).toMatchObject({ undoable: null, undone: null, problem: null });
    expect([cellAt(1), await nameInPlan(1)]).toEqual(['School 0420', 'School 0420']);
  });

  test('is nothing where no sync was made here, and asks nobody', async () => {
    await session.open();
    one.lostAfter = 0;
    expect(await session.undo()).toMatchObject({ problem: null, undoable: null });
    expect(cellAt(1)).toBe('Birch');
  });
});

describe('values written for the person', () => {
  test('are local changes: counted, and not sent', async () => {
    const state = await session.setCells([{ ...placeAt(2), value: 'Cedar' }]);
    expect(state.toSend).toBe(3);
    expect([cellAt(2), await nameInPlan(2)]).toEqual(['Cedar', 'School 0433']);
  });

  test('leave alone what is not in the sheet: another table, row or column, or one that was deleted', async () => {
    const state = await session.setCells([
      { ...placeAt(2), table: 'systems', value: 'x' },
      { ...placeAt(2), row: 'R9', value: 'x' },
      { ...placeAt(2), column: 'nothing', value: 'x' },
    ]);
    expect(state).toMatchObject({ toSend: 2, problem: null });
    one.book.removedColumns.add('sites.name');
    await session.setCells([{ ...placeAt(2), value: 'x' }]);
    expect(cellAt(2)).toBe('School 0433');
  });

  test('[FB4] go back to the plan’s where they are given up', async () => {
    const state = await session.putBack([placeAt(1)]);
    expect(state.toSend).toBe(1);
    expect(cellAt(1)).toBe('School 0420');
  });

  test.each(['setCells', 'putBack'] as const)('wait for a filter unless they may clear it: %s', async (call) => {
    one.book.filtered.add('sites');
    const act = (options?: { clearFilters: boolean }) =>
      call === 'setCells'
        ? session.setCells([{ ...placeAt(1), value: 'School 0420' }], options)
        : session.putBack([placeAt(1)], options);
    expect((await act()).problem?.problem.kind).toBe('filterOn');
    expect(cellAt(1)).toBe('Birch');
    expect(await act({ clearFilters: true })).toMatchObject({ toSend: 1 });
    expect(cellAt(1)).toBe('School 0420');
  });
});

describe('[W4] rows and IDs that have come apart', () => {
  const swap = () => {
    const [first, second] = one.book.rows('sites');
    if (!first || !second) throw new Error('There are three sites.');
    [first.rowId, second.rowId] = [second.rowId, first.rowId];
  };

  test('are asked about until they are put right, by hand or by realigning', async () => {
    swap();
    expect((await session.sync()).question).toMatchObject({ kind: 'rowsApart', table: 'sites' });
    expect((await session.look()).question).toMatchObject({ kind: 'rowsApart' });
    swap();
    expect((await session.look()).question).toBeNull();
    swap();
    await session.sync();
    expect(await session.realign()).toMatchObject({ question: null, problem: null });
    expect(await nameInPlan(1)).toBe('Birch');
  });

  test('stay as they are under a filter that may not be cleared', async () => {
    swap();
    await session.sync();
    one.book.filtered.add('sites');
    const state = await session.realign();
    expect(state.problem?.problem.kind).toBe('filterOn');
    expect(await nameInPlan(1)).toBe('School 0420');
    expect(await session.realign({ clearFilters: true })).toMatchObject({ problem: null });
    expect(await nameInPlan(1)).toBe('Birch');
  });
});

describe('[FB2] a cell that is being edited', () => {
  test('stops a sync, which goes on by itself with its note as soon as it may', async () => {
    one.port.editingAfter = 1;
    expect((await session.sync({ note: 'Board packet' })).problem).toEqual(editingCell);
    one.port.editingAfter = 0;
    expect((await session.continueAfterEditing()).problem).toEqual(editingCell);
    expect(await nameInPlan(1)).toBe('School 0420');
    one.port.editingAfter = null;
    expect(await session.continueAfterEditing()).toMatchObject({ problem: null });
    expect(await nameInPlan(1)).toBe('Birch');
    expect(await newestNote()).toBe('Board packet');
  });

  test('stops a look, after which nothing is sent but the sheet is looked at again', async () => {
    one.port.editingAfter = 0;
    expect((await session.look()).problem).toEqual(editingCell);
    one.port.editingAfter = null;
    expect(await session.continueAfterEditing()).toMatchObject({ problem: null, toSend: 2 });
    expect(await nameInPlan(1)).toBe('School 0420');
  });

  test('is nobody’s matter while none is edited: nothing is read and nothing said', async () => {
    expect(await statesDuring(() => session.continueAfterEditing())).toEqual([]);
  });
});

describe('which program the workbook belongs to', () => {
  test('a workbook without sync information belongs to none, and has nothing to inspect, undo or forget', async () => {
    one.book.metadata = null;
    expect(await session.open()).toMatchObject({ phase: 'notConnected', program: null, workbook: null });
    expect(await session.inspect()).toBeNull();
    await session.renewWorkbook();
    await session.forgetGone({ table: 'sites', column: 'name' });
    expect(one.book.metadata).toBeNull();
    expect(await session.answerReview('sendMine')).toMatchObject({ phase: 'notConnected' });
    expect(one.book.metadata).toBeNull();
  });

  test('the practice workbook is connected to no program, whoever asks for it', async () => {
    const { metadata } = dirtySnapshot();
    one.book.metadata = metadata;
    const before = (await one.finance.rows('sites')).size;
    const state = await session.connect(one.finance.program, 'adopt');
    expect(state.problem).toEqual({ at: 'server', problem: { kind: 'noAccess' } });
    expect(one.book.metadata).toEqual(metadata);
    expect((await one.finance.rows('sites')).size).toBe(before);
  });

  test('[W7] one whose tables hold rows is compared first, and nothing is sent before the answer', async () => {
    one.book.metadata = null;
    await session.open();
    const state = await session.connect(one.finance.program, 'adopt');
    expect(state.question).toMatchObject({ kind: 'review', program: one.finance.program });
    expect(one.book.metadata).toBeNull();
    await session.answerReview('useTheirs');
    expect([cellAt(0), cellAt(1)]).toEqual(['Theirs', 'School 0420']);
    expect(session.state).toMatchObject({ question: null, problem: null, phase: 'resting' });
    expect(await session.answerReview('sendMine')).toMatchObject({ problem: null });
  });

  test('one with empty tables, or a single row, is connected at once and gets everything', async () => {
    one.book.metadata = null;
    one.book.rows('sites').splice(1);
    await session.open();
    const state = await session.connect(one.finance.program, 'adopt');
    expect(state).toMatchObject({ program: one.finance.program, question: null, problem: null });
    expect(one.book.rows('sites')).toHaveLength(one.ids.length);
  });

  test('one that has its information keeps its id when it is connected anew', async () => {
    const before = session.state.workbook;
    expect((await session.connect(one.finance.program, 'adopt')).workbook).toBe(before);
    await session.renewWorkbook();
    expect(session.state.workbook).not.toBe(before);
    expect(one.book.metadata?.workbook).toBe(session.state.workbook);
  });

  test('an update that stopped half-way is known when the workbook is opened', async () => {
    expect((await session.open()).unfinished).toBeNull();
    if (one.book.metadata === null) throw new Error('It is connected.');
    one.book.metadata = { ...one.book.metadata, updating: { changes: 340 } };
    expect((await session.open()).unfinished).toBe(340);
  });

  test('[W7] a revision that the server does not know any more leads to a comparison, not to a sync', async () => {
    if (one.book.metadata === null) throw new Error('It is connected.');
    one.book.metadata = { ...one.book.metadata, revision: 99 };
    await session.open();
    const state = await session.sync();
    expect(state.question).toMatchObject({ kind: 'review', program: one.finance.program });
    expect(await nameInPlan(1)).toBe('School 0420');
  });

  test('[W16] a column that is meant to be gone is missed no more', async () => {
    await session.sync();
    one.book.removedColumns.add('sites.shortName');
    const place = { table: 'sites', column: 'shortName' };
    expect((await session.look()).gone).toEqual([place]);
    expect((await session.forgetGone(place)).gone).toEqual([]);
  });
});

describe('rows of the program', () => {
  test('are asked of the server at their revision; out of reach they are no problem of the session', async () => {
    const at = { program: one.finance.program, revision: 1 };
    const rows = await session.programRows(at, ['sites']);
    expect(rows?.tables.get('sites')?.get(one.ids[0] ?? '')?.['name']).toBe('School 0417');
    one.lostAfter = 0;
    expect(await session.programRows({ ...at, revision: 2 }, ['systems'])).toBeNull();
    expect(session.state.problem).toBeNull();
  });
});

test('a sync says how it comes along and what it brought', async () => {
  await one.finance.sync({ sites: update(one.ids[2] ?? '', { name: 'Far' }) }, { base: 2 });
  const states = await statesDuring(() => session.sync());
  const phases = states.map(({ phase }) => phase);
  expect([...new Set(phases)]).toEqual(['reading', 'sending', 'applying', 'checking', 'resting']);
  expect(session.state).toMatchObject({ accepted: 1, received: { values: 1, rows: 0 } });
});
