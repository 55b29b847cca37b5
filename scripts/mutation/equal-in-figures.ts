import type { EqualChange } from './equal-change.ts';

/** Of figures, of how they and dates have moved, and of the schedule. */
export const equalInFigures: readonly EqualChange[] = [
  {
    file: 'bridge/bridge-figure.ts',
    code: 'if (oneSided.length === 0) return new Set();',
    become: ['false'],
    why: 'Of nothing nothing has moved; this spares looking for it.',
  },
  {
    file: 'bridge/bridge-figure.ts',
    code: 'const head = headOf(entry, moved.size > 0 && moved.has(placeOf(entry)), narrow);',
    become: ['true', 'moved.size >= 0'],
    why: 'Where nothing has moved no place has; this spares making its name.',
  },
  {
    file: 'bridge/bridge-figure.ts',
    code: 'if (rows.size === 0) return found;',
    become: ['false'],
    why: 'Of no row nothing is posted; this spares a look at all postings.',
  },
  {
    file: 'bridge/bridge-figure.ts',
    code: 'if (!rows.has(row)) return;',
    become: ['false'],
    why: 'Nobody asks for the places of other rows; this spares adding them up.',
  },
  {
    file: 'figures/allocate.ts',
    code: 'if (total === 0) return weights.map(() => 0);',
    become: ['false'],
    why: 'Each share of nothing is nothing; this spares the division.',
  },
  {
    file: 'figures/allocate.ts',
    code: 'const exactInDoubles = size <= Number.MAX_SAFE_INTEGER / weightSum;',
    become: ['false', 'size < Number.MAX_SAFE_INTEGER / weightSum'],
    why: 'Both ways divide exactly; doubles are only quicker.',
  },
  {
    file: 'figures/allocate.ts',
    code: 'if (left === 0) return;',
    become: ['false'],
    why: 'Of no cent left over nobody gets one; this spares the sorting.',
  },
  {
    file: 'figures/columns-read.ts',
    code: 'const stay = replaced.size === 0 ? known[table] : known[table].filter(({ row }) => !replaced.has(row));',
    become: ['false'],
    why: 'Where none is replaced all stay; this spares looking at each.',
  },
  {
    file: 'figures/totals.ts',
    code: 'if (!project.shares || shared.length === 0) return;',
    become: ['false'],
    why: 'No lines have no parts; this spares looking for their sites.',
  },
  {
    file: 'figures/totals.ts',
    code: 'if (amounts[name] === 0) continue;',
    become: ['false'],
    why: 'Nothing more moves no share; this spares sharing it.',
  },
  {
    file: 'moved/moved-rows.ts',
    code: "return typeof cell === 'string' && isDate(cell) ? cell : null;",
    become: ['true'],
    why: 'What is no text is no date; the compiler wants to hear it.',
  },
  {
    file: 'schedule/month-calendar.ts',
    code: 'const to = addDays(last, WEEK - 1 - weekdayOf(last));',
    become: ['WEEK + 1'],
    why: 'Days that fill no week are left out.',
  },
  {
    file: 'schedule/month-calendar.ts',
    code: '? []',
    become: ['["Stryker was here"]'],
    why: 'What has no day stands on none.',
  },
  {
    file: 'schedule/month-calendar.ts',
    code: 'if (day === null || projectName === undefined || !isShown || ENDS.includes(milestone.slice(0, 3))) return [];',
    become: ['["Stryker was here"]'],
    why: 'What has no day stands on none.',
  },
  {
    file: 'schedule/schedule-moves.ts',
    code: 'if (from === undefined || to === undefined) return [];',
    become: ['false', 'from === undefined && to === undefined'],
    why: 'From or to no day it is no number of days, which is never above another; the compiler wants to hear it.',
  },
  {
    file: 'schedule/site-work.ts',
    code: 'rows.milestones',
    become: ['rows.milestones'],
    why: 'Nobody asks for the milestones that are left out; this spares gathering them.',
  },
  {
    file: 'schedule/successor-moves.ts',
    code: 'const steps = [...after].flatMap(([row, cells]) => stepOf(row, cells) ?? []);',
    become: ['["Stryker was here"]'],
    why: 'What is no row has not moved.',
  },
  {
    file: 'schedule/successor-moves.ts',
    code: 'if (days.size === 0) return [];',
    become: ['false'],
    why: 'Where nothing has moved nothing follows; this spares looking for what follows.',
  },
];
