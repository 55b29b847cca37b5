import { programs } from '../tables/lists.ts';

/** One text of the reports that the office writes. */
export interface ReportTextSpec {
  /** Stands in the table Report Texts; is for ever, since rows hold it. */
  readonly label: string;
  /** Chapter of the annual plan, or the amendment packet, in which it stands. */
  readonly chapter: string;
  /** What belongs into it, in a sentence. */
  readonly says: string;
}

const annual: readonly ReportTextSpec[] = [
  {
    label: 'Board and oversight committee',
    chapter: 'Cover',
    says: 'Members of the Board of Education and of the bond oversight committee, and the superintendent.',
  },
  { label: 'Mission', chapter: 'Executive summary', says: 'What the program is for.' },
  { label: 'Vision', chapter: 'Executive summary', says: 'What schools will have when it is done.' },
  { label: 'Guiding principles', chapter: 'Executive summary', says: 'By what it is decided what comes first.' },
  { label: 'Organization', chapter: 'Executive summary', says: 'Who answers to whom.' },
  { label: 'Goals and scope', chapter: 'Programs', says: 'What the programs are to reach together.' },
  ...programs.map((program) => ({
    label: `Program: ${program}`,
    chapter: 'Programs',
    says: `Goals, scope and systems of ${program}.`,
  })),
  { label: 'Funding overview', chapter: 'Funding and cost', says: 'Where the money comes from, in words.' },
  { label: 'Cost management', chapter: 'Funding and cost', says: 'How estimates are made and held.' },
  { label: 'Funds management', chapter: 'Funding and cost', says: 'How money is set aside, moved and accounted for.' },
  { label: 'Management structure', chapter: 'Management', says: 'How the program is led.' },
  { label: 'Coordination', chapter: 'Management', says: 'How work is agreed with schools, facilities and vendors.' },
  { label: 'Design guidelines', chapter: 'Management', says: 'Standards that every installation follows.' },
  { label: 'Reporting calendar', chapter: 'Management', says: 'Which report comes when, and to whom.' },
  { label: 'Audits', chapter: 'Accountability', says: 'Who audits the program, and when.' },
  { label: 'Change control', chapter: 'Accountability', says: 'How the plan is amended.' },
  { label: 'Accomplishments', chapter: 'Accomplishments', says: 'What last year brought, in words.' },
  { label: 'Deliverables', chapter: 'Deliverables planned', says: 'What is planned next, in words.' },
];

const amendment: readonly ReportTextSpec[] = [
  {
    label: 'Amendment: background',
    chapter: 'Amendment packet',
    says: 'What comes before the recommendation of every board report.',
  },
  {
    label: 'Amendment: fiscal impact',
    chapter: 'Amendment packet',
    says: 'What is said of the money beside the figures.',
  },
];

/** Every text, in the order in which they stand in the reports. */
export const reportTextSpecs: readonly ReportTextSpec[] = [...annual, ...amendment];

/** The words of all texts, for the drop-down of the sheet. */
export const reportTextLabels: readonly string[] = reportTextSpecs.map(({ label }) => label);

/** Characters that a text may have. */
export const REPORT_TEXT_LENGTH = 8000;
