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
