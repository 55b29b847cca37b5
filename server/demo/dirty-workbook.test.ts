import { describe, expect, test } from 'vitest';
import { plantedCases } from '../../shared/plan/dirty-plan/planted-cases.ts';
import { tables } from '../../shared/tables/all-tables.ts';
import { cellFromWire } from '../../shared/tables/kinds/kind-of.ts';
import { editableColumns, keyOf } from '../../shared/tables/table.ts';
import { buildProgramWorkbook } from '../workbook/write/build-program-workbook.ts';
import { dirtySnapshot } from './dirty-workbook.ts';

describe('the practice workbook with planted mistakes', () => {
  test('lists every planted case once on its sheet Checks, with its sentence', () => {
    const checks = buildProgramWorkbook(dirtySnapshot()).reports.find(({ name }) => name === 'Checks');
    const told = (checks?.rows ?? []).filter(([id, , , , , verdict]) => id !== 'SUM' && verdict === null);
    expect(told.map(([id, , , , difference, , message]) => [id, difference, message])).toEqual(
      plantedCases.map(({ rule, difference, message }) => [rule, difference, message]),
    );
  });

  test('holds rows that each cell and key rule would take: only what belongs together is wrong', () => {
    for (const table of tables) {
      const rows = dirtySnapshot().rows[table.name] ?? [];
      const keys = rows.map(({ cells }) => keyOf(table, cells));
      expect([table.name, new Set(keys).size]).toEqual([table.name, keys.length]);
      for (const { cells } of rows) {
        for (const name of editableColumns(table)) {
          const column = table.columns[name];
          const cell = cells[name] ?? null;
          if (column === undefined) continue;
          if (cell === null) expect([table.name, name, column.required ?? false]).toEqual([table.name, name, false]);
          else expect([table.name, name, cellFromWire(column, cell)]).toMatchObject([table.name, name, { ok: true }]);
        }
      }
    }
  });
});
