import type { MonthlySchedule } from './monthly-schedule.ts';

/** A stretch of the schedule, as the template sets it. */
export interface SchedulePart extends MonthlySchedule {
  /** It has the title. */
  readonly begins: boolean;
  /** It has what is said of the whole. */
  readonly ends: boolean;
}

/** The compiler keeps a quarter of a megabyte for each line until a part is set. */
const MOST_LINES = 650;

/**
 * The parts in which a schedule is set: a small one as a whole; of a large one whole groups together, as many as go into a
 * part, and what is said of the whole apart. A group that is larger than a part goes on in the next.
 */
export function scheduleParts(schedule: MonthlySchedule, mostLines = MOST_LINES): SchedulePart[] {
  const parts: MonthlySchedule['groups'][number][][] = [];
  let room = 0;
  for (const group of schedule.groups.flatMap((each) => pieces(each, mostLines))) {
    if (group.lines.length > room) {
      parts.push([]);
      room = mostLines;
    }
    parts.at(-1)?.push(group);
    room -= group.lines.length;
  }
  if (parts.length <= 1) return [{ ...schedule, begins: true, ends: true }];
  return [
    ...parts.map((groups, place) => ({ ...schedule, groups, lists: [], begins: place === 0, ends: false })),
    { ...schedule, groups: [], begins: false, ends: true },
  ];
}

function pieces({ name, lines }: MonthlySchedule['groups'][number], mostLines: number): MonthlySchedule['groups'] {
  if (lines.length <= mostLines) return [{ name, lines }];
  return Array.from({ length: Math.ceil(lines.length / mostLines) }, (_, place) => ({
    name: place === 0 ? name : `${name}, continued`,
    lines: lines.slice(place * mostLines, (place + 1) * mostLines),
  }));
}
