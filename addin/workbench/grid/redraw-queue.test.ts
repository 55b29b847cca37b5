import { beforeEach, describe, expect, test } from 'vitest';
import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf } from 'excel-host/book/area.ts';
import type { BookEvent } from 'excel-host/book/book.ts';
import { DirtyBook, type DirtySheet } from './redraw-queue.ts';

const act = { user: 'ann', gesture: 'type' } as const;
const cells = areaOf(2, 3, 4, 2);
const rows = areaOf(2, 0, 4, SHEET_COLUMNS);
const columns = areaOf(0, 3, SHEET_ROWS, 2);

let dirty: DirtyBook;
beforeEach(() => {
  dirty = new DirtyBook();
});

/** The parts of the sheet that are to be drawn, by name. */
function parts(sheetId = 's'): (keyof DirtySheet)[] {
  const sheet = dirty.sheet(sheetId);
  const names = ['rowLooks', 'columnLooks', 'validation', 'tables', 'filter', 'conditionalLooks'] as const;
  return names.filter((name) => sheet[name]);
}

const wholeBook = () => (['sheetList', 'formulas', 'names', 'listSources'] as const).filter((name) => dirty[name]);
const areaEvent = (kind: 'cells' | 'calculated' | 'formats', area: Area): BookEvent => ({
  kind,
  act,
  sheetId: 's',
  area,
});

test('nothing is to be drawn until something is', () => {
  expect(dirty.isEmpty).toBe(true);
  for (const what of ['sheetList', 'formulas', 'names', 'listSources'] as const) {
    const other = new DirtyBook();
    other[what] = true;
    expect(other.isEmpty).toBe(false);
  }
  dirty.sheet('s');
  expect(dirty.isEmpty).toBe(false);
  expect([parts(), dirty.sheet('s').cells]).toEqual([[], undefined]);
});

test('cells that changed or were calculated are drawn, several areas as one around them', () => {
  dirty.add(areaEvent('cells', cells), false);
  dirty.add(areaEvent('calculated', areaOf(9, 9, 1, 1)), true);
  dirty.add({ kind: 'cells', act, sheetId: 'other', area: cells }, false);
  expect([dirty.sheet('s').cells, dirty.sheet('other').cells]).toEqual([areaOf(2, 3, 8, 7), cells]);
  expect([parts(), wholeBook()]).toEqual([[], []]);
});

test('formats of whole rows are their looks as well, and those of whole columns', () => {
  dirty.add(areaEvent('formats', cells), false);
  expect(parts()).toEqual([]);
  dirty.add(areaEvent('formats', rows), false);
  expect(parts()).toEqual(['rowLooks']);
  dirty.add({ ...areaEvent('formats', columns), sheetId: 'other' }, false);
  expect([parts('other'), wholeBook()]).toEqual([['columnLooks'], []]);
});

describe('cells that moved', () => {
  const shifted = (area: Area, direction: 'down' | 'up' | 'left' | 'right'): BookEvent => ({
    kind: 'shifted',
    act,
    sheetId: 's',
    shift: { area, direction },
  });

  test.each([
    ['down', areaOf(2, 3, SHEET_ROWS - 2, 2)],
    ['up', areaOf(2, 3, SHEET_ROWS - 2, 2)],
    ['right', areaOf(2, 3, 4, SHEET_COLUMNS - 3)],
    ['left', areaOf(2, 3, 4, SHEET_COLUMNS - 3)],
  ] as const)('%s are drawn from there on, with all that is tied to them', (direction, area) => {
    dirty.add(shifted(cells, direction), false);
    expect(dirty.sheet('s').cells).toEqual(area);
    expect(parts()).toEqual(['rowLooks', 'validation', 'tables', 'filter']);
    expect(wholeBook()).toEqual(['formulas', 'names', 'listSources']);
  });

  test('where the grid has moved them itself are drawn only where they came new', () => {
    dirty.add(shifted(cells, 'down'), true);
    expect(dirty.sheet('s').cells).toEqual(cells);
  });

  test('by whole columns bring their widths', () => {
    dirty.add(shifted(columns, 'right'), false);
    expect(parts()).toContain('columnLooks');
  });

  test('do not take away that conditional formats are still to be drawn', () => {
    dirty.add({ kind: 'conditionalFormats', act, sheetId: 's', area: cells }, false);
    dirty.add(shifted(cells, 'down'), false);
    expect(parts()).toContain('conditionalLooks');
  });
});

test('each kind of change draws what it can have changed', () => {
  const drawn = (event: BookEvent) => {
    dirty = new DirtyBook();
    dirty.add(event, false);
    return [...parts(), ...wholeBook()];
  };
  const table = { act, sheetId: 's', tableId: 't', area: cells };
  expect(drawn({ kind: 'sheetAdded', act, sheetId: 's' })).toEqual([
    'rowLooks',
    'columnLooks',
    'validation',
    'tables',
    'filter',
    'sheetList',
  ]);
  expect(dirty.sheet('s').cells).toEqual(areaOf(0, 0, SHEET_ROWS, SHEET_COLUMNS));
  expect(drawn({ kind: 'sheetDeleted', act, sheetId: 's' })).toEqual(['sheetList', 'formulas']);
  expect(drawn({ kind: 'sheetChanged', act, sheetId: 's' })).toEqual(['sheetList', 'formulas']);
  expect(drawn({ kind: 'validation', act, sheetId: 's', area: cells })).toEqual(['validation']);
  expect(drawn({ kind: 'conditionalFormats', act, sheetId: 's', area: cells })).toEqual(['conditionalLooks']);
  expect(drawn({ kind: 'names', act, sheetId: '' })).toEqual(['names', 'listSources']);
  expect(drawn({ kind: 'tableFiltered', ...table })).toEqual(['tables', 'filter']);
  for (const kind of ['tableAdded', 'tableDeleted', 'tableChanged', 'tableSorted'] as const) {
    expect(drawn({ kind, ...table })).toEqual(['rowLooks', 'tables', 'formulas', 'listSources']);
    expect(dirty.sheet('s').cells).toEqual(cells);
  }
});
