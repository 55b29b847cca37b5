import { programs, regions, roles } from './lists.ts';
import { defineTable } from './table.ts';

export const assignments = defineTable({
  name: 'assignments',
  label: 'Assignments',
  excelName: 'SEP_Assignments',
  sqlName: 'assignments',
  help: 'Who holds which role for a project, a program or a region, and since when.',
  key: ['project', 'program', 'region', 'role', 'person', 'from'],
  duty: 'fundingAndPeople',
  columns: {
    project: {
      kind: 'reference',
      label: 'Project Number',
      help: 'Empty when the role is for a program or region.',
      width: 14,
      table: 'projects',
    },
    program: { kind: 'list', label: 'Program', help: 'For roles of a whole program.', width: 30, values: programs },
    region: { kind: 'list', label: 'Region', help: 'For roles of a whole region.', width: 10, values: regions },
    role: {
      kind: 'list',
      label: 'Role',
      help: 'Role in the governance chain.',
      width: 24,
      required: true,
      values: roles,
    },
    person: {
      kind: 'reference',
      label: 'Person ID',
      help: 'Who holds it.',
      width: 11,
      table: 'people',
      required: true,
    },
    from: { kind: 'date', label: 'From', help: 'First day.', width: 12, required: true },
    to: { kind: 'date', label: 'To', help: 'Last day; empty while it lasts.', width: 12 },
  },
});
