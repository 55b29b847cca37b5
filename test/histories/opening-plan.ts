import type { Cells, RowId } from '../../shared/tables/cell.ts';
import type { SyncRequest } from '../../shared/protocol/sync.ts';

/** The tables people edit in a generated history: plain text, money with references, and dates with a row rule. */
export const editedTables = ['systems', 'budgetLines', 'milestones'] as const;

/** [FG1] Those they edit where postings and change orders move between lines of commitments, whose keys are of two columns. */
export const ledgerTables = ['commitments', 'commitmentChanges', 'expenditures'] as const;

const site = {
  type: 'Elementary',
  erateClass: 'School',
  region: 'North',
  boardDistrict: '1',
  street: '1 Main St',
  city: 'Cedar',
  state: 'CA',
  zip: '90000',
  status: 'Active',
};

const project = {
  program: 'School Network Modernization',
  primarySystem: 'LAN',
  class: 'Site',
  status: 'Proposed',
  phase: 'Design',
  financialStatus: 'Open',
  percentComplete: 0,
  bondListRef: 'A-IT-04',
};

const openingRows: Readonly<Record<string, readonly Cells[]>> = {
  systems: ['LAN', 'WLAN', 'VOIP'].map((code) => ({
    code,
    name: `System ${code}`,
    program: 'School Network Modernization',
    erateCategory: 'C2',
  })),
  sites: ['0417', '0418'].map((code) => ({ ...site, code, name: `School ${code}` })),
  fundingSources: [
    {
      code: 'BND-A',
      name: 'Measure A',
      type: 'GO Bond',
      fund: '21',
      resource: '9010',
      authorized: 10 ** 12,
      available: 10 ** 11,
    },
  ],
  projects: ['26.00001', '26.00002'].map((number) => ({ ...project, number, name: `Project ${number}` })),
  budgetLines: ['BL-001', 'BL-002', 'BL-003', 'BL-004'].map((id, index) => ({
    id,
    project: index < 2 ? '26.00001' : '26.00002',
    source: 'BND-A',
    fiscalYear: index % 2 === 0 ? '2025-26' : '2026-27',
    category: 'Equipment',
    original: 1_000_001 * (index + 1),
  })),
  milestones: ['M50 Installation start', 'M60 Installation complete'].map((milestone) => ({
    project: '26.00001',
    location: '0417',
    milestone,
    baselineNumber: 0,
    forecastStart: '2026-06-10',
    forecastFinish: '2026-06-20',
  })),
};

const commitment = { vendor: 'Vendor', type: 'PO', description: 'Work', awardDate: '2025-12-09', status: 'Open' };
const posting = { line: 1, postingDate: '2026-02-11', period: '2026-02', budgetLine: 'BL-001', type: 'Invoice' };
const changeOrder = { date: '2026-02-03', reason: 'Unforeseen', status: 'Approved' };

/** All of them on one budget line, so that a number and a line may be changed one after the other. */
const ledgerRows: Readonly<Record<string, readonly Cells[]>> = {
  commitments: ['PO-1', 'PO-2'].flatMap((number) =>
    [1, 2].map((line) => ({ ...commitment, number, line, budgetLine: 'BL-001', original: 10_000 * line })),
  ),
  commitmentChanges: ['CO-1', 'CO-2'].map((number, index) => ({
    ...changeOrder,
    number,
    commitment: 'PO-1',
    commitmentLine: index + 1,
    amount: 777,
  })),
  expenditures: ['V1', 'V2'].map((document, index) => ({
    ...posting,
    document,
    commitment: 'PO-1',
    commitmentLine: 1,
    amount: 100 * (index + 1),
  })),
};

export interface OpeningRow {
  readonly table: string;
  readonly row: RowId;
  readonly cells: Cells;
}

/** The rows every history begins with, and those of the ledger where its tables are edited. */
export function makeOpeningRows(newRow: () => RowId, tables: readonly string[] = editedTables): OpeningRow[] {
  const ledger = Object.entries(ledgerRows).filter(([table]) => tables.includes(table));
  return [...Object.entries(openingRows), ...ledger].flatMap(([table, rows]) =>
    rows.map((cells) => ({ table, row: newRow(), cells })),
  );
}

/** The first sync of a program. */
export function openingPlan(rows: readonly OpeningRow[]): SyncRequest {
  const tables = [...new Set(rows.map(({ table }) => table))];
  const edits = tables.map((name) => {
    const inserts = rows.filter(({ table }) => table === name).map(({ row, cells }) => ({ row, cells: { ...cells } }));
    return [name, { inserts }];
  });
  return { protocol: 1, base: 0, syncId: 'opening', workbook: 'opening', edits: Object.fromEntries(edits) };
}

/** Values that people type, few enough that two of them often choose the same cell and sometimes the same value. */
export const typedValues: Readonly<Record<string, Readonly<Record<string, readonly (string | number)[]>>>> = {
  systems: {
    code: ['LAN', 'WLAN', 'VOIP', 'PA', 'CCTV', 'CORE'],
    name: ['Wired', 'Wireless', '=1+1', '007', 'Ñandú', '', '#N/A'],
    erateCategory: ['C1', 'C2', 'Mixed', 'nonsense'],
    usefulLife: [5, 7, 10, 99, ''],
  },
  budgetLines: {
    id: ['BL-001', 'BL-002', 'BL-005', 'BL-006', 'BL-007'],
    original: [10_000.01, 20_000.02, 12.345, 'tbd', 30_000.03],
    fiscalYear: ['2025-26', '2026-27', '2027-28', '2025'],
    category: ['Equipment', 'Contingency', 'Other'],
    system: ['LAN', 'WLAN', 'GONE', ''],
    note: ['rev A', 'rev B', 'rev C', '+1', '1-2', ''],
  },
  milestones: {
    milestone: ['M50 Installation start', 'M60 Installation complete', 'M70 Substantial completion'],
    location: ['0417', '0418', ''],
    forecastStart: [46_180, 46_190, 46_200],
    forecastFinish: [46_185, 46_195, 46_205, ''],
    delayReason: ['Supply chain', 'Design', ''],
  },
  commitments: {
    number: ['PO-1', 'PO-2', 'PO-3'],
    line: [1, 2, 3],
    original: [100.01, 200.02],
    status: ['Open', 'Closed'],
  },
  commitmentChanges: {
    number: ['CO-1', 'CO-2', 'CO-3'],
    commitment: ['PO-1', 'PO-2'],
    commitmentLine: [1, 2],
    status: ['Approved', 'Pending', 'Rejected'],
  },
  expenditures: {
    document: ['V1', 'V2', 'V3', 'V4'],
    commitment: ['PO-1', 'PO-2'],
    commitmentLine: [1, 2],
  },
};

/** Cells of a new row that a person always fills. */
export const newRowCells: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  systems: { program: 'Business Systems', name: 'New', erateCategory: 'C2' },
  budgetLines: { project: '26.00002', source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment', original: 55.55 },
  milestones: { project: '26.00002', location: '0418', baselineNumber: 0 },
  commitments: { ...commitment, awardDate: 46_000, line: 3, budgetLine: 'BL-001', original: 55.55 },
  commitmentChanges: { ...changeOrder, date: 46_056, commitment: 'PO-2', commitmentLine: 1, amount: 1.11 },
  expenditures: { ...posting, postingDate: 46_064, commitment: 'PO-2', commitmentLine: 2, amount: 2.22 },
};
