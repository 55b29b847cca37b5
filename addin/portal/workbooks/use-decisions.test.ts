import { expect, test } from 'vitest';
import type { OpenConflict } from '../../sync/session/sync-state.ts';
import { stillOpen } from './use-decisions.ts';

function conflict(id: string, column: string, remote = 'Theirs'): OpenConflict {
  const sides = { base: null, local: 'Mine', remote, by: 'North', at: '2026-11-23T10:00:00.000Z', revision: 2 };
  return { id, table: 'sites', row: 'R000000000000001', rowKey: '0417', column, kind: 'cell', ...sides };
}

const [name, address] = [conflict('a', 'shortName'), conflict('b', 'address')];
const keys = { R000000000000001: '0417' };
const quiet = { conflicts: [], refusals: [] };

test('[CON3] what was decided goes, the rest stays', () => {
  expect(stillOpen([name, address], new Set(['a']), quiet, keys)).toEqual([address]);
});

test('[CON4] a cell that has moved again is open with the newer value, decided or not', () => {
  const moved = conflict('c', 'shortName', 'Theirs again');
  const { rowKey, ...onWire } = moved;
  expect(rowKey).toBe('0417');
  expect(stillOpen([name, address], new Set(['a']), { ...quiet, conflicts: [onWire] }, keys)).toEqual([address, moved]);
});

test('[CON5] a value that a rule stands against stays open, that of its whole row too', () => {
  const refusal = { table: 'sites', row: name.row, rule: 'V01', value: null, message: 'No.' };
  const alone = { ...quiet, refusals: [{ ...refusal, column: 'shortName' }] };
  expect(stillOpen([name, address], new Set(['a', 'b']), alone, keys)).toEqual([name]);
  const whole = { ...quiet, refusals: [{ ...refusal, column: null }] };
  expect(stillOpen([name, address], new Set(['a', 'b']), whole, keys)).toEqual([name, address]);
});
