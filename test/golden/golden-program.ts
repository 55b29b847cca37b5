import golden from './worked-example.json' with { type: 'json' };
import type { Cells } from '../../shared/tables/cell.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';

const numbered = (rows: readonly Cells[]) => rows.map((cells, i) => ({ row: `R${i}`, cells }));

/** The worked example. It names categories in short; groups by project, source and year do not depend on the words. */
export function goldenProgram(): ProgramRows {
  const changeNumbers = [...new Set(golden.changes.map(({ change }) => change))];
  return programRows({
    sites: numbered(
      ['0417', '0420', '0433'].map((code, i) => ({
        code,
        region: 'North',
        boardDistrict: String(i + 1),
        enrollment: [225, 256, 581][i] ?? 0,
        status: 'Active',
      })),
    ),
    projects: numbered(
      Object.keys(golden.etc).map((number) => ({
        number,
        name: number,
        program: 'School Network Modernization',
        primarySystem: 'WLAN',
        class: number.startsWith('99') ? 'Program Reserve' : 'Multi-site',
        status: 'Active',
        financialStatus: 'Open',
        percentComplete: 0,
      })),
    ),
    scope: numbered(
      ['0417', '0420', '0433'].map((location) => ({
        project: '26.00001',
        location,
        system: 'WLAN',
        status: 'Planned',
        basis: 'Enrollment',
      })),
    ),
    fundingSources: numbered(golden.fundingSources.map((source) => ({ ...source, type: 'GO Bond' }))),
    budgetLines: numbered(golden.budgetLines),
    changes: numbered(
      changeNumbers.map((number) => {
        const first = golden.changes.find(({ change }) => change === number);
        const type = first?.type === 'Board' ? 'Board Amendment' : 'Staff Modification';
        return { number, type, status: first?.status ?? '' };
      }),
    ),
    changeLines: numbered(golden.changes.map(({ change, line, amount }) => ({ change, budgetLine: line, amount }))),
    commitments: numbered(
      golden.commitments.map(({ no, line, original }) => ({
        number: no,
        line: 1,
        budgetLine: line,
        awardDate: '2025-12-09',
        original,
        status: 'Open',
      })),
    ),
    commitmentChanges: numbered(
      golden.commitments.map(({ no, approvedChangeOrders }) => ({
        commitment: no,
        commitmentLine: 1,
        date: '2026-02-01',
        amount: approvedChangeOrders,
        reason: 'Unforeseen',
        status: 'Approved',
      })),
    ),
    expenditures: numbered(
      golden.expenditures.map(({ commitment, line, amount }) => ({
        postingDate: '2026-02-11',
        period: '2026-02',
        budgetLine: line,
        commitment,
        commitmentLine: commitment === null ? null : 1,
        amount,
      })),
    ),
    forecasts: numbered(
      Object.entries(golden.etc).map(([project, etc]) => ({
        project,
        category: 'All categories',
        period: '2026-10',
        etc,
      })),
    ),
  });
}
