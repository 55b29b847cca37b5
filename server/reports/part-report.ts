import type { Verdict } from '../../shared/plan/invariants/judge-plan.ts';
import { headingLines, type ReportInput } from './report-input.ts';
import type { ReportCell, ReportSheet } from './report-sheet.ts';

const HOW: readonly (readonly [string, string])[] = [
  [
    'What this is',
    'A part of the plan for you to complete or correct. The rest of the plan is not in this file, and stays as it is.',
  ],
  [
    'What to do',
    'Change the cells that are white, add rows below the last one, and delete rows that are to go. Save the file and send it back.',
  ],
  ['Grey rows', 'Rows that are grey as a whole are here for their names only. Nothing that is typed there is taken.'],
  ['Grey columns', 'Worked out by the server, and not read back.'],
  [
    'Coming back',
    'Who returns the file sees every change before the plan takes it. Where somebody else has changed the same cell meanwhile, both values are shown and decided between.',
  ],
  ['Keep', 'The headers, the hidden first column, and the name of each sheet.'],
];

/** What whoever gets a part of the plan has to know, and what the checks ask of it. */
export function partReports(input: ReportInput, label: string, verdicts: readonly Verdict[]): ReportSheet[] {
  const { snapshot } = input;
  const about: ReportSheet = {
    name: 'Read Me',
    title: `${snapshot.name} – ${label}`,
    lines: headingLines(snapshot),
    columns: [
      { label: 'Subject', width: 20, format: 'text' },
      { label: 'Meaning', width: 100, format: 'wrapped' },
    ],
    rows: HOW,
  };
  const questions: ReportSheet = {
    name: 'Open Questions',
    title: `${snapshot.name} – Open Questions`,
    lines: headingLines(snapshot),
    columns: [
      { label: 'No.', width: 8, format: 'text' },
      { label: 'Subject', width: 40, format: 'text' },
      { label: 'Question', width: 80, format: 'wrapped' },
      { label: 'What to do', width: 60, format: 'wrapped' },
    ],
    rows: verdicts.flatMap(({ id, mend, findings }) =>
      findings.map(({ subject, message }): ReportCell[] => [id, subject, message, mend]),
    ),
  };
  return verdicts.length === 0 ? [about] : [about, questions];
}
