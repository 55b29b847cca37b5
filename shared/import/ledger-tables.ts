import type { Column } from '../tables/column.ts';
import { defineTable, type Table } from '../tables/table.ts';

/** What an export of a ledger is read as: no table of the plan, since its rows do not say which budget line they are of. */
export type LedgerTableName = 'ledgerPostings' | 'ledgerOrders';

const NUMBER = { pattern: '^[A-Z0-9][A-Z0-9./-]{0,23}$', form: 'capital letters, digits, dashes, points and slashes' };
/** Texts of a ledger are only looked at, so none is too long. */
const LONGEST = 4_000;

function words(label: string, help: string): Column {
  return { kind: 'text', label, help, width: 20, maxLength: LONGEST };
}

/** By what both kinds of rows find their budget line. */
const hints = {
  budgetLine: words('Budget Line ID', 'Line that is charged, where the ledger or the office says so.'),
  account: words('Account String', 'Account, in whatever form.'),
  project: words('Project Number', 'Project as the ledger names it.'),
  budgetYear: words('Budget Year', 'Fiscal year of the budget that is charged.'),
  category: words('Cost Category', 'Category as the plan names it.'),
  org: words('Organization', 'School, department or cost center.'),
  owner: words('Owner', 'Who mends the row.'),
  exception: words('Exception No.', 'What it is kept under until it is mended.'),
};

/** Postings: what was paid, credited and corrected. */
export const ledgerPostings = defineTable({
  name: 'ledgerPostings',
  label: 'Ledger postings',
  excelName: 'SEP_LedgerPostings',
  sqlName: 'ledger_postings',
  help: 'Expenditures as the ledger exports them.',
  key: ['document', 'line'],
  duty: 'ledger',
  columns: {
    document: {
      kind: 'code',
      label: 'Document No.',
      help: 'Voucher or journal.',
      width: 15,
      ...NUMBER,
      required: true,
    },
    line: { kind: 'integer', label: 'Line', help: 'Line of the document.', width: 6, min: 1 },
    postingDate: { kind: 'date', label: 'Posting Date', help: 'Date in the ledger.', width: 12, required: true },
    period: { kind: 'period', label: 'Period', help: 'Accounting period.', width: 9 },
    amount: { kind: 'money', label: 'Amount', help: 'Posted amount; credits are negative.', width: 16 },
    debit: { kind: 'money', label: 'Debit', help: 'What was charged.', width: 16 },
    credit: { kind: 'money', label: 'Credit', help: 'What was credited.', width: 16 },
    sign: words('Debit/Credit', 'Which of them the amount is.'),
    commitment: words('Commitment No.', 'Purchase order or contract that is paid.'),
    commitmentLine: { kind: 'integer', label: 'Commitment Line', help: 'Its line.', width: 15, min: 1 },
    ...hints,
    vendor: words('Vendor', 'Who is paid.'),
    description: words('Description', 'Text of the posting.'),
    type: words('Type', 'Kind of posting.'),
    reverses: words('Reversed Document', 'Document that this one takes back.'),
    erateShare: { kind: 'money', label: 'E-Rate Share', help: 'Part that E-Rate pays.', width: 15 },
    invoiceMode: { kind: 'list', label: 'Invoice Mode', help: 'BEAR or SPI.', width: 12, values: ['BEAR', 'SPI'] },
  },
});

/** Commitments: contracts and purchase orders. */
export const ledgerOrders = defineTable({
  name: 'ledgerOrders',
  label: 'Ledger commitments',
  excelName: 'SEP_LedgerOrders',
  sqlName: 'ledger_orders',
  help: 'Contracts and purchase orders as the ledger exports them.',
  key: ['number', 'line'],
  duty: 'commitments',
  columns: {
    number: {
      kind: 'code',
      label: 'Commitment No.',
      help: 'Number in the ledger.',
      width: 16,
      ...NUMBER,
      required: true,
    },
    line: { kind: 'integer', label: 'Line', help: 'Line of the commitment.', width: 6, min: 1 },
    vendor: { kind: 'text', label: 'Vendor', help: 'Vendor name.', width: 22, maxLength: 80, required: true },
    type: words('Type', 'Kind of commitment.'),
    description: words('Description', 'What is bought.'),
    awardDate: { kind: 'date', label: 'Award Date', help: 'Day of award.', width: 12, required: true },
    amount: { kind: 'money', label: 'Amount', help: 'Value with its change orders.', width: 17, required: true },
    ...hints,
  },
});

/** Columns that a workbook of rows to mend gets behind those of the file, where the file has none of them. */
export const addedColumns = ['line', 'postingDate', 'budgetLine', 'owner', 'exception'] as const;

/** By it such a workbook is known again. */
export const EXCEPTION_HEADER = hints.exception.label;
export const MOST_ADDED = addedColumns.length;

export const ledgerTables: readonly Table[] = [ledgerPostings, ledgerOrders];
