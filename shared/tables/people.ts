import { defineTable } from './table.ts';

export const people = defineTable({
  name: 'people',
  label: 'People',
  excelName: 'SEP_People',
  sqlName: 'people',
  help: 'People who carry the plan. Signing in is separate from this list.',
  key: ['id'],
  rowName: 'name',
  duty: 'fundingAndPeople',
  columns: {
    id: {
      kind: 'code',
      label: 'Person ID',
      help: 'Such as PM-07.',
      width: 11,
      pattern: '^[A-Z0-9][A-Z0-9-]{0,15}$',
      form: 'capital letters, digits and dashes',
      required: true,
    },
    name: { kind: 'text', label: 'Display Name', help: 'Name in reports.', width: 24, maxLength: 80, required: true },
    organization: {
      kind: 'list',
      label: 'Organization',
      help: 'Where the person works.',
      width: 13,
      required: true,
      values: ['District', 'Consultant', 'Contractor'],
    },
    email: { kind: 'text', label: 'Email', help: 'Address.', width: 28, maxLength: 120 },
    active: { kind: 'flag', label: 'Active', help: 'FALSE for people who have left.', width: 8, required: true },
  },
});
