import { expect, test, describe } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { Comparison, ComparedCell } from '../../../shared/protocol/compare.ts';
import type { ServerOutcome } from '../../sync/server/server-problem.ts';
import { initialState, type SyncState } from '../../sync/session/sync-state.ts';
import { previewUndo, undoLastSync } from './undo-last-sync.ts';

const cell = (column: string): ComparedCell => ({
  table: 'sites',
  row: 'R0A1B2C3D4E5F6G7',
  key: '0417',
  kind: 'update',
  column,
  before: 1,
  after: 2,
  delta: null,
});
const offline = { ok: false, problem: { kind: 'offline' } } as const;
const differing = (from: number, to: number, ...columns: readonly string[]): ServerOutcome<Comparison> => ({
  ok: true,
  value: { from, to, changes: columns.map(cell), money: {} },
});

/** A program whose revision 7 changed two cells; what else lies between two revisions is said by the test. */
function programWith(others: Readonly<Record<string, ServerOutcome<Comparison>>>) {
  const known: Readonly<Record<string, ServerOutcome<Comparison>>> = {
    '6 7': differing(6, 7, 'name', 'shortName'),
    ...others,
  };
  return {
    compare: async (_program: string, from: number, to?: number) => known[`${from} ${to ?? 'now'}`] ?? offline,
  };
}

const sessionThat = (leaves: Partial<SyncState>) => ({ undo: async () => ({ ...initialState, ...leaves }) });

describe('undoing the last sync', () => {
  test('is previewed by what the revision did and what has happened since', async () => {
    const preview = await previewUndo(programWith({ '7 now': differing(7, 8, 'name') }), 'p', 7);
    expect(preview).toEqual({ ok: true, value: { setsBack: [cell('shortName')], stays: [cell('name')] } });
  });

  test('is not previewed while either is unknown', async () => {
    expect(await previewUndo(programWith({}), 'p', 7)).toEqual(offline);
    expect(await previewUndo(programWith({ '6 7': offline, '7 now': differing(7, 7) }), 'p', 7)).toEqual(offline);
  });

  test('tells what was set back, and what stayed', async () => {
    const program = programWith({ '6 now': differing(6, 8, 'name') });
    expect(await undoLastSync(sessionThat({ undoable: null }), program, 'p', 7, noNames)).toEqual({
      intent: 'success',
      text: 'Revision 7 is undone: 1 value set back. Changed again since, so it stayed: Sites · 0417 · Site Name.',
    });
  });

  test('says so all the same when the plan cannot be asked what has come of it', async () => {
    const done = 'Revision 7 is undone. History shows what was set back.';
    for (const program of [programWith({}), programWith({ '6 7': offline, '6 now': differing(6, 8) })]) {
      expect(await undoLastSync(sessionThat({ undoable: null }), program, 'p', 7, noNames)).toEqual({
        intent: 'success',
        text: done,
      });
    }
    const hindered = sessionThat({
      undoable: null,
      problem: { at: 'workbook', problem: { kind: 'filterOn', tables: ['sites'] } },
    });
    const { intent, text } = await undoLastSync(hindered, programWith({}), 'p', 7, noNames);
    expect([intent, text.startsWith(`${done} `)]).toEqual(['warning', true]);
  });

  test('that did not come about says why', async () => {
    const undoable = 7;
    expect(await undoLastSync(sessionThat({ undoable }), programWith({}), 'p', 7, noNames)).toEqual({
      intent: 'warning',
      text: 'Nothing was undone.',
    });
    const problem = { at: 'server', problem: { kind: 'offline' } } as const;
    const { text } = await undoLastSync(sessionThat({ undoable, problem }), programWith({}), 'p', 7, noNames);
    expect(text).toMatch(/^You’re offline\. /);
  });
});
