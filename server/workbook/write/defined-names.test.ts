import { expect, test } from 'vitest';
import { tables } from '../../../shared/tables/all-tables.ts';
import { demoSnapshot } from '../testing/demo-snapshot.ts';
import { definedNamesOf, sheetNamesOf, wrongInReference } from '../testing/defined-names.ts';
import { testWorkbook } from '../testing/test-workbook.ts';
import { renderSnapshot } from './render-snapshot.ts';
import { writeProgramWorkbook } from './write-program-workbook.ts';

test('[FA4] every name of a written workbook is a reference Excel can read: sheets there, quoted, ranges whole', async () => {
  const bytes = await renderSnapshot(demoSnapshot('mini'));
  const sheets = sheetNamesOf(bytes);
  const names = definedNamesOf(bytes);
  const wrong = names.flatMap(({ name, scope, reference }) => {
    const why = wrongInReference(reference, sheets);
    return why === undefined ? [] : [`${name} of ${scope ?? 'the workbook'}: ${reference} ${why}`];
  });
  expect(wrong).toEqual([]);
  expect(names.length).toBeGreaterThan(sheets.length);
});

test('[FA4] every visible sheet prints its header row on every page', async () => {
  const bytes = await renderSnapshot(demoSnapshot('mini'));
  const titled = definedNamesOf(bytes).filter(({ name }) => name === '_xlnm.Print_Titles');
  const visible = sheetNamesOf(bytes).filter((name) => !name.startsWith('_'));
  expect(titled.map(({ scope }) => scope)).toEqual(visible);
  expect(titled.every(({ scope, reference }) => reference.startsWith(`'${scope}'!`))).toBe(true);
});

test('[FA4] the keys offered in drop-downs are the table’s column, so they grow with it, also from an empty table', async () => {
  const bytes = await writeProgramWorkbook(testWorkbook(tables.map((table) => ({ table, rows: [] }))));
  const keys = definedNamesOf(bytes).filter(({ name }) => name.startsWith('SEP_Keys_'));
  expect(keys.length).toBe(tables.filter(({ key }) => key.length === 1).length);
  expect(keys).toContainEqual({
    name: 'SEP_Keys_sites',
    scope: undefined,
    reference: 'SEP_Sites[Location Code]',
  });
  expect(keys.every(({ reference }) => /^SEP_\w+\[.+\]$/.test(reference))).toBe(true);
});
