import { describe, expect, test } from 'vitest';
import { parseArea } from './address.ts';
import { type Area, SHEET_COLUMNS, SHEET_ROWS } from './area.ts';
import { MemoryTable, tearsTable } from './memory-table.ts';
import type { Shift } from './shift.ts';

function at(address: string): Area {
  const area = parseArea(address);
  if (area === undefined) throw new Error(`${address} is no address`);
  return area;
}

/** A table in C3:E6. */
function open(...names: readonly string[]): MemoryTable {
  const table = new MemoryTable('id', 'Table1', 'sheet', at('C3:E6'));
  table.columns = names.map((name) => table.newColumn(name));
  return table;
}

describe('a shift tears a table', () => {
  test.each<[string, Shift['direction'], boolean]>([
    // Columns of the table, not all of them.
    ['C1', 'down', true],
    ['C1:D1', 'down', true],
    ['E5:G5', 'down', true],
    ['C1', 'up', true],
    // All of them, or none.
    ['C1:E1', 'down', false],
    ['A1:Z1', 'down', false],
    ['C6:E6', 'down', false],
    ['A1:B1', 'down', false],
    ['F1', 'down', false],
    // Below the table nothing moves that is its.
    ['C7', 'down', false],
    ['C7', 'up', false],
    ['C6', 'up', true],
    // Rows of the table, not all of them.
    ['A3', 'right', true],
    ['A3:A5', 'left', true],
    ['D4:D9', 'right', true],
    ['A3:A6', 'right', false],
    ['A1:A9', 'left', false],
    ['A1:A2', 'right', false],
    ['F3', 'right', false],
    ['E3', 'left', true],
    ['A7', 'left', false],
  ])('at %s %s: %s', (address, direction, tears) => {
    expect(tearsTable(open(), { area: at(address), direction })).toBe(tears);
  });

  test.each<[string, boolean]>([
    ['C3:E3', true],
    ['C2:E3', true],
    ['C3:E5', true],
    ['C3:E6', false],
    ['C1:E9', false],
    ['C4:E6', false],
    ['C1:E2', false],
  ])('that deletes %s, its header without the rest: %s', (address, tears) => {
    const table = open();
    expect(tearsTable(table, { area: at(address), direction: 'up' })).toBe(tears);
    table.showHeaders = false;
    expect(tearsTable(table, { area: at(address), direction: 'up' })).toBe(false);
    expect(tearsTable(table, { area: at(address), direction: 'down' })).toBe(false);
  });

  test('that moves whole rows or columns tears none', () => {
    const rows = { row: 4, column: 0, rowCount: 1, columnCount: SHEET_COLUMNS };
    const columns = { row: 0, column: 3, rowCount: SHEET_ROWS, columnCount: 1 };
    expect([
      tearsTable(open(), { area: rows, direction: 'up' }),
      tearsTable(open(), { area: columns, direction: 'left' }),
    ]).toEqual([false, false]);
  });
});

describe('columns', () => {
  test('get the first free number where their name is taken in any case, and a name where they have none', () => {
    const table = open('Name', 'name2', 'Column1');
    expect([table.freeColumnName('Amount'), table.freeColumnName('NAME'), table.freeColumnName('')]).toEqual([
      'Amount',
      'NAME3',
      'Column2',
    ]);
    expect([table.freeColumnName('NAME', 0), table.freeColumnName('Name', 1)]).toEqual(['NAME', 'Name2']);
  });

  test('come and go with the cells that are inserted and deleted inside the table', () => {
    const table = open('A', 'B', 'C');
    table.filters.set(2, { filterOn: 'Values' });
    expect(table.follow({ area: at('D1:E9'), direction: 'right' })).toBe(true);
    expect([table.area, table.columns.map(({ name }) => name)]).toEqual([
      at('C3:G6'),
      ['A', 'Column1', 'Column2', 'B', 'C'],
    ]);
    expect(table.follow({ area: at('E1:F9'), direction: 'left' })).toBe(true);
    expect([table.area, table.columns.map(({ name }) => name), table.filters.size]).toEqual([
      at('C3:E6'),
      ['A', 'Column1', 'C'],
      0,
    ]);
  });

  test('stay as they are where the table only moves', () => {
    const table = open('A', 'B', 'C');
    for (const shift of [
      { area: at('A1:B9'), direction: 'right' },
      { area: at('A1:A9'), direction: 'left' },
      { area: at('A1:Z2'), direction: 'down' },
    ] as const)
      expect(table.follow(shift)).toBe(true);
    expect([table.area, table.columns.map(({ name }) => name)]).toEqual([at('D5:F8'), ['A', 'B', 'C']]);
    expect(table.follow({ area: at('A1:Z20'), direction: 'up' })).toBe(false);
  });
});
