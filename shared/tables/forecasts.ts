import { ALL_CATEGORIES, costCategories } from './lists.ts';
import { defineTable } from './table.ts';

export const forecasts = defineTable({
  name: 'forecasts',
  label: 'Forecast',
  excelName: 'SEP_Forecast',
  sqlName: 'forecasts',
  help: 'Estimate to complete per project, category and month. The latest month of each category counts.',
  key: ['project', 'category', 'period'],
  duty: 'forecastAndSchedule',
  scope: { project: 'project' },
  columns: {
    project: {
      kind: 'reference',
      label: 'Project Number',
      help: 'Project.',
      width: 14,
      table: 'projects',
      required: true,
    },
    category: {
      kind: 'list',
      label: 'Cost Category',
      help: 'All categories stands for those without a forecast of their own.',
      width: 22,
      required: true,
      values: [...costCategories, ALL_CATEGORIES],
    },
    period: {
      kind: 'period',
      label: 'Period',
      help: 'Month of the estimate, such as 2026-11.',
      width: 9,
      required: true,
    },
    etc: {
      kind: 'money',
      label: 'Estimate to Complete',
      help: 'Cost still to come, open encumbrances and pending changes included.',
      width: 18,
      min: 0,
      required: true,
    },
    method: { kind: 'list', label: 'Method', help: 'By hand or by default.', width: 10, values: ['Manual', 'Default'] },
    basis: { kind: 'text', label: 'Basis Note', help: 'How the estimate was made.', width: 36, maxLength: 500 },
    updatedBy: { kind: 'text', label: 'Updated By', help: 'Who made the estimate.', width: 14, maxLength: 60 },
    updatedOn: { kind: 'date', label: 'Updated On', help: 'Day of the estimate.', width: 12 },
  },
});
