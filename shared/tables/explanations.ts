import type { Cell } from './cell.ts';
import { defineTable } from './table.ts';

/** Letters of an explanation that can be read as one. */
export const SHORTEST_EXPLANATION = 10;

/** True of a text that says why something stands. */
export function isLongEnough(text: Cell | undefined): boolean {
  return typeof text === 'string' && text.trim().length >= SHORTEST_EXPLANATION;
}

export const explanations = defineTable({
  name: 'explanations',
  label: 'Explanations',
  excelName: 'SEP_Explanations',
  sqlName: 'explanations',
  help: 'Why a finding of the checks stands and is not cured, and who sees to it. A month closes when every one is cured or explained.',
  key: ['checkId', 'subject'],
  duty: 'editRows',
  columns: {
    checkId: {
      kind: 'code',
      label: 'Check',
      help: 'Its number on the sheet Checks.',
      width: 8,
      pattern: '^[A-Z]{1,3}[0-9]{1,2}[A-Z]?$',
      form: 'the number of a check, as on the sheet Checks',
      required: true,
    },
    subject: {
      kind: 'text',
      label: 'Subject',
      help: 'What the finding speaks of, as it is called there.',
      width: 34,
      maxLength: 300,
      required: true,
    },
    status: {
      kind: 'list',
      label: 'Status',
      help: 'Explained: finance lets it stand as it is.',
      width: 11,
      required: true,
      values: ['Open', 'Explained'],
    },
    owner: { kind: 'text', label: 'Owner', help: 'Who sees to it.', width: 20, maxLength: 60 },
    explanation: {
      kind: 'longText',
      label: 'Explanation',
      help: 'Why it stands.',
      width: 60,
      maxLength: 2000,
    },
    difference: {
      kind: 'money',
      label: 'Difference Explained',
      help: 'How much was wrong then. What becomes worse has to be explained anew.',
      width: 18,
    },
    findings: {
      kind: 'integer',
      label: 'Findings Explained',
      help: 'How many findings of the check spoke of it then.',
      width: 16,
      min: 0,
    },
    explainedBy: { kind: 'text', label: 'Explained By', help: 'Filled in by the server.', width: 16, maxLength: 60 },
    explainedOn: { kind: 'date', label: 'Explained On', help: 'Filled in by the server.', width: 13 },
  },
});
