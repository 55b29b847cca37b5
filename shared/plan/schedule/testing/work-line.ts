import type { SiteWork, WorkDay } from '../site-work.ts';

export const actual = (day: string): WorkDay => ({ day, isActual: true });
export const expected = (day: string): WorkDay => ({ day, isActual: false });

/** A line of the schedule at a school, without dates unless they are given. */
export function workLine(location: string, cells: Partial<SiteWork> = {}): SiteWork {
  return {
    project: '26.00001',
    projectName: 'Wi-Fi',
    program: 'School Network Modernization',
    location,
    siteName: `Peña School ${location}`,
    region: 'North',
    boardDistrict: null,
    systems: [],
    status: 'Active',
    phase: 'Installation',
    percentComplete: 0,
    baselineStart: null,
    baselineFinish: null,
    start: null,
    finish: null,
    variance: null,
    indicator: '–',
    isPastDue: false,
    remark: null,
    blocked: [],
    clashes: [],
    ...cells,
  };
}
