import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storedPrograms } from '../../../test/golden/program-arbitrary.ts';
import type { RowChange } from '../../sync/history/journal.ts';
import { tableNamed, tables } from '../../tables/all-tables.ts';
import { cellFromWire } from '../../tables/kinds/kind-of.ts';
import { computedColumns as computedColumnNames } from '../../tables/table.ts';
import { reachedIn } from '../testing/reached-in.ts';
import { computedColumns, computedTables } from './computed-columns.ts';
import { planFacts } from './plan-facts.ts';
import { programRows } from './columns-read.ts';
import { totalsOf } from './totals.ts';

describe('computed columns', () => {
  test('every computed column of the schema is computed, as a value of its kind', () => {
    fc.assert(
      fc.property(storedPrograms, (stored) => {
        const computed = computedColumns(programRows(stored));
        for (const [table, rows] of computed) {
          const { columns } = tableNamed(table);
          for (const cells of rows.values()) {
            expect(Object.keys(cells).sort()).toEqual(computedColumnNames(tableNamed(table)).sort());
            for (const [name, value] of Object.entries(cells)) {
              const column = columns[name];
              expect(column && cellFromWire(column, value)).toEqual({ ok: true, value });
            }
          }
        }
      }),
    );
  });

  test('every table with computed columns is among those computed', () => {
    const withComputed = tables.filter((table) => computedColumnNames(table).length > 0).map(({ name }) => name);
    expect([...computedTables].sort()).toEqual(withComputed.sort());
  });

  test('lines and projects add up to the totals, and scope rows to their project', () => {
    fc.assert(
      fc.property(storedPrograms, (stored) => {
        const program = programRows(stored);
        const computed = computedColumns(program);
        const { total } = totalsOf(planFacts(program), []);
        for (const name of ['current', 'committed', 'openEncumbrance', 'expended', 'unspent']) {
          for (const table of ['budgetLines', 'projects']) {
            const cells = [...(computed.get(table)?.values() ?? [])];
            expect(cells.reduce((sum, row) => sum + Number(row[name]), 0)).toBe(total[name]);
          }
        }
        for (const project of program.projects) {
          const scope = program.scope.filter(({ cells }) => cells.project === project.cells.number);
          const live = scope.filter(({ cells }) => cells.status !== 'Removed');
          const sum = scope.reduce(
            (soFar, { row }) => soFar + Number(computed.get('scope')?.get(row)?.['allocated']),
            0,
          );
          const current = computed.get('projects')?.get(project.row)?.['current'];
          expect(sum).toBe(live.length === 0 ? 0 : current);
        }
      }),
    );
  });

  test('a note or another column that no figure follows from affects nothing', () => {
    const line = { row: 'R1', cells: { id: 'BL-1', project: '26.00001', source: 'F40', fiscalYear: '2025-26' } };
    const program = programRows({
      budgetLines: [{ ...line, cells: { ...line.cells, category: 'Other', original: 5 } }],
    });
    const note: RowChange = {
      table: 'budgetLines',
      row: 'R1',
      kind: 'update',
      before: { note: null },
      after: { note: 'x' },
    };
    expect(reachedIn(program, [note]).size).toBe(0);
  });

  test('one changed amount affects its line, its project and the shares of the project’s sites, nothing else', () => {
    const project = {
      name: 'x',
      program: 'x',
      primarySystem: 'LAN',
      class: 'Site',
      status: 'Active',
      percentComplete: 0,
    };
    const line = { source: 'F40', fiscalYear: '2025-26', category: 'Other', original: 5 };
    const scope = { location: '0417', system: 'LAN', status: 'Planned', basis: 'Equal' };
    const numbers = ['26.00001', '26.00002'];
    const program = programRows({
      projects: numbers.map((number) => ({
        row: `P${number}`,
        cells: { ...project, number, financialStatus: 'Open' },
      })),
      budgetLines: numbers.map((number) => ({ row: `B${number}`, cells: { ...line, id: number, project: number } })),
      scope: numbers.map((number) => ({ row: `S${number}`, cells: { ...scope, project: number } })),
    });
    const change: RowChange = {
      table: 'budgetLines',
      row: 'B26.00001',
      kind: 'update',
      before: { original: 4 },
      after: { original: 5 },
    };
    expect(reachedIn(program, [change])).toEqual(
      new Map([
        ['budgetLines', new Set(['B26.00001'])],
        ['projects', new Set(['P26.00001'])],
        ['scope', new Set(['S26.00001'])],
      ]),
    );
  });

  test('the enrollment of one site reaches the shares of every site of its projects, and of no other project', () => {
    const scope = { system: 'LAN', status: 'Planned', basis: 'Enrollment' };
    const at = (project: string, location: string) => ({
      row: `${project} ${location}`,
      cells: { ...scope, project, location },
    });
    const program = programRows({ scope: [at('26.00001', '0417'), at('26.00001', '0420'), at('26.00002', '0420')] });
    const change: RowChange = {
      table: 'sites',
      row: 'S0417',
      kind: 'delete',
      before: { code: '0417', enrollment: 4 },
      after: {},
    };
    expect(reachedIn(program, [change])).toEqual(new Map([['scope', new Set(['26.00001 0417', '26.00001 0420'])]]));
  });
});
