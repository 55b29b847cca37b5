import type { TableName } from '../../tables/all-tables.ts';
import type { Cells } from '../../tables/cell.ts';
import { plantedCases } from './planted-cases.ts';
import { lineOf, payment, row, soundGround, type PlantedRow } from './sound-work.ts';

/** An edit of one planted row, which is found by what it holds. */
interface RowEdit {
  readonly table: TableName;
  readonly where: Cells;
  readonly cells: Cells;
}

/** How a rule of the whole plan is met at the door, told from its planted case. */
export interface PlantedEdit {
  readonly rule: string;
  /** The edit that brings the planted case about. */
  readonly breaks: RowEdit;
  /** What those cells hold before, so that all is well. */
  readonly sound: Cells;
  /** What they hold where it was amiss already. Absent: what the planted case says. */
  readonly already?: Cells;
  /** An edit of what is amiss already that leaves it no worse; absent: the one that brings the planted case about. */
  readonly eases?: RowEdit;
  /** What is said, where it is not what the planted case says. */
  readonly message?: string;
  /** It is kept from the first push on, so that nothing can be amiss before. */
  readonly isNeverBefore?: true;
  /** Rows that are there besides. */
  readonly besides?: readonly PlantedRow[];
}

const setting = (key: string): PlantedRow => row('programSettings', { key, value: 'Error' });
const edit = (table: TableName, where: Cells, cells: Cells): RowEdit => ({ table, where, cells });
const sends = (n: number): Pick<PlantedEdit, 'breaks' | 'sound' | 'eases'> => ({
  breaks: edit('changes', { number: `BC-${n}` }, { status: 'Pending' }),
  sound: { status: 'Draft' },
  eases: edit('changes', { number: `BC-${n}` }, { status: 'Approved', effectiveDate: '2026-11-01' }),
});
const step = (n: number, milestone: string): Cells => ({ project: `27.00${n}`, milestone });

/** One for every rule of the whole plan that refuses edits, in the order of their ids. */
export const plantedEdits: readonly PlantedEdit[] = [
  {
    rule: 'C04',
    breaks: edit('commitments', { number: 'PO-4' }, { status: 'Open' }),
    sound: { status: 'Draft' },
    eases: edit('commitments', { number: 'PO-4' }, { vendor: 'Vendor B04', status: 'Closed' }),
  },
  {
    rule: 'V13',
    breaks: edit('fundingSources', { code: 'LIMIT' }, { authorized: 9_999_999 }),
    sound: { authorized: 10_000_000 },
    already: { authorized: 9_999_998 },
  },
  {
    rule: 'V14',
    breaks: edit('projects', { number: '27.00114' }, { bondListRef: null }),
    sound: { bondListRef: 'A-IT-04' },
    eases: edit('projects', { number: '27.00114' }, { class: 'Multi-site' }),
  },
  {
    rule: 'V15',
    breaks: edit('fundingSources', { code: 'CLASS' }, { allowedPrograms: 'Classroom Technology' }),
    sound: { allowedPrograms: null },
    already: { allowedPrograms: 'Business Systems' },
  },
  {
    rule: 'V16',
    breaks: edit('fundingSources', { code: 'BND-A' }, { type: 'GO Bond' }),
    sound: { type: 'General/Other' },
    already: { fund: '22' },
    eases: edit('fundingSources', { code: 'BND-A' }, { fund: '21' }),
    besides: [setting('Bond money on salaries')],
  },
  {
    rule: 'V17',
    breaks: edit('fundingSources', { code: 'BND-A' }, { fund: '21' }),
    sound: { fund: '40' },
    already: { fund: '35' },
  },
  { rule: 'V20', ...sends(120), isNeverBefore: true },
  { rule: 'V21', ...sends(121), isNeverBefore: true },
  {
    rule: 'V22',
    ...sends(122),
    eases: edit('commitments', { number: 'PO-122' }, { description: 'Fewer access points' }),
  },
  { rule: 'V23', ...sends(123) },
  {
    rule: 'V25',
    breaks: edit('commitments', { number: 'PO-125' }, { original: 10_000_001 }),
    sound: { original: 10_000_000 },
    already: { original: 10_000_002 },
  },
  {
    rule: 'V26',
    breaks: edit('expenditures', { document: 'V-126' }, { amount: 500_001 }),
    sound: { amount: 500_000 },
    already: { amount: 500_002 },
  },
  {
    rule: 'V27',
    breaks: edit('commitments', { number: 'PO-127' }, { status: 'Open' }),
    sound: { status: 'Draft' },
    eases: edit('commitments', { number: 'PO-127' }, { status: 'Closed' }),
  },
  { rule: 'V34', ...sends(134) },
  {
    rule: 'V36',
    breaks: edit('forecasts', { project: '27.00136' }, { etc: 4_999_999 }),
    sound: { etc: 5_000_000 },
    already: { etc: 4_999_998 },
  },
  {
    rule: 'V39',
    breaks: edit('milestones', step(139, 'M70 Substantial completion'), { forecastFinish: '2027-07-31' }),
    sound: { forecastFinish: '2027-08-15' },
    already: { forecastFinish: '2027-07-30' },
  },
  {
    rule: 'V40',
    breaks: edit('milestones', step(140, 'M50 Installation start'), { actualStart: '2059-11-16' }),
    sound: { actualStart: null },
    already: { actualStart: '2059-12-01' },
    message:
      'M50 · Installation start of 27.00140 · Done tomorrow at 0140 · School 140: actual date 2059-11-16 is in the future.',
  },
  {
    rule: 'V42',
    breaks: edit('milestones', step(142, 'M60 Installation complete'), { forecastFinish: '2027-08-01' }),
    sound: { forecastFinish: '2027-07-31' },
    already: { forecastFinish: '2027-08-02' },
    besides: [setting('Work in a blocked window')],
  },
  {
    rule: 'V46',
    breaks: edit('projects', { number: '27.00146' }, { status: 'Active' }),
    sound: { status: 'Approved' },
    eases: edit('projects', { number: '27.00146' }, { manager: 'PM-07' }),
  },
  {
    rule: 'V47',
    breaks: edit('projects', { number: '27.00147' }, { financialStatus: 'Closed' }),
    sound: { financialStatus: 'Closing' },
    eases: edit('projects', { number: '27.00147' }, { status: 'Substantially Complete' }),
  },
  {
    rule: 'V48',
    breaks: edit('scope', { project: '27.00148' }, { share: 999_999 }),
    sound: { share: 1_000_000 },
    already: { share: 999_998 },
  },
  {
    rule: 'V49',
    breaks: edit('milestones', step(149, 'M45 Form 471 filed'), { forecastFinish: '2027-02-11' }),
    sound: { forecastFinish: '2027-02-12' },
    already: { forecastFinish: '2027-02-10' },
  },
  {
    rule: 'V51',
    breaks: edit('fundingRequests', { frn: '9900000151' }, { preDiscount: 2_500_001 }),
    sound: { preDiscount: 2_500_000 },
    already: { preDiscount: 2_500_002 },
  },
  {
    rule: 'V52',
    breaks: edit('expenditures', { document: 'V-152' }, { invoiceMode: 'SPI' }),
    sound: { invoiceMode: null },
    eases: edit('expenditures', { document: 'V-152' }, { type: 'Payment application' }),
  },
];

/** What an import brings of the ledger: a posting that breaks a rule. It is told as the planted case, or as said here. */
export const plantedImports: readonly { readonly rule: string; readonly of: string; readonly posting: PlantedRow }[] = [
  { rule: 'C04', of: 'C04', posting: payment(4, 1, { document: 'V-4', commitment: null, commitmentLine: null }) },
  { rule: 'V16', of: 'V16', posting: direct(116, { account: '21-9010-0-0000-8500-2200-116' }) },
  { rule: 'V17', of: 'V17', posting: direct(117, { account: '40-9010-0-0000-8500-6400-117' }) },
  { rule: 'V26', of: 'V26', posting: payment(126, 1, { document: 'V-126B' }) },
  { rule: 'V27', of: 'V27', posting: direct(127, {}) },
  { rule: 'V52', of: 'V52', posting: payment(152, -1, { document: 'V-152B', invoiceMode: 'SPI' }) },
];

function direct(n: number, cells: Cells): PlantedRow {
  return payment(n, 1, { budgetLine: lineOf(n), commitment: null, commitmentLine: null, ...cells });
}

/** The plan around a planted case, with one of its rows as it is before an edit. */
export function planBefore({ rule, breaks, besides = [] }: PlantedEdit, cells: Cells): PlantedRow[] {
  const planted = plantedCases.find((each) => each.rule === rule);
  const rows = planted?.rows ?? [];
  return [...soundGround, ...besides, ...rows].map((each) =>
    isRow(each, breaks) ? { ...each, cells: { ...each.cells, ...cells } } : each,
  );
}

/** True of the row that an edit is of. */
export function isRow({ table, cells }: PlantedRow, { table: of, where }: Pick<RowEdit, 'table' | 'where'>): boolean {
  return table === of && Object.entries(where).every(([column, value]) => cells[column] === value);
}
