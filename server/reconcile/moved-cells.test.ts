import { expect, test } from 'vitest';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { movedAfter, movedOn, movedRows, placesOf } from './moved-cells.ts';

const columns = editableColumns(tableNamed('sites'));
const update = (row: string, before: object, after: object) =>
  ({ table: 'sites', row, kind: 'update', before: { ...before }, after: { ...after } }) as const;

test('a row has moved in every column that a change of it names, before or after, and a new one in all', () => {
  const moved = movedRows([
    update('a', { name: 'Elm' }, {}),
    update('b', { city: 'Davis' }, { city: 'Dixon' }),
    { table: 'sites', row: 'c', kind: 'insert', before: {}, after: { code: '0417' } },
    update('a', {}, { code: '0420', name: 'Oak' }),
    update('c', { code: '0417' }, { code: '0433' }),
  ]).get('sites');
  const names = (row: string) => {
    const cells = moved?.get(row);
    return cells === 'all' || cells === undefined ? cells : placesOf(cells).map((at) => columns[at]);
  };
  expect(['a', 'b', 'c', 'd'].map(names)).toEqual([['code', 'name'], ['city'], 'all', undefined]);
});

test('what moves again is told once, and nobody is told of it whom an earlier revision has told', () => {
  const [name, code] = [0b10n, 0b01n];
  const same = [{ before: 7, cells: name }];
  expect(movedOn([{ before: 3, cells: name }], same)).toBe(same);
  const both = movedOn(
    [
      { before: 3, cells: code },
      { before: 2, cells: 'all' },
    ],
    same,
  );
  expect([7, 6, 3, 2, 1, 0].map((base) => movedAfter(both, base))).toEqual([0n, name, name, 0b11n, 'all', 'all']);
});
