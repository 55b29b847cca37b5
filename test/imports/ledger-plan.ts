import type { Cells } from '../../shared/tables/cell.ts';
import type { PlanTables } from './read-ledger.ts';

function line(id: string, cells: Cells): Cells {
  return { id, source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', ...cells };
}

const account = (object: string, school = '417'): string => `21-9010-0-0000-8500-${object}-${school}`;

/** A small plan with all that rows of a ledger may be known by: lines that share an account, an order of two lines, rules. */
export const ledgerPlan: PlanTables = {
  sites: [
    { code: '0417', cdsCode: '99100009900417' },
    { code: '0418', cdsCode: '99100009900418' },
  ],
  budgetLines: [
    line('BL-001', { project: '26.00001', account: account('6400'), location: '0417' }),
    line('BL-002', { project: '26.00001', account: account('5800'), category: 'Services & Licenses' }),
    line('BL-003', { project: '26.00001', account: account('5800'), category: 'Project Management' }),
    line('BL-004', { project: '26.00002', account: account('6400', '418'), location: '0418' }),
    line('BL-005', { project: '26.00002', account: '40-0000-0-0000-8500-6400-418', source: 'F40' }),
    line('BL-006', { project: '26.00010', account: account('6200', '000'), fiscalYear: '2025-26' }),
    line('BL-007', { project: '26.00010', account: account('6200', '000') }),
  ],
  commitments: [
    { number: '4500000123', line: 10, budgetLine: 'BL-001', original: 1_000_00, status: 'Open' },
    { number: '4500000124', line: 10, budgetLine: 'BL-004', original: 1_000_00, status: 'Open' },
    { number: '4500000124', line: 20, budgetLine: 'BL-005', original: 1_000_00, status: 'Open' },
  ],
  commitmentChanges: [
    { commitment: '4500000123', commitmentLine: 10, number: 'CO-1', amount: 50_00, status: 'Approved' },
    { commitment: '4500000123', commitmentLine: 10, number: 'CO-2', amount: 70_00, status: 'Pending' },
  ],
  expenditures: [
    {
      document: '5100000001',
      line: 1,
      postingDate: '2026-09-03',
      period: '2026-09',
      budgetLine: 'BL-001',
      commitment: '4500000123',
      commitmentLine: 10,
      amount: 100_00,
      account: account('6400'),
    },
  ],
  periods: [
    { period: '2026-08', status: 'Closed' },
    { period: '2026-09', status: 'Closed' },
    { period: '2026-10', status: 'Open' },
  ],
  ledgerRules: [
    { order: 30, vendor: 'Vendor A*', budgetLine: 'BL-001' },
    { order: 10, description: '*LABOR*', category: 'Project Management' },
    { order: 20, account: '21-*-4300-*', outside: true },
  ],
};
