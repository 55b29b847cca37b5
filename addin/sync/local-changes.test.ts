import { describe, expect, test } from 'vitest';
import type { ProgramState } from '../../shared/sync/program-rows.ts';
import { changedRows } from './local-changes.ts';

const cedar = { code: '0417', name: 'Cedar', shortName: null, enrollment: 410 };
const base: ProgramState = { revision: 3, tables: new Map([['sites', new Map([['R1', cedar]])]]) };

describe('edits as a person reads them', () => {
  test('a change names its cells in the order of the columns, before and after, and the row by its key', () => {
    const edit = {
      kind: 'update',
      table: 'sites',
      row: 'R1',
      cells: { shortName: 'Ce', name: null },
      seen: { shortName: 3, name: 3 },
    } as const;
    expect(changedRows([edit], base)).toEqual([
      {
        table: 'sites',
        row: 'R1',
        rowKey: '0417',
        kind: 'update',
        cells: [
          { column: 'name', before: 'Cedar', after: null },
          { column: 'shortName', before: null, after: 'Ce' },
        ],
        base: cedar,
      },
    ]);
  });

  test('a changed key is read as it stands in the sheet', () => {
    const edit = { kind: 'update', table: 'sites', row: 'R1', cells: { code: '0420' }, seen: { code: 3 } } as const;
    expect(changedRows([edit], base)).toMatchObject([
      { rowKey: '0420', cells: [{ column: 'code', before: '0417', after: '0420' }] },
    ]);
  });

  test('a new row has nothing before it, in a table that the program has and in one that it lacks', () => {
    const cells = { code: '0420', name: null };
    const edits = (['sites', 'projects'] as const).map(
      (table) => ({ kind: 'insert', table, row: 'R2', cells, seen: 3 }) as const,
    );
    const [inSites, inProjects] = changedRows(edits, base);
    expect(inSites).toMatchObject({
      rowKey: '0420',
      base: null,
      cells: [
        { column: 'code', before: null, after: '0420' },
        { column: 'name', before: null, after: null },
      ],
    });
    expect(inProjects?.base).toBeNull();
  });

  test('a deleted row loses what it held, empty and computed cells apart', () => {
    const [row] = changedRows([{ kind: 'delete', table: 'sites', row: 'R1', seen: 3 }], base);
    expect(row).toMatchObject({ kind: 'delete', rowKey: '0417' });
    expect(row?.cells.map(({ column, before, after }) => [column, before, after])).toEqual([
      ['code', '0417', null],
      ['name', 'Cedar', null],
      ['enrollment', 410, null],
    ]);
    const line = { id: 'BL-001', original: 500, current: 700 };
    const lines: ProgramState = { revision: 3, tables: new Map([['budgetLines', new Map([['B1', line]])]]) };
    const [ofLine] = changedRows([{ kind: 'delete', table: 'budgetLines', row: 'B1', seen: 3 }], lines);
    expect(ofLine?.cells.map(({ column }) => column)).toEqual(['id', 'original']);
  });

  test('a deleted row that the program does not have has nothing to lose', () => {
    expect(changedRows([{ kind: 'delete', table: 'sites', row: 'R9', seen: 3 }], base)).toMatchObject([
      { cells: [], base: null },
    ]);
  });
});
