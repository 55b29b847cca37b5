/** How the monthly schedule is arranged: by region and school, or by program and project. */
export const scheduleEditions = ['region', 'program'] as const;
export type ScheduleEdition = (typeof scheduleEditions)[number];

export function isScheduleEdition(text: string): text is ScheduleEdition {
  return scheduleEditions.some((edition) => edition === text);
}

/** What the editions are called. */
export const editionLabels: { readonly [E in ScheduleEdition]: string } = {
  region: 'By region and school',
  program: 'By program and project',
};

/** What a report is written as. */
export const reportFileTypes = ['pdf', 'docx', 'xlsx'] as const;
export type ReportFileType = (typeof reportFileTypes)[number];

/** The reports of a plan, in the order in which they are offered. */
export const reportNames = ['annual', 'variance', 'monthly-schedule', 'site', 'amendment'] as const;
export type ReportName = (typeof reportNames)[number];

export function isReportName(text: string): text is ReportName {
  return reportNames.some((name) => name === text);
}

/** What somebody has to choose for a report beside day and revision. */
export type ReportOption = 'edition' | 'site' | 'change';

interface ReportWords {
  readonly label: string;
  /** What stands in it, in a sentence. */
  readonly says: string;
  readonly option: ReportOption | null;
  readonly types: readonly ReportFileType[];
}

export const reportWords: { readonly [N in ReportName]: ReportWords } = {
  annual: {
    label: 'Annual plan',
    says: 'The chapters of the plan with the office’s texts, sources and uses of funds, deliverables and appendices.',
    option: null,
    types: reportFileTypes,
  },
  variance: {
    label: 'Variance and accountability',
    says: 'Where the plan stands beside the month before, what deviates, what has changed, and what is due.',
    option: null,
    types: reportFileTypes,
  },
  'monthly-schedule': {
    label: 'Monthly schedule',
    says: 'Every approved project at every school, with baseline, expected and actual dates.',
    option: 'edition',
    types: ['pdf'],
  },
  site: {
    label: 'Site sheet',
    says: 'A page for a school: its projects, what they cost and when, systems in service, blocked days, whom to ask.',
    option: 'site',
    types: reportFileTypes,
  },
  amendment: {
    label: 'Amendment packet',
    says: 'A board report with Exhibit A, every budget line before and after, and lines to sign on.',
    option: 'change',
    types: reportFileTypes,
  },
};
