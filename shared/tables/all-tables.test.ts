import { describe, expect, test } from 'vitest';
import { findTable, isTableName, tableNamed, tables } from './all-tables.ts';
import { computedColumns, editableColumns, keyText, referencesOf } from './table.ts';

const wireNames =
  'sites siteBoundaries systems siteSystems projects scope fundingSources budgetLines commitments commitmentChanges expenditures changes changeLines forecasts milestones calendar periods people assignments fundingRequests programSettings reportTexts ledgerRules explanations';

describe('the schema', () => {
  test('holds exactly the tables of the sync contract, in its order', () => {
    expect(tables.map((table) => table.name).join(' ')).toBe(wireNames);
  });

  test('names every table once for code, Excel, SQL and people', () => {
    for (const name of ['name', 'label', 'excelName', 'sqlName'] as const) {
      const names = tables.map((table) => table[name].toLowerCase());
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('uses sheet names, Excel table names and headers that Excel accepts', () => {
    for (const table of tables) {
      expect(table.label).toMatch(/^[^[\]:*?/\\]{1,31}$/);
      expect(table.excelName).toMatch(/^[A-Za-z_][A-Za-z0-9_]{0,250}$/);
      const labels = Object.values(table.columns).map((column) => column.label.toLowerCase());
      expect(new Set(labels).size, table.name).toBe(labels.length);
      expect(labels).not.toContain('row id');
    }
  });

  test('builds keys and unique sets from editable columns of the table', () => {
    for (const table of tables) {
      const columns = editableColumns(table);
      expect(table.key.length).toBeGreaterThan(0);
      for (const name of [...table.key, ...(table.unique ?? []).flat()]) expect(columns, table.name).toContain(name);
      expect(
        table.key.some((name) => table.columns[name]?.required === true),
        table.name,
      ).toBe(true);
    }
  });

  test('points every reference at a table whose key has as many columns', () => {
    for (const table of tables) {
      for (const reference of referencesOf(table)) {
        const target = tableNamed(reference.table);
        expect(reference.columns.length, `${table.name}.${reference.columns.join()}`).toBe(target.key.length);
        reference.columns.forEach((name, i) => {
          const keyColumn = target.columns[target.key[i] ?? ''];
          const own = table.columns[name];
          expect(own?.kind === 'reference' || own?.kind === keyColumn?.kind, `${table.name}.${name}`).toBe(true);
        });
      }
    }
  });

  test('finds the place of a row only through its own columns', () => {
    for (const table of tables) {
      const named = [
        table.scope?.project,
        table.scope?.site,
        table.scope?.region,
        table.scope?.budgetLine,
        ...(table.scope?.commitment ?? []),
      ];
      for (const name of named.filter((name) => name !== undefined)) expect(Object.keys(table.columns)).toContain(name);
    }
  });

  test('never requires or keys a computed column', () => {
    for (const table of tables) {
      for (const name of computedColumns(table)) {
        expect(table.columns[name]?.required, `${table.name}.${name}`).not.toBe(true);
      }
    }
  });

  test('explains every column in a sentence', () => {
    for (const table of tables) {
      for (const column of Object.values(table.columns))
        expect(column.help, `${table.name}.${column.label}`).toMatch(/^[A-Z0-9].*\.$/s);
    }
  });
});

describe('a table name', () => {
  test('from outside is looked up among own names only', () => {
    expect(isTableName('constructor')).toBe(false);
    expect(findTable('__proto__')).toBeUndefined();
    expect(() => tableNamed('toString')).toThrow('No table is named toString.');
  });
});

test('key texts of different keys never collide', () => {
  expect(keyText(['a/b', 'c'])).not.toBe(keyText(['a', 'b/c']));
  expect(keyText(['a\\', 'b'])).not.toBe(keyText(['a', '\\b']));
  expect(keyText(['26.00001', null, 'M50'])).toBe('26.00001//M50');
});
