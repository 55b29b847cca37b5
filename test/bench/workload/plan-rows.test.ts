import { describe, expect, test } from 'vitest';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import { isRowId } from '../../../shared/tables/cell.ts';
import { cellFromWire } from '../../../shared/tables/kinds/kind-of.ts';
import { keyOf } from '../../../shared/tables/table.ts';
import { planRows, type PlanRow } from './plan-rows.ts';

const size = { sites: 20, projects: 30, budgetLines: 500 };

describe('the workload', () => {
  test('is the same for the same seed and another for another', () => {
    expect(planRows(size)).toEqual(planRows(size));
    expect(planRows(size, 1)).not.toEqual(planRows(size, 2));
  });

  test('holds canonical cells only, with every required one filled', () => {
    for (const [name, rows] of Object.entries<readonly PlanRow[]>({ ...planRows(size) })) {
      const { columns } = tableNamed(name);
      for (const { row, cells } of rows) {
        expect(isRowId(row)).toBe(true);
        for (const [column, definition] of Object.entries(columns)) {
          const value = cells[column] ?? null;
          expect(cellFromWire(definition, value)).toEqual({ ok: true, value });
          if (definition.required === true) expect(value, `${name}.${column}`).not.toBeNull();
        }
      }
    }
  });

  test('gives every row a key of its own', () => {
    for (const [name, rows] of Object.entries<readonly PlanRow[]>({ ...planRows(size) })) {
      const table = tableNamed(name);
      expect(new Set(rows.map(({ cells }) => keyOf(table, cells))).size).toBe(rows.length);
    }
  });
});
