import { defineTable } from './table.ts';

export const changeLines = defineTable({
  name: 'changeLines',
  label: 'Change Lines',
  excelName: 'SEP_ChangeLines',
  sqlName: 'change_lines',
  help: 'What each change adds to or takes from a budget line. Lines of a change net to zero per source.',
  key: ['change', 'line'],
  duty: 'draftChanges',
  scope: { budgetLine: 'budgetLine', change: 'change' },
  columns: {
    change: {
      kind: 'reference',
      label: 'Change No.',
      help: 'Change it belongs to.',
      width: 12,
      table: 'changes',
      required: true,
    },
    line: { kind: 'integer', label: 'Line', help: 'Line of the change.', width: 6, min: 1, required: true },
    budgetLine: {
      kind: 'reference',
      label: 'Budget Line ID',
      help: 'Line whose budget changes.',
      width: 14,
      table: 'budgetLines',
      required: true,
    },
    amount: {
      kind: 'money',
      label: 'Amount',
      help: 'Plus adds to the line, minus takes from it.',
      width: 16,
      required: true,
    },
    counterpart: {
      kind: 'reference',
      label: 'From / To',
      help: 'Line on the other side of a transfer.',
      width: 14,
      table: 'budgetLines',
    },
    rebaseline: { kind: 'flag', label: 'Re-baseline', help: 'The change also moves milestone baselines.', width: 11 },
    note: { kind: 'text', label: 'Note', help: 'Scope added or removed, or any remark.', width: 34, maxLength: 500 },
  },
});
