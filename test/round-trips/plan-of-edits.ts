import type { Cell } from '../../shared/tables/cell.ts';
import { hasHiddenRow, headersOf, textsOf, type SavedBook } from './saved-book.ts';
import type { Step } from './steps.ts';

/** What an edit of the plan has to become: one changed row, by its key, with the cells that change and no others. */
export interface ExpectedChange {
  readonly table: string;
  readonly key: string;
  readonly kind: 'insert' | 'update' | 'delete';
  /** Value afterwards by column; for an insert the filled cells, for a delete none. */
  readonly after: Readonly<Record<string, Cell>>;
}

export interface PlannedEdit {
  readonly title: string;
  readonly steps: readonly Step[];
  readonly changes: readonly ExpectedChange[];
  /** The upload asks before it does this. */
  readonly asked?: boolean;
  /** What the upload says of an edit that it does not take, each time it sees it. */
  readonly told?: { readonly rule: string; readonly message: string };
  /** For an edit that is to change nothing in the plan: whether the program has done it in the file. */
  readonly isIn?: (saved: SavedBook) => boolean;
}

const NOTE = '=„Ñandú“ + 学校 😀 ‘a’ & <b>';
const QUOTED = "'=1+1, said O’Brien";

/**
 * What a budget officer does in a spreadsheet program with the workbook of the mini program, each on rows of its own, so
 * that every edit can be told from the others in one upload.
 */
export const planOfEdits = {
  amount: {
    title: 'change an amount',
    steps: [
      {
        do: 'put',
        sheet: 'Funding Sources',
        row: { 'Source Code': 'F40' },
        header: 'Available Amount',
        value: { number: 987_654.33 },
      },
    ],
    changes: [{ table: 'fundingSources', key: 'F40', kind: 'update', after: { available: 98_765_433 } }],
  },
  note: {
    title: 'write notes with Unicode and a leading “=” or apostrophe',
    steps: [
      {
        do: 'put',
        sheet: 'Budget Lines',
        row: { 'Budget Line ID': 'BL-001' },
        header: 'Note',
        value: { text: NOTE },
      },
      {
        do: 'put',
        sheet: 'Budget Lines',
        row: { 'Budget Line ID': 'BL-002' },
        header: 'Note',
        value: { text: QUOTED },
      },
    ],
    changes: [
      { table: 'budgetLines', key: 'BL-001', kind: 'update', after: { note: NOTE } },
      { table: 'budgetLines', key: 'BL-002', kind: 'update', after: { note: QUOTED } },
    ],
  },
  date: {
    title: 'change a date',
    steps: [
      {
        do: 'put',
        sheet: 'Sites',
        row: { 'Location Code': '0433' },
        header: 'Enrollment As Of',
        value: { day: '2026-01-31' },
      },
    ],
    changes: [{ table: 'sites', key: '0433', kind: 'update', after: { enrollmentAsOf: '2026-01-31' } }],
  },
  code: {
    title: 'type a code with leading zeros',
    steps: [
      { do: 'put', sheet: 'Sites', row: { 'Location Code': '0417' }, header: 'ZIP', value: { text: '01234' } },
      {
        do: 'put',
        sheet: 'Sites',
        row: { 'Location Code': '0420' },
        header: 'Campus / Host Location',
        value: { text: '0433' },
      },
    ],
    changes: [
      { table: 'sites', key: '0417', kind: 'update', after: { zip: '01234' } },
      { table: 'sites', key: '0420', kind: 'update', after: { campus: '0433' } },
    ],
  },
  clear: {
    title: 'clear a cell',
    steps: [
      {
        do: 'put',
        sheet: 'Systems',
        row: { 'System Code': 'WLAN' },
        header: 'Useful Life (years)',
        value: { nothing: true },
      },
    ],
    changes: [{ table: 'systems', key: 'WLAN', kind: 'update', after: { usefulLife: null } }],
  },
  append: {
    title: 'add a row at the end',
    steps: [
      {
        do: 'append',
        sheet: 'Systems',
        cells: {
          'System Code': { text: 'BELL' },
          'System Name': { text: 'Bells and clocks' },
          Program: { text: 'Safety, Communications & Security' },
          'Default E-Rate Category': { text: 'Ineligible' },
          'Useful Life (years)': { number: 12 },
        },
      },
    ],
    changes: [
      {
        table: 'systems',
        key: 'BELL',
        kind: 'insert',
        after: {
          code: 'BELL',
          name: 'Bells and clocks',
          program: 'Safety, Communications & Security',
          erateCategory: 'Ineligible',
          usefulLife: 12,
        },
      },
    ],
  },
  insert: {
    title: 'insert a row in the middle',
    steps: [
      {
        do: 'insert',
        sheet: 'Commitment Changes',
        above: { 'Commitment No.': 'PO-4' },
        cells: {
          'CO No.': { text: 'CO-002' },
          'Commitment No.': { text: 'PO-2' },
          Line: { number: 10 },
          Date: { day: '2026-03-01' },
          Amount: { number: -100.25 },
          Reason: { text: 'Credit' },
          Status: { text: 'Pending' },
        },
      },
    ],
    changes: [
      {
        table: 'commitmentChanges',
        key: 'PO-2/10/CO-002',
        kind: 'insert',
        after: {
          number: 'CO-002',
          commitment: 'PO-2',
          commitmentLine: 10,
          date: '2026-03-01',
          amount: -10_025,
          reason: 'Credit',
          status: 'Pending',
        },
      },
    ],
  },
  delete: {
    title: 'delete a row',
    steps: [{ do: 'delete', sheet: 'Scope', row: { 'Location Code': '0420' } }],
    changes: [{ table: 'scope', key: '26.00001/0420/WLAN', kind: 'delete', after: {} }],
    asked: true,
  },
  sort: {
    title: 'sort a table by another column',
    steps: [{ do: 'sort', sheet: 'Sites', by: 'Site Name' }],
    changes: [],
    isIn: (saved) => textsOf(saved, 'Sites', 'Location Code').join() === '0420,0433,0417',
  },
  filter: {
    title: 'hide rows by a filter',
    steps: [{ do: 'filter', sheet: 'Forecast', header: 'Cost Category', keep: 'Equipment' }],
    changes: [],
    isIn: (saved) => hasHiddenRow(saved, 'Forecast'),
  },
  ownColumn: {
    title: 'add a column of one’s own with a formula',
    steps: [{ do: 'addColumn', sheet: 'Budget Lines', header: 'My half', formula: '=[Original Amount]/2' }],
    changes: [],
    isIn: (saved) => headersOf(saved, 'Budget Lines').at(-1) === 'My half',
  },
  moveColumn: {
    title: 'move a column',
    steps: [{ do: 'moveColumn', sheet: 'Expenditures', header: 'Posting Date', before: 'Document No.' }],
    changes: [],
    isIn: (saved) => headersOf(saved, 'Expenditures')[1] === 'Posting Date',
  },
  report: {
    title: 'type over a figure of a report',
    steps: [
      {
        do: 'put',
        sheet: 'By Source',
        headers: 5,
        row: { 'Source Code': 'BND-A' },
        header: 'Original Budget',
        value: { number: 5_600_000 },
      },
    ],
    changes: [],
    told: {
      rule: 'W15',
      message: 'By Source is a report: what you typed there (C7) is not taken. Change the tables instead.',
    },
    isIn: (saved) => saved.get('By Source')?.texts[6]?.[2] === '5600000',
  },
  ownSheet: {
    title: 'add a sheet of one’s own and rename it',
    steps: [
      {
        do: 'addSheet',
        sheet: 'My notes',
        lines: [{ text: 'Ask about BL-003' }, { formula: "=SUM('Budget Lines'!C2:C9)" }],
      },
      { do: 'renameSheet', sheet: 'My notes', to: 'Ideas for 2027' },
    ],
    changes: [],
    isIn: (saved) => saved.has('Ideas for 2027') && !saved.has('My notes'),
  },
} as const satisfies Readonly<Record<string, PlannedEdit>>;
