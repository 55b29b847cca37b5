import { REPORT_TEXT_LENGTH, reportTextLabels } from '../plan/report-texts.ts';
import { defineTable } from './table.ts';

export const reportTexts = defineTable({
  name: 'reportTexts',
  label: 'Report Texts',
  excelName: 'SEP_ReportTexts',
  sqlName: 'report_texts',
  help: 'Texts of the annual plan and of board reports. What is not written here is named in the report as to be written.',
  key: ['section'],
  duty: 'editRows',
  columns: {
    section: {
      kind: 'list',
      label: 'Section',
      help: 'Where the text stands.',
      width: 34,
      required: true,
      values: reportTextLabels,
    },
    text: {
      kind: 'longText',
      label: 'Text',
      help: 'As it is printed; an empty line begins a new paragraph.',
      width: 90,
      maxLength: REPORT_TEXT_LENGTH,
      required: true,
    },
  },
});
