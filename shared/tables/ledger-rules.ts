import { costCategories } from './lists.ts';
import { defineTable } from './table.ts';

const PATTERN_LENGTH = 120;
const pattern = (label: string, of: string) =>
  ({
    kind: 'text',
    label,
    help: `${of}; * stands for anything, ? for one character. Empty: any.`,
    width: 24,
    maxLength: PATTERN_LENGTH,
  }) as const;

export const ledgerRules = defineTable({
  name: 'ledgerRules',
  label: 'Ledger Rules',
  excelName: 'SEP_LedgerRules',
  sqlName: 'ledger_rules',
  help: 'Which budget line a row of the ledger belongs to where no commitment and no account says so. The first rule that fits holds.',
  key: ['order'],
  duty: 'ledger',
  columns: {
    order: {
      kind: 'integer',
      label: 'Order',
      help: 'Rules are tried in this order. Leave gaps, such as 10, 20, 30.',
      width: 8,
      min: 1,
      required: true,
    },
    account: pattern('Account', 'Such as 21-9010-*-5800-*'),
    vendor: pattern('Vendor', 'Vendor in the ledger'),
    description: pattern('Description', 'Text of the posting, such as *LABOR*'),
    project: pattern('Project', 'Project as the ledger names it'),
    org: pattern('Organization', 'School, department or cost center in the ledger'),
    budgetLine: {
      kind: 'reference',
      label: 'Budget Line ID',
      help: 'Line that such rows are charged to.',
      width: 14,
      table: 'budgetLines',
    },
    toProject: {
      kind: 'reference',
      label: 'To Project',
      help: 'Project that they belong to. Empty: the one that the row names.',
      width: 14,
      table: 'projects',
    },
    category: {
      kind: 'list',
      label: 'Cost Category',
      help: 'Category of the project’s line. Its account tells the source.',
      width: 22,
      values: costCategories,
    },
    outside: {
      kind: 'flag',
      label: 'Not of this plan',
      help: 'TRUE: such rows are left out, and their sum is told.',
      width: 15,
    },
    note: { kind: 'text', label: 'Note', help: 'Why the rule is there.', width: 40, maxLength: 500 },
  },
});
