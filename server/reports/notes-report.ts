import { allFigures } from '../../shared/plan/figures/all-figures.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

const ABOUT: readonly (readonly [string, string])[] = [
  [
    'Figures',
    'Money is exact to the cent and summed in whole cents. Totals are values; the sheet Checks foots them with live SUM formulas.',
  ],
  [
    'Day',
    'The report sheets say which day they are of: nothing posted, awarded or effective after it counts, and an approved change that comes into effect later is pending. The sheets after Notes hold the plan itself; their grey columns are of the day on which the revision was made, as in every synced sheet.',
  ],
  ['Signs', 'Variance at completion is positive when under budget. Finish variance in days is positive when late.'],
  ['Percent', 'One decimal, half away from zero; empty where the base is 0.'],
  [
    'Shared amounts',
    'Amounts by site, region and board district are shared by the project’s scope with the largest-remainder method, so they add up to the cent.',
  ],
  [
    'Editing',
    'The sheets after Notes may be edited in any spreadsheet program and uploaded again. Grey columns are computed by the server and not read back. Keep the hidden column Row ID and the headers.',
  ],
  [
    'Locked cells',
    'Cells that are grey in part of a column are fixed by an act, such as an approval or the close of a month. Select one to see why. What is typed there is not taken; the answer to the upload says who fixed it, when, and what to do instead.',
  ],
  [
    'Uploading',
    'Only cells you changed are sent. Where somebody else changed the same cell since this revision, both values are shown and you decide.',
  ],
];

/** What a reader has to know about the figures, and the definition of every measure. */
export function notesReport({ snapshot, tables }: ReportInput): ReportSheet {
  const counted = tables.map(({ table, rows }) => `${rows.length} ${table.label}`).join(', ');
  const definitions = allFigures.map(({ number, label, definition }): ReportCell[] => [number, label, definition]);
  return {
    name: 'Notes',
    title: `${snapshot.name} – Notes`,
    lines: headingLines(snapshot),
    columns: [
      { label: 'No.', width: 8, format: 'text' },
      { label: 'Subject', width: 30, format: 'text' },
      { label: 'Meaning', width: 100, format: 'wrapped' },
    ],
    rows: [
      [null, 'Contents', counted],
      ...ABOUT.map(([subject, meaning]): ReportCell[] => [null, subject, meaning]),
      ...definitions,
    ],
  };
}
