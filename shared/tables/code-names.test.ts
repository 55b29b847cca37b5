import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeNames, namedCode, namedTables, tableOfCodes } from './code-names.ts';
import { cellFromExcel, cellFromWire } from './kinds/kind-of.ts';
import { NAME_SEPARATOR } from './name-separator.ts';
import { tableNamed, tables } from './all-tables.ts';
import { keyParts, keyText } from './table.ts';

test('[FB6] every table whose codes others refer to by one column has names, or codes that say enough', () => {
  const referredTo = new Set(
    tables
      .flatMap(({ columns }) => Object.values(columns))
      .flatMap((column) => (column.kind === 'reference' ? [column.table] : [])),
  );
  const withoutName = [...referredTo].filter((name) => tableNamed(name).rowName === undefined);
  // A change's title is a sentence; a budget line has no name: its project, source and category say what it is.
  expect(withoutName.sort()).toEqual(['budgetLines', 'changes']);
});

/** Every column whose codes other tables refer to, with the name of its table. */
const referredCodes = tables
  .filter(({ name }) =>
    tables.some(({ columns }) =>
      Object.values(columns).some((column) => column.kind === 'reference' && column.table === name),
    ),
  )
  .map(({ name, key, columns }) => ({ name, column: columns[key[0] ?? ''] }));

test('[FB6] no code that is referred to can hold the separator, so a code ends at the first one', () => {
  expect(referredCodes.map(({ name }) => name)).toEqual(expect.arrayContaining(namedTables.map(({ name }) => name)));
  for (const { name, column } of referredCodes) {
    if (column?.kind !== 'code') throw new Error(`The key of ${name} is no code.`);
    const pattern = new RegExp(column.pattern, 'u');
    fc.assert(fc.property(fc.stringMatching(pattern), (code) => !/\s/u.test(code)));
    const spoiled = (before: string, after: string) => pattern.test(`${before}${NAME_SEPARATOR}${after}`);
    fc.assert(fc.property(fc.stringMatching(pattern), fc.string(), (code, after) => !spoiled(code, after)));
  }
});

test('[FB6] a cell that refers to a row takes the code of what is shown, whatever the name holds; the code is what is kept', () => {
  const location = tableNamed('budgetLines').columns['location'];
  if (location === undefined) throw new Error('Budget lines have a location.');
  const cell = (value: string) => ({ value, isFormula: false, isError: false, date1904: false });
  fc.assert(
    fc.property(fc.stringMatching(/^\d{4}$/), fc.stringMatching(/^[A-Za-z·.–][A-Za-z ·/.–]{0,60}$/u), (code, name) => {
      expect(cellFromExcel(location, cell(namedCode(code, name)))).toEqual({ ok: true, value: code });
      expect(cellFromWire(location, namedCode(code, name))).toEqual({ ok: true, value: code });
      expect(cellFromExcel(location, cell(code))).toEqual({ ok: true, value: code });
    }),
  );
  expect(cellFromExcel(location, cell('Alder Elementary'))).toEqual({ ok: true, value: 'Alder Elementary' });
});

test('a code stands before its name, and alone where there is none', () => {
  const names = codeNames([
    [
      'sites',
      [
        { code: '0417', name: 'Alder Elementary' },
        { code: '0418', name: null },
      ],
    ],
  ]);
  expect(['0417', '0418', '0419'].map((code) => namedCode(code, names.of('sites', code)))).toEqual([
    '0417 · Alder Elementary',
    '0418',
    '0419',
  ]);
});

test('a column’s codes are those of the table it refers to, or of its own table', () => {
  const { columns } = tableNamed('sites');
  const of = (name: string) => columns[name] && tableOfCodes(tableNamed('sites'), name, columns[name]);
  expect(['code', 'campus', 'city'].map(of)).toEqual(['sites', 'sites', null]);
});

test('a key text comes apart into the cells it was made of', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (cells) => {
      expect(keyParts(keyText(cells))).toEqual(cells);
    }),
  );
});
