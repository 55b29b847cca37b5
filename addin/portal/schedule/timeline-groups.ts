import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { grouped } from '../../../shared/plan/grouped.ts';
import { isLate } from '../../../shared/guide/plain-status.ts';

/** By what the lines of the timeline stand together. */
export type TimelineCut = 'project' | 'site' | 'program' | 'region';

export const timelineCuts: { readonly [C in TimelineCut]: string } = {
  project: 'Project',
  site: 'School',
  program: 'Program',
  region: 'Region',
};

export function isTimelineCut(name: string): name is TimelineCut {
  return Object.hasOwn(timelineCuts, name);
}

/** Lines that stand together, with what their own bar shows: from the first start to the last finish of them all. */
export interface TimelineGroup {
  readonly key: string;
  /** "Wi-Fi at schools" */
  readonly name: string;
  /** Its code; null where the name is all there is. */
  readonly code: string | null;
  readonly lines: readonly SiteWork[];
  readonly late: number;
  /** As the strip draws it: done where everything is done, late where something is. */
  readonly span: GroupSpan;
}

export type GroupSpan = Pick<
  SiteWork,
  'baselineStart' | 'baselineFinish' | 'start' | 'finish' | 'blocked' | 'indicator' | 'isPastDue'
>;

/** The lines of a timeline by project, school, program or region, in the order of names; what is at no school comes last. */
export function timelineGroups(work: readonly SiteWork[], by: TimelineCut): TimelineGroup[] {
  return [...grouped(work, (line) => identityOf(line, by).key)]
    .flatMap(([key, lines]): TimelineGroup[] => {
      const [first] = lines;
      if (first === undefined) return [];
      const { name, code } = identityOf(first, by);
      return [{ key, name, code, lines, late: lines.filter(isLate).length, span: spanOf(lines) }];
    })
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') || a.name.localeCompare(b.name, 'en') || compare(a.key, b.key),
    );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function identityOf(line: SiteWork, by: TimelineCut): Pick<TimelineGroup, 'key' | 'name' | 'code'> {
  switch (by) {
    case 'project':
      return { key: line.project, name: line.projectName, code: line.project };
    case 'site':
      return line.location === null
        ? { key: '', name: 'Whole district', code: null }
        : { key: line.location, name: line.siteName ?? line.location, code: line.location };
    case 'program':
      return { key: line.program, name: line.program, code: null };
    case 'region':
      return { key: line.region ?? '', name: line.region ?? 'No region', code: null };
  }
}

function spanOf(lines: readonly SiteWork[]): GroupSpan {
  const days = ordered(lines.flatMap(({ start, finish }) => [start?.day, finish?.day]));
  const [first, last] = [days[0] ?? null, days.at(-1) ?? null];
  const isDone = lines.every(({ finish }) => finish?.isActual === true);
  const isLateAtAll = lines.some(isLate);
  return {
    baselineStart:
      ordered(lines.map(({ baselineStart, baselineFinish }) => baselineStart ?? baselineFinish))[0] ?? null,
    baselineFinish: ordered(lines.map(({ baselineFinish }) => baselineFinish)).at(-1) ?? null,
    start: first === null ? null : { day: first, isActual: lines.some(({ start }) => start?.isActual === true) },
    finish: last === null ? null : { day: last, isActual: isDone },
    // Which days are blocked depends on the school.
    blocked: [],
    indicator: '–',
    isPastDue: isLateAtAll,
  };
}

function ordered(days: readonly (string | null | undefined)[]): string[] {
  return days.filter((day) => day !== null && day !== undefined).sort();
}
