import { describe, expect, test } from 'vitest';
import type { LocalSheetRow, LocalTable } from '../../../shared/sync/read/local-table.ts';
import type { Reading } from '../../../shared/sync/read/read-tables.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { FilePlaces } from './file-places.ts';
import { placedRefusals, readingWarnings, reportWarnings, type ReadFile } from './reading-words.ts';

const none: readonly never[] = [];

function row(index: number, parts: Partial<LocalSheetRow> = {}): LocalSheetRow {
  const rowId = `R${index}`;
  const sheet = { rowId, position: index, values: none, formulas: none, errors: none };
  const empty = { cells: { code: `S${index}` }, computed: {}, unreadable: none, formulas: new Set<string>() };
  return { rowId, sheet, ...empty, withoutResult: none, warnings: none, ...parts };
}

function local(table: string, rows: readonly LocalSheetRow[], isFiltered = false): LocalTable {
  return { table: tableNamed(table), sheet: { table, columns: [], rows: [] }, isFiltered, rows, below: [] };
}

/** A file of the sheet "Our Sites", whose column of each cell is X, and where R0 stands nowhere. */
function fileOf(parts: Partial<Reading>, places = true): ReadFile {
  const ours: FilePlaces = {
    sheet: 'Our Sites',
    address: (id, column) => (column === null ? `Our Sites, row ${id.slice(1)}` : `Our Sites X${id.slice(1)}`),
    cell: () => undefined,
  };
  const reading: Reading = {
    edits: [],
    refusals: [],
    unconfirmed: new Map(),
    cleared: new Map(),
    tables: [],
    rowIds: new Map(),
    misaligned: [],
    warnings: [],
    overtyped: [],
    below: [],
    totals: [],
    ...parts,
  };
  const cells = new Map([1, 2, 3, 4, 5].map((index) => [`R${index}`, { code: `041${index}` }] as const));
  return {
    reading,
    base: { revision: 3, tables: new Map([['sites', cells]]) },
    places: new Map(places ? [['sites', ours]] : []),
    touched: [],
  };
}

const said = (parts: Partial<Reading>, places = true) =>
  readingWarnings(fileOf(parts, places)).map(({ message }) => message);
const ids = (count: number) => Array.from({ length: count }, (_, index) => `R${index + 1}`);

test('a reading without anything to tell has no words', () => {
  expect(said({ tables: [local('sites', [row(1)], true)] })).toEqual([]);
});

describe('[W3] rows that the sheet lacks', () => {
  const lacking = (count: number, isFiltered = false) =>
    said({ unconfirmed: new Map([['sites', ids(count)]]), tables: [local('sites', [], isFiltered)] })[0];

  test('are named, three at most, and then counted', () => {
    expect(lacking(1)).toBe(
      'The sheet Our Sites lacks 1 row of the plan (0411); none was deleted. Allow deletions if they are to go.',
    );
    expect(lacking(3)).toContain('lacks 3 rows of the plan (0411, 0412, 0413); none');
    expect(lacking(4)).toContain('lacks 4 rows of the plan (0411, 0412, 0413 and 1 more); none');
    expect(lacking(5)).toContain('and 2 more)');
  });

  test('[W10] and those that have lost their cells are told in one or many', () => {
    const lost = (count: number) =>
      said({ cleared: new Map([['sites', ids(count)]]), tables: [local('sites', [])] })[0];
    expect(lost(1)).toMatch(/^In the sheet Our Sites 1 row \(0411\) has lost its cells; nothing of that was sent\. /);
    expect(lost(2)).toMatch(/^In the sheet Our Sites 2 rows \(0411, 0412\) have lost their cells; /);
  });

  test('are told with the filter that may hide them, whatever the sheet is called', () => {
    const parts = { unconfirmed: new Map([['sites', ids(1)]]) };
    const filtered = (isFiltered: boolean) => ({ ...parts, tables: [local('sites', [], isFiltered)] });
    expect(said(filtered(true))[0]).toContain('none was deleted. A filter is on in this sheet. Allow');
    expect(said(filtered(false))[0]).not.toContain('filter');
    expect(said(parts, false)[0]).toContain('The sheet sites lacks');
  });
});

test('[W6] what was rounded is told at its cell, by the table where nobody knows the cell', () => {
  const rounded = row(2, { warnings: [{ column: 'name', message: 'Rounded.' }] });
  const [warning, ...more] = readingWarnings(fileOf({ tables: [local('sites', [row(1), rounded])] }));
  expect([warning, more]).toEqual([{ rule: 'W6', message: 'Our Sites X2: Rounded.', table: 'sites', row: 'R2' }, []]);
  expect(said({ tables: [local('sites', [rounded])] }, false)).toEqual([`${tableNamed('sites').label}: Rounded.`]);
});

test('[W14] formulas without a result are told by column', () => {
  const rows = [1, 2, 3, 4].map((index) => row(index, { withoutResult: index === 1 ? ['name', 'city'] : ['name'] }));
  const [names = '', cities = '', ...more] = said({ tables: [local('sites', rows)] });
  expect(names).toMatch(
    /^Our Sites X1, Our Sites X2, Our Sites X3 and 1 more: 4 formulas in .+ without a stored result;/,
  );
  expect(cities).toMatch(/^Our Sites X1: 1 formula in .+ without a stored result;/);
  expect(more).toEqual([]);
});

test('[W12] what was typed over computed cells is told by column, three cells of it, with the row where it is one', () => {
  const cell = (index: number, column: string, typed: string | number, plan: number | null) => {
    return { table: 'budgetLines', row: `R${index}`, column, typed, plan };
  };
  const places = { sheet: 'Lines', address: (id: string) => `Lines Q${id.slice(1)}`, cell: () => undefined };
  const told = (...overtyped: ReturnType<typeof cell>[]) =>
    readingWarnings({ ...fileOf({ overtyped }), places: new Map([['budgetLines', places]]) });
  const [one] = told(cell(1, 'expended', '', null));
  expect(one).toMatchObject({ rule: 'W12', row: 'R1' });
  expect(one?.message).toContain(
    'is computed, so what was typed there is not taken: Lines Q1 holds nothing, the plan nothing.',
  );
  const [many, other, ...more] = told(
    ...[1, 2, 3, 4].map((index) => cell(index, 'expended', index, 12_300)),
    cell(5, 'obligated', 'x', 100),
  );
  expect(many).toMatchObject({ row: null });
  expect(many?.message).toMatch(
    /Lines Q1 holds 1, the plan \S*123\.00; .*Lines Q3 holds 3, the plan \S*123\.00; and 1 more cell\.$/,
  );
  expect(other?.row).toBe('R5');
  expect(more).toEqual([]);
  const [three] = told(...[1, 2, 3].map((index) => cell(index, 'expended', index, 0)));
  expect(three?.message).not.toContain('more cell');
  const [five] = told(...[1, 2, 3, 4, 5].map((index) => cell(index, 'expended', index, 0)));
  expect(five?.message).toContain('; and 2 more cells.');
});

test('[W11] rows that were not read are told by their numbers', () => {
  const sites = local('sites', []);
  const parts = {
    below: [{ local: sites, rows: [row(7)] }],
    totals: [{ local: sites, rows: [8, 9, 10, 11].map((index) => row(index)) }],
  };
  expect(said(parts)).toEqual([
    'Sheet Our Sites, row 7: below a blank row, so not read as rows of the table. Move them up to send them.',
    'Sheet Our Sites, rows 8, 9, 10 and 1 more: totals of the rows above, so not read as rows of the table.',
  ]);
  expect(said(parts, false)[0]).toContain(`Sheet ${tableNamed('sites').label}, row 7`);
});

test('[W15] a report that was typed into is told with its places', () => {
  expect(reportWarnings([])).toEqual([]);
  const [warning] = reportWarnings([{ sheet: 'By Source', places: ['B2', 'B3', 'B4', 'B5'] }]);
  expect(warning).toMatchObject({ rule: 'W15', table: null, row: null });
  expect(warning?.message).toContain(
    'By Source is a report: what you typed there (B2, B3, B4 and 1 more) is not taken.',
  );
});

test('[W5, FA12] a refusal is placed where its table is in the file', () => {
  const refusal = { table: 'sites', row: 'R4', column: 'name', rule: 'V01', value: null, message: 'It is empty.' };
  const messages = (file: ReadFile) =>
    placedRefusals(file, [refusal, { ...refusal, column: null }]).map(({ message }) => message);
  expect(messages(fileOf({}))).toEqual(['Our Sites X4: It is empty.', 'Our Sites, row 4: It is empty.']);
  expect(messages(fileOf({}, false))).toEqual(['It is empty.', 'It is empty.']);
});
