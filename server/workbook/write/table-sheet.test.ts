import { describe, expect, test } from 'vitest';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import { columnLetters } from '../../../shared/workbook-file/column-letters.ts';
import { testRowId } from '../testing/arbitrary-rows.ts';
import { dropDownsOf } from './list-sheet.ts';
import type { WorkbookTable } from './program-workbook.ts';
import { bodyRows, tableSheet } from './table-sheet.ts';

function withRows(name: string, count: number): WorkbookTable {
  const rows = Array.from({ length: count }, (_, index) => ({ row: testRowId(index), cells: {} }));
  return { table: tableNamed(name), rows };
}

function sheetOf(workbookTable: WorkbookTable) {
  return tableSheet(workbookTable, dropDownsOf([withRows('sites', 3), withRows('systems', 2), workbookTable]));
}

test('an empty table keeps one blank row, any other has as many as it has rows', () => {
  expect([0, 1, 2].map((count) => bodyRows(withRows('sites', count)))).toEqual([1, 1, 2]);
});

test('the table reaches from the header to the last row, over the Row ID and every column', () => {
  for (const { name, columns } of tables) {
    const last = columnLetters(Object.keys(columns).length);
    const [table] = sheetOf(withRows(name, 7)).tables ?? [];
    expect([name, table?.range]).toEqual([name, `A1:${last}8`]);
  }
});

test('[FB7] the header, the Row ID and the key stay in view', () => {
  expect(sheetOf(withRows('sites', 1)).freezePane).toEqual({ rows: 1, columns: 2 });
  expect(sheetOf(withRows('commitments', 1)).freezePane).toEqual({ rows: 1, columns: 3 });
});

describe('what a cell takes', () => {
  const validated = tables.map((table) => ({ table, sheet: sheetOf(withRows(table.name, 7)) }));

  /** The rule of a column: its range covers every row of the table and nothing else. */
  function ruleOf(name: string, column: string) {
    const found = validated.find(({ table }) => table.name === name);
    const index = Object.keys(found?.table.columns ?? {}).indexOf(column) + 1;
    const range = `${columnLetters(index)}2:${columnLetters(index)}8`;
    return found?.sheet.dataValidations?.find((rule) => rule.range === range);
  }

  test('a computed column takes nothing, and says who computes it', () => {
    expect(ruleOf('commitments', 'expended')).toMatchObject({
      type: 'custom',
      formula1: 'FALSE',
      showErrorMessage: true,
      errorStyle: 'stop',
      errorMessage: expect.stringContaining('Expended is computed by the server'),
    });
  });

  test('a list takes its values, an empty cell too; a reference only warns, since its key may be new', () => {
    const type = ruleOf('commitments', 'type');
    expect(type).toMatchObject({ type: 'list', allowBlank: true, showErrorMessage: true, errorStyle: 'stop' });
    expect(type?.formula1).toBe('SEP_List_commitments_type');
    expect(ruleOf('siteSystems', 'location')).toMatchObject({ formula1: 'SEP_Keys_sites', errorStyle: 'warning' });
  });

  test('a flag takes TRUE and FALSE', () => {
    const flag = ruleOf('changeLines', 'rebaseline');
    expect(flag).toMatchObject({ type: 'list', values: ['TRUE', 'FALSE'], errorStyle: 'stop' });
    expect(flag).not.toHaveProperty('formula1');
  });

  test('text, numbers and dates have no rule in Excel', () => {
    expect(ruleOf('sites', 'name')).toBeUndefined();
    expect(ruleOf('sites', 'enrollment')).toBeUndefined();
    expect(ruleOf('commitments', 'awardDate')).toBeUndefined();
  });

  test('no message is longer than Excel takes', () => {
    for (const { sheet } of validated) {
      for (const { errorTitle = '', errorMessage = '' } of sheet.dataValidations ?? []) {
        expect(errorTitle.length).toBeLessThanOrEqual(32);
        expect(errorMessage.length).toBeLessThanOrEqual(225);
      }
    }
  });
});
