import { describe, expect, test } from 'vitest';
import { rowRules } from '../../rules/row-rules.ts';
import { tables } from '../../tables/all-tables.ts';
import { keyText, referencesOf } from '../../tables/table.ts';
import { lookupsAfter, lookupsFor, lookupsForRestored } from './lookups.ts';
import { setText } from '../set-text.ts';
import { insert, remove, update } from '../testing/program.ts';
import { smallRules, smallTables } from '../testing/small-tables.ts';

describe('tables', () => {
  test('a key that others refer to holds no references, so that renaming it reaches its referrers in one step', () => {
    const referredTo = new Set(tables.flatMap((table) => referencesOf(table).map((reference) => reference.table)));
    for (const table of tables.filter(({ name }) => referredTo.has(name))) {
      const held = referencesOf(table).filter(({ columns }) => columns.some((column) => table.key.includes(column)));
      expect(held, table.name).toEqual([]);
    }
  });

  test('a unique set that holds part of a reference holds all of it, so that the rows it may meet are referrers too', () => {
    for (const table of [...tables, ...smallTables]) {
      const sets = [table.key, ...(table.unique ?? [])];
      for (const { columns } of referencesOf(table)) {
        const held = sets.map((set) => columns.filter((column) => set.includes(column)).length);
        expect(
          held.filter((count) => count !== 0 && count !== columns.length),
          table.name,
        ).toEqual([]);
      }
    }
  });

  test('a text of values is that of a key', () => {
    const cells = { a: 'x/y', b: null, c: '\\', d: 7 };
    expect(setText(['a', 'b', 'c', 'd'], cells)).toBe(keyText(['x/y', null, '\\', 7]));
    expect(setText(['a'], cells)).toBe(keyText(['x/y']));
    expect(setText(['e'], cells)).toBe('');
  });
});

describe('lookupsFor', () => {
  test('names the edited rows and the canonical keys, unique values and references of the edits, each once', () => {
    const lookups = lookupsFor(smallTables, smallRules, [
      insert('schools', 'C', { code: ' C1 ', name: 'Cedar', nickname: 'Ced', host: 'A1' }, 1),
      update('orders', 'O', { note: 'x', school: 'A1' }, 1),
      update('orders', 'P', { line: 2 }, 1),
      remove('bills', 'L', 1),
      remove('colleges', 'X', 1),
    ]);
    expect(lookups).toEqual({
      rows: { schools: ['C'], orders: ['O', 'P'], bills: ['L'] },
      matches: [
        { table: 'schools', columns: ['code'], values: [['C1'], ['A1']] },
        { table: 'schools', columns: ['nickname'], values: [['Ced']] },
        { table: 'orders', columns: ['number', 'line'], values: [[null, 2]] },
      ],
      history: {},
    });
  });

  test('leaves out empty unique values, blank keys, half references and values that are none of their column', () => {
    const lookups = lookupsFor(smallTables, smallRules, [
      insert('bills', 'M', { orderNumber: 'N1', paper: null }, 1),
      insert('schools', 'C', { code: 'too long' }, 1),
    ]);
    expect(lookups.matches).toEqual([]);
  });
});

describe('lookupsAfter', () => {
  const head = {
    schools: [{ row: 'A', revision: 4, cells: { code: 'A1', name: 'Alder' } }],
    orders: [{ row: 'O', revision: 2, cells: { number: 'N1', line: 1, school: 'A1', amount: 1 } }],
  };

  test('names the journal of rows that changed since they were seen or are not there, and nothing for the others', () => {
    const { history } = lookupsAfter(
      smallTables,
      smallRules,
      [
        update('schools', 'A', { name: 'Ash' }, 3),
        { kind: 'update', table: 'schools', row: 'A', cells: { nickname: 'x', opened: null }, seen: { nickname: 2 } },
        update('orders', 'O', { note: 'x' }, 2),
        remove('orders', 'P', 3),
        remove('colleges', 'X', 3),
      ],
      head,
    );
    expect(history).toEqual({ schools: [{ row: 'A', after: 0 }], orders: [{ row: 'P', after: 3 }] });
  });

  test('names the journal of the row that holds the key of an insert, when it changed since', () => {
    const holderOf = (seen: number) =>
      lookupsAfter(smallTables, smallRules, [insert('schools', 'C', { code: 'A1', nickname: 'x' }, seen)], head)
        .history;
    expect(holderOf(3)).toEqual({
      schools: [
        { row: 'C', after: 3 },
        { row: 'A', after: 3 },
      ],
    });
    expect(holderOf(4)).toEqual({ schools: [{ row: 'C', after: 4 }] });
  });

  test('names the rows that refer to a deleted or renamed key', () => {
    const referring = [
      { table: 'schools', columns: ['host'], values: [['A1']] },
      { table: 'orders', columns: ['school'], values: [['A1']] },
      { table: 'bills', columns: ['school'], values: [['A1']] },
    ];
    const matchesOf = (edit: ReturnType<typeof remove>) => lookupsAfter(smallTables, smallRules, [edit], head).matches;
    expect(matchesOf(remove('schools', 'A', 4))).toEqual(referring);
    expect(matchesOf(update('schools', 'A', { code: 'A2' }, 4))).toEqual([
      { table: 'schools', columns: ['code'], values: [['A2']] },
      ...referring,
    ]);
    expect(matchesOf(update('schools', 'A', { code: 'A1' }, 4))).toHaveLength(1);
    expect(matchesOf(update('schools', 'A', { name: 'x' }, 4))).toEqual([]);
  });

  test('names keys made of edited and unedited cells, and the rows that rules look at, before and after', () => {
    const edit = update('orders', 'O', { line: 7, school: 'B1' }, 2);
    expect(lookupsAfter(smallTables, smallRules, [edit], head).matches).toEqual([
      { table: 'orders', columns: ['number', 'line'], values: [['N1', 7]] },
      { table: 'schools', columns: ['code'], values: [['B1'], ['A1']] },
      { table: 'bills', columns: ['orderNumber', 'orderLine'], values: [['N1', 1]] },
    ]);
  });

  test('names what the row comes to whichever of its edited cells are kept out', () => {
    const edit = update('orders', 'O', { number: 'N2', line: 7 }, 2);
    expect(lookupsAfter(smallTables, [], [edit], head).matches[0]).toEqual({
      table: 'orders',
      columns: ['number', 'line'],
      values: [
        ['N1', 7],
        ['N2', 1],
        ['N2', 7],
      ],
    });
  });

  test('on the tables of the plan, a changed original asks for the project of its line', () => {
    const cells = { id: 'BL-1', project: '26.00001', original: 100 };
    const read = { budgetLines: [{ row: 'L', revision: 1, cells }] };
    expect(lookupsAfter(tables, rowRules, [update('budgetLines', 'L', { original: 200 }, 1)], read).matches).toEqual([
      { table: 'projects', columns: ['number'], values: [['26.00001']] },
    ]);
  });
});

describe('lookupsForRestored', () => {
  test('names what a deleted row would bring back, and nothing for other entries', () => {
    const entry = { table: 'orders', row: 'O', revision: 3, by: 'Ben', at: '' };
    const before = { number: 'N1', line: 1, school: 'A1' };
    const edits = [
      update('orders', 'O', { note: 'x' }, 3),
      update('orders', 'P', { note: 'x' }, 3),
      remove('orders', 'R', 3),
      update('colleges', 'O', { note: 'x' }, 3),
    ];
    const lookups = lookupsForRestored(smallTables, smallRules, edits, [
      { ...entry, kind: 'delete', before, after: {} },
      { ...entry, row: 'P', kind: 'insert', before: {}, after: { number: 'N9', line: 9 } },
      { ...entry, row: 'R', kind: 'delete', before: { number: 'N8', line: 8 }, after: {} },
      { ...entry, table: 'colleges', kind: 'delete', before, after: {} },
    ]);
    expect(lookups).toEqual({
      rows: {},
      matches: [
        { table: 'schools', columns: ['code'], values: [['A1']] },
        { table: 'orders', columns: ['number', 'line'], values: [['N1', 1]] },
      ],
      history: {},
    });
  });

  test('names what a deleted row comes to with the edit that brings it back', () => {
    const before = { number: 'N1', line: 1 };
    const entry = {
      table: 'orders',
      row: 'O',
      revision: 3,
      by: 'Ben',
      at: '',
      kind: 'delete',
      before,
      after: {},
    } as const;
    const lookups = lookupsForRestored(smallTables, [], [update('orders', 'O', { line: 7 }, 3)], [entry]);
    expect(lookups.matches).toEqual([
      {
        table: 'orders',
        columns: ['number', 'line'],
        values: [
          ['N1', 1],
          ['N1', 7],
        ],
      },
    ]);
  });

  test('[M9] names the rows that rules look at for a row as its author saw it', () => {
    const entry = { table: 'orders', row: 'O', revision: 3, by: 'Ben', at: '', kind: 'update' } as const;
    const changed = { ...entry, before: { school: 'A1' }, after: { school: 'C1' } };
    expect(lookupsForRestored(smallTables, smallRules, [update('orders', 'O', { amount: 7 }, 2)], [changed])).toEqual({
      rows: {},
      matches: [{ table: 'schools', columns: ['code'], values: [['A1']] }],
      history: {},
    });
  });
});
