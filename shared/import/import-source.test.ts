import { expect, test } from 'vitest';
import { finish } from '../sync/steps.ts';
import type { Grid } from './grid.ts';
import { headedSheet, importSource } from './import-source.ts';

function grid(sheet: string, ...rows: readonly (readonly (string | number)[])[]): Grid {
  return { sheet, rows: rows.map((cells, index) => ({ number: index + 1, cells })), merged: [], date1904: false };
}

const schools = grid(
  'Schools',
  ['Site Code', 'School', 'Level', 'Zip'],
  ['0417', 'Alder', 'Elementary', '90001'],
  ['0418', 'Birch', 'High', '90002'],
);
const orders = grid(
  'Orders',
  ['PO No.', 'PO Line', 'Vendor', 'PO Amount', 'PO Date'],
  ['PO-1', 1, 'Vendor A01', 100.5, '2026-10-01'],
);

function sourceOf(grids: readonly Grid[], mapping = {}, remembered: Parameters<typeof importSource>[2] = null) {
  const headed = finish(headedSheet(grids, mapping));
  if (!headed) throw new Error('No headers.');
  return importSource(headed, mapping, remembered);
}

const columnsOf = (source: ReturnType<typeof sourceOf>) =>
  Object.fromEntries(source.matches.map(({ header, column, by }) => [header.name, `${column ?? 'nothing'} (${by})`]));

test('the sheet that is likest a table is read as that table', () => {
  expect(sourceOf([grid('Notes', ['Read me', 'please']), schools]).table.name).toBe('sites');
  expect(sourceOf([orders]).table.name).toBe('commitments');
  expect(sourceOf([schools, orders], { sheet: 'Orders' }).table.name).toBe('commitments');
});

test('the person’s word goes before what was remembered, and that before what is likely', () => {
  const remembered = { table: 'sites', columns: { School: 'shortName', Zip: null } };
  expect(columnsOf(sourceOf([schools], {}, remembered))).toEqual({
    'Site Code': 'code (synonym)',
    School: 'shortName (remembered)',
    Level: 'type (synonym)',
    Zip: 'nothing (remembered)',
  });
  expect(columnsOf(sourceOf([schools], { columns: { Level: 'shortName' } }, remembered))).toMatchObject({
    School: 'nothing (remembered)',
    Level: 'shortName (person)',
  });
});

test('what was remembered of one table says nothing of another', () => {
  const remembered = { table: 'projects', columns: { School: 'name' } };
  expect(sourceOf([schools], { table: 'sites' }, remembered).table.name).toBe('sites');
  expect(columnsOf(sourceOf([schools], { table: 'sites' }, remembered))).toMatchObject({ School: 'name (synonym)' });
});

test('a computed column, or one that there is not, is never filled', () => {
  const source = sourceOf([orders], { table: 'budgetLines', columns: { 'PO Amount': 'current', Vendor: 'nothing' } });
  expect(columnsOf(source)).toMatchObject({ 'PO Amount': 'nothing (person)', Vendor: 'nothing (person)' });
});
