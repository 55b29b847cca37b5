import { generateDemo } from '../../server/demo/generate-demo.ts';
import type { TableEdits } from '../../shared/protocol/sync.ts';
import { isTableName, tables } from '../../shared/tables/all-tables.ts';
import type { Cells, RowId } from '../../shared/tables/cell.ts';
import { newRow } from './test-server.ts';

/** Cells of a valid site. */
export function site(code: string, cells: Cells = {}): Cells {
  return {
    code,
    name: `School ${code}`,
    type: 'Elementary',
    erateClass: 'School',
    region: 'North',
    boardDistrict: '1',
    street: '1 Cedar Way',
    city: 'Cedar Basin',
    state: 'CA',
    zip: '90001',
    status: 'Active',
    ...cells,
  };
}

/** Cells of a valid system. */
export function system(code: string, cells: Cells = {}): Cells {
  return { code, name: `System ${code}`, program: 'School Network Modernization', erateCategory: 'C2', ...cells };
}

/** Cells of a valid project on the system LAN. */
export function project(number: string, cells: Cells = {}): Cells {
  return {
    number,
    name: `Project ${number}`,
    program: 'School Network Modernization',
    primarySystem: 'LAN',
    class: 'Site',
    region: 'North',
    scopeDescription: 'Replace the switches.',
    bondListRef: 'A-IT-04',
    status: 'Proposed',
    phase: 'Design',
    financialStatus: 'Open',
    percentComplete: 0,
    ...cells,
  };
}

/** Cells of a valid funding source. */
export function source(code: string, cells: Cells = {}): Cells {
  return {
    code,
    name: `Source ${code}`,
    type: 'GO Bond',
    fund: '21',
    resource: '9010',
    authorized: 1_200_000_000,
    available: 900_000_000,
    ...cells,
  };
}

/** Cells of a valid budget line of project 26.00001 and source BND-A. */
export function budgetLine(id: string, cells: Cells = {}): Cells {
  return {
    id,
    project: '26.00001',
    source: 'BND-A',
    fiscalYear: '2026-27',
    category: 'Equipment',
    original: 1_000_000,
    ...cells,
  };
}

/** Cells of an approved amendment of the board that approves a project. */
export function approvingAmendment(number: string): Cells {
  return {
    number,
    type: 'Board Amendment',
    status: 'Approved',
    title: 'Approve the project',
    reason: 'Exhibit A lists the project.',
    reportNumber: 'Rep-1',
    boardDate: '2025-11-18',
    effectiveDate: '2025-11-18',
    requestedBy: 'CIO',
    approvedBy: 'Board',
  };
}

/** Cells of the line by which an amendment approves the project of a budget line, and moves nothing. */
export function approvingLine(change: string, line: string): Cells {
  return { change, line: 1, budgetLine: line, amount: 0 };
}

/** Inserts of rows with new Row IDs. */
export function inserts(...rows: Cells[]): { ids: RowId[]; edits: TableEdits } {
  const ids = rows.map(() => newRow());
  return { ids, edits: { inserts: rows.map((cells, index) => ({ row: ids[index] ?? '', cells: { ...cells } })) } };
}

/** An update of one row. */
export function update(row: RowId, cells: Cells, seen?: Record<string, number>): TableEdits {
  return { updates: [{ row, cells: { ...cells }, ...(seen === undefined ? {} : { seen }) }] };
}

/** Edits that bring in the worked example of the office's definitions, whole. */
export function workedExample(): Record<string, TableEdits> {
  const demo = generateDemo('mini');
  const rowsOf = (name: string) => (isTableName(name) ? demo.of(name) : []).map((row) => ({ ...row }));
  return Object.fromEntries(tables.map(({ name }) => [name, { inserts: rowsOf(name) }]));
}

/** Edits of a small plan: two sites, and a project on them with two budget lines of 10,000.00 and 500.00. */
export function smallPlan(): Record<string, TableEdits> {
  return {
    sites: inserts(site('0417'), site('0418')).edits,
    systems: inserts(system('LAN')).edits,
    fundingSources: inserts(source('BND-A')).edits,
    projects: inserts(project('26.00001')).edits,
    budgetLines: inserts(budgetLine('BL-001', { original: 1_000_000 }), budgetLine('BL-002', { original: 50_000 }))
      .edits,
  };
}
