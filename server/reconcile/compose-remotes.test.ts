import { expect, test } from 'vitest';
import type { WireRow } from '../../shared/protocol/cells.ts';
import { composeRemotes } from './compose-remotes.ts';
import type { Remote } from './remote-changes.ts';

const columns = ['code'];

function remote(rows: WireRow[], deleted: string[] = [], recomputed: string[] = []): Remote {
  return {
    tables: { sites: { columns, rows, deleted } },
    recomputed: recomputed.length > 0 ? { sites: recomputed } : {},
  };
}

test('nothing comes of nothing, and one stretch is what it is', () => {
  const only = remote([['R2', 1, 'b']]);
  expect(composeRemotes([])).toEqual({ tables: {}, recomputed: {} });
  expect(composeRemotes([only])).toBe(only);
});

test('the last word on each row counts, in the order of Row IDs', () => {
  const first = remote([
    ['R2', 1, 'b'],
    ['R3', 1, 'c'],
  ]);
  const second = remote([['R1', 2, 'a']], ['R3']);
  const third = remote([['R2', 3, 'B']]);
  expect(composeRemotes([first, second, third]).tables).toEqual({
    sites: {
      columns,
      rows: [
        ['R1', 2, 'a'],
        ['R2', 3, 'B'],
      ],
      deleted: ['R3'],
    },
  });
});

test('a deleted row that came back is no longer deleted', () => {
  const composed = composeRemotes([remote([], ['R1']), remote([['R1', 2, 'a']])]);
  expect(composed.tables['sites']).toEqual({ columns, rows: [['R1', 2, 'a']], deleted: [] });
});

test('a row counts as recomputed while no stretch has edited it', () => {
  const computed = remote([['R1', 1, 'a']], [], ['R1']);
  const edited = remote([['R1', 2, 'b']]);
  expect(composeRemotes([computed, computed]).recomputed).toEqual({ sites: ['R1'] });
  expect(composeRemotes([computed, edited]).recomputed).toEqual({});
  expect(composeRemotes([edited, computed]).recomputed).toEqual({});
  expect(composeRemotes([computed, remote([], ['R1'])]).recomputed).toEqual({});
});

test('tables come in the order of the plan', () => {
  const sites = remote([['R1', 1, 'a']]);
  const systems: Remote = { tables: { systems: { columns, rows: [['R2', 2, 'b']], deleted: [] } }, recomputed: {} };
  expect(Object.keys(composeRemotes([systems, sites]).tables)).toEqual(['sites', 'systems']);
});
