import type { TableEdits } from '../../../shared/protocol/sync.ts';
import type { Cells } from '../../../shared/tables/cell.ts';
import { budgetLine, inserts, project, site, source, system } from '../../contracts/plan-rows.ts';

/** Months of the fiscal year 2026-27, in order. */
export const months: readonly string[] = [
  ...['07', '08', '09', '10', '11', '12'].map((month) => `2026-${month}`),
  ...['01', '02', '03', '04', '05', '06'].map((month) => `2027-${month}`),
];

function person(id: string, name: string): Cells {
  return { id, name, organization: 'District', active: true };
}

function milestones(number: string, location: string): Cells[] {
  const step = (milestone: string, start: string, finish: string): Cells => ({
    project: number,
    location,
    milestone,
    baselineNumber: 0,
    baselineStart: start,
    baselineFinish: finish,
    forecastStart: start,
    forecastFinish: finish,
  });
  return [
    step('M50 Installation start', '2026-10-05', '2026-10-05'),
    step('M70 Substantial completion', '2027-05-28', '2027-05-28'),
  ];
}

function scope(number: string, location: string): Cells {
  return {
    project: number,
    location,
    system: 'LAN',
    item: 'Replace 42 switches',
    plannedQuantity: 42,
    installedQuantity: 0,
    status: 'Planned',
    basis: 'Equal',
  };
}

/** The plan as the office proposes it: two projects and the reserve, none of them approved yet. */
export function proposedPlan(): Record<string, TableEdits> {
  const rows: Readonly<Record<string, readonly Cells[]>> = {
    sites: [site('0417'), site('0418', { region: 'South', boardDistrict: '2' })],
    systems: [system('LAN')],
    fundingSources: [
      source('BND-A', { authorized: 500_000_000, available: 450_000_000 }),
      source('F40', { type: 'General/Other', authorized: 50_000_000, available: 50_000_000 }),
    ],
    people: [
      person('PM-01', 'Ana Ortiz'),
      person('PM-02', 'Ben Okafor'),
      person('FC-01', 'Cy Field'),
      person('FIN-01', 'Félix Ibarra'),
    ],
    projects: [
      project('26.00001', { manager: 'PM-01' }),
      project('26.00002', { manager: 'PM-02', region: 'South' }),
      project('99.00000', { class: 'Program Reserve', manager: 'PM-01' }),
    ],
    scope: [scope('26.00001', '0417'), scope('26.00002', '0418')],
    budgetLines: [
      budgetLine('BL-001', { original: 100_000_000 }),
      budgetLine('BL-002', { original: 10_000_000, category: 'Contingency' }),
      budgetLine('BL-003', { project: '26.00002', original: 60_000_000 }),
      budgetLine('BL-004', {
        project: '26.00002',
        source: 'F40',
        category: 'Services & Licenses',
        original: 20_000_000,
      }),
      budgetLine('BL-009', { project: '99.00000', category: 'Program Reserve', original: 50_000_000 }),
    ],
    milestones: [...milestones('26.00001', '0417'), ...milestones('26.00002', '0418')],
    assignments: [
      { project: '26.00001', role: 'Project Manager', person: 'PM-01', from: '2026-07-01' },
      { project: '26.00002', role: 'Project Manager', person: 'PM-02', from: '2026-07-01' },
      { region: 'North', role: 'Field Coordinator', person: 'FC-01', from: '2026-07-01' },
    ],
    periods: months.map((period) => ({ period, status: 'Open' })),
  };
  return Object.fromEntries(Object.entries(rows).map(([table, cells]) => [table, inserts(...cells).edits]));
}
