import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeNames, namedCode, namedTables, NAME_SEPARATOR, tableOfCodes } from './code-names.ts';
import { tableNamed, tables } from './all-tables.ts';
import { keyParts, keyText } from './table.ts';

test('[B6] every table whose codes others refer to by one column has names, or codes that say enough', () => {
  const referredTo = new Set(
    tables
      .flatMap(({ columns }) => Object.values(columns))
      .flatMap((column) => (column.kind === 'reference' ? [column.table] : [])),
  );
  const withoutName = [...referredTo].filter((name) => tableNamed(name).rowName === undefined);
  // A change's title is a sentence; a budget line has no name: its project, source and category say what it is.
  expect(withoutName.sort()).toEqual(['budgetLines', 'changes']);
});

test('[B6] no code of a named table can hold the separator, so a code ends at the first one', () => {
  for (const { name, key, columns } of namedTables) {
    const column = columns[key[0] ?? ''];
    expect([name, key.length, column?.kind]).toEqual([name, 1, 'code']);
    if (column?.kind !== 'code') return;
    fc.assert(fc.property(fc.stringMatching(new RegExp(column.pattern)), (code) => !/\s/.test(code)));
    for (const place of [0, 1, 2]) {
      const spoiled = `${'0'.repeat(place)}${NAME_SEPARATOR}${'0'.repeat(4)}`;
      expect([name, new RegExp(column.pattern).test(spoiled)]).toEqual([name, false]);
    }
  }
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
