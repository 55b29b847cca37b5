import { settingLabels } from '../plan/program-settings.ts';
import { defineTable } from './table.ts';

export const programSettings = defineTable({
  name: 'programSettings',
  label: 'Program Settings',
  excelName: 'SEP_ProgramSettings',
  sqlName: 'program_settings',
  help: 'Limits and habits in which offices differ. What is not set here has its default.',
  key: ['key'],
  duty: 'fundingAndPeople',
  columns: {
    key: {
      kind: 'list',
      label: 'Setting',
      help: 'What is set.',
      width: 34,
      required: true,
      values: settingLabels,
    },
    value: {
      kind: 'text',
      label: 'Value',
      help: 'An amount, a number of days, a percentage or a word, by the setting.',
      width: 24,
      maxLength: 60,
      required: true,
    },
    note: { kind: 'text', label: 'Note', help: 'Why, and since when.', width: 44, maxLength: 500 },
  },
});
