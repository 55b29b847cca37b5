import { describe, expect, test } from 'vitest';
import { goneColumns, knownColumns, withoutGone } from './known-columns.ts';

const sites = { table: 'sites', columns: ['code', 'name', 'zip'] };
const systems = { table: 'systems', columns: ['code', 'name'] };

describe('[W16] what a workbook has had and has no more', () => {
  test('is told by column, or as a table, in the order of the plan', () => {
    const now = { table: 'sites', columns: ['name'] };
    expect(goneColumns([{ ...sites, columns: ['zip', 'name', 'code'] }, systems], [now])).toEqual([
      { table: 'sites', column: 'code' },
      { table: 'sites', column: 'zip' },
      { table: 'systems', column: null },
    ]);
  });

  test('is nothing where all is there, where more is there, and where nothing was known', () => {
    expect(goneColumns([sites, systems], [systems, sites])).toEqual([]);
    expect(goneColumns([{ table: 'sites', columns: ['code'] }], [sites])).toEqual([]);
    expect(goneColumns([], [sites])).toEqual([]);
  });

  test('is a computed column as well, and nothing that this version does not know', () => {
    const known = [
      { table: 'budgetLines', columns: ['id', 'current', 'later'] },
      { table: 'vendors', columns: ['code'] },
    ];
    expect(goneColumns(known, [{ table: 'budgetLines', columns: ['id'] }])).toEqual([
      { table: 'budgetLines', column: 'current' },
    ]);
  });
});

test('[W16] what was known is remembered with what has come, each once', () => {
  const more = { table: 'sites', columns: ['zip', 'city'] };
  const funds = { table: 'fundingSources', columns: ['code'] };
  expect(knownColumns([sites, systems], [more, funds])).toEqual([
    { table: 'sites', columns: ['code', 'name', 'zip', 'city'] },
    systems,
    funds,
  ]);
});

test('[W16] what is meant to be gone is forgotten, and nothing else', () => {
  expect(withoutGone([sites, systems], { table: 'sites', column: 'name' })).toEqual([
    { table: 'sites', columns: ['code', 'zip'] },
    systems,
  ]);
  expect(withoutGone([sites, systems], { table: 'sites', column: null })).toEqual([systems]);
});
