import type { TableName } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';

/** A row of the dirty plan: its table and its cells. */
export interface PlantedRow {
  readonly table: TableName;
  readonly cells: Cells;
}

/** The day on which the dirty plan is looked at. */
export const DIRTY_DAY = '2026-11-15';

export const row = (table: TableName, cells: Cells): PlantedRow => ({ table, cells });

/** What all planted cases share, and nothing wrong with any of it. */
export const soundGround: readonly PlantedRow[] = [
  row('systems', {
    code: 'WLAN',
    name: 'Wireless LAN',
    program: 'School Network Modernization',
    erateCategory: 'C2',
    usefulLife: 7,
  }),
  row('people', { id: 'PM-07', name: 'Project Manager 07', organization: 'District', active: true }),
  source('BND-A', 'Measure A', { type: 'GO Bond', fund: '21' }),
  source('F40', 'Fund 40', { type: 'General/Other', fund: '40' }),
  row('periods', { period: '2026-09', status: 'Closed', controlTotal: 0 }),
  row('periods', { period: '2026-10', status: 'Open' }),
];

/** A source with plenty of money, 50,000,000.00 of it, unless `cells` say otherwise. */
export function source(code: string, name: string, cells: Cells): PlantedRow {
  return row('fundingSources', {
    code,
    name,
    type: 'GO Bond',
    fund: '21',
    resource: '9010',
    authorized: 5_000_000_000,
    available: 5_000_000_000,
    ...cells,
  });
}

/** What of a sound piece of work is to be otherwise. A null cell is empty. */
interface Otherwise {
  readonly site?: Cells;
  readonly project?: Cells;
  readonly line?: Cells;
  readonly scope?: Cells;
  /** By the code of the step, such as M70. */
  readonly milestones?: Readonly<Record<string, Cells>>;
  /** Parts that are missing. */
  readonly without?: readonly ('line' | 'scope' | 'milestones')[];
}

/** Names that the parts of a piece of work have by its number: 14 → project 27.00014, line BL-14, site 0014. */
export const projectOf = (n: number): string => `27.${String(n).padStart(5, '0')}`;
export const lineOf = (n: number): string => `BL-${n}`;
export const siteOf = (n: number): string => String(n).padStart(4, '0');

const steps: Readonly<Record<string, Cells>> = {
  M50: { milestone: 'M50 Installation start', forecastStart: '2027-06-15', forecastFinish: '2027-06-15' },
  M60: { milestone: 'M60 Installation complete', forecastFinish: '2027-08-01' },
  M70: { milestone: 'M70 Substantial completion', forecastFinish: '2027-08-15', baselineFinish: '2027-08-15' },
};

/** An active project of 100,000.00 at a site of its own, in which everything is in order, but for what is said otherwise. */
export function work(n: number, name: string, otherwise: Otherwise = {}): PlantedRow[] {
  const { site = {}, project = {}, line = {}, scope = {}, milestones = {}, without = [] } = otherwise;
  const [number, location] = [projectOf(n), siteOf(n)];
  const parts = {
    line: [
      row('budgetLines', {
        id: lineOf(n),
        project: number,
        source: 'BND-A',
        fiscalYear: '2026-27',
        category: 'Equipment',
        original: 10_000_000,
        ...line,
      }),
    ],
    scope: [
      row('scope', {
        project: number,
        location,
        system: 'WLAN',
        item: 'Replace access points',
        status: 'Planned',
        basis: 'Equal',
        ...scope,
      }),
    ],
    milestones: [...new Set([...Object.keys(steps), ...Object.keys(milestones)])].map((step) =>
      row('milestones', { project: number, location, baselineNumber: 0, ...steps[step], ...milestones[step] }),
    ),
  };
  return [
    row('sites', {
      code: location,
      name: `School ${n}`,
      cdsCode: `9999999000${location}`,
      type: 'Elementary',
      erateClass: 'School',
      region: 'North',
      boardDistrict: '1',
      street: `${n} Basin Way`,
      city: 'Cedar Basin',
      state: 'CA',
      zip: '93599',
      enrollment: 0,
      status: 'Active',
      ...site,
    }),
    row('projects', {
      number,
      name,
      program: 'School Network Modernization',
      primarySystem: 'WLAN',
      class: 'Site',
      region: 'North',
      scopeDescription: 'Replace access points.',
      bondListRef: 'A-IT-04',
      status: 'Active',
      phase: 'Installation',
      financialStatus: 'Open',
      approvalDate: '2026-01-20',
      percentComplete: 500_000,
      manager: 'PM-07',
      ...project,
    }),
    ...(['line', 'scope', 'milestones'] as const).flatMap((part) => (without.includes(part) ? [] : parts[part])),
  ];
}

/** A purchase order on the line of a piece of work. */
export function order(n: number, original: number, cells: Cells = {}): PlantedRow {
  return row('commitments', {
    number: `PO-${n}`,
    line: 1,
    budgetLine: lineOf(n),
    vendor: `Vendor ${n}`,
    type: 'Contract',
    description: 'Access points',
    awardDate: '2026-03-02',
    original,
    status: 'Open',
    ...cells,
  });
}

/** A posting on that order, in October 2026. */
export function payment(n: number, amount: number, cells: Cells = {}): PlantedRow {
  return row('expenditures', {
    document: `V-${n}`,
    line: 1,
    postingDate: '2026-10-12',
    period: '2026-10',
    budgetLine: lineOf(n),
    commitment: `PO-${n}`,
    commitmentLine: 1,
    amount,
    type: 'Invoice',
    ...cells,
  });
}

/** A budget change with its lines: amounts in cents by Budget Line ID. */
export function change(n: number, amounts: Readonly<Record<string, number>>, cells: Cells = {}): PlantedRow[] {
  const number = `BC-${n}`;
  return [
    row('changes', {
      number,
      type: 'Technical Correction',
      status: 'Pending',
      title: 'Move the money',
      reason: 'The switches cost more than was planned.',
      requestedBy: 'PM-07',
      ...cells,
    }),
    ...Object.entries(amounts).map(([budgetLine, amount], index) =>
      row('changeLines', { change: number, line: index + 1, budgetLine, amount }),
    ),
  ];
}
