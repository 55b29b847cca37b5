import type { Cell, Cells } from '../../shared/tables/cell.ts';

/** How far a project's work had come by a day, read off its milestones as they came out. */
export interface Progress {
  readonly status: string;
  readonly financialStatus: string;
  readonly phase: string;
  /** In ten-thousandths of a percent, as the column has it. */
  readonly percentComplete: number;
}

/** Progress by the end of `day` of a project that was approved before. */
export function progressAt(milestones: readonly Cells[], day: string): Progress {
  const of = (name: string) => milestones.filter(({ milestone }) => String(milestone).startsWith(name));
  const isDone = (name: string) => of(name).every(({ actualFinish }) => isBy(actualFinish, day));
  const isBegun = (name: string) => of(name).some(({ forecastFinish }) => isBy(forecastFinish, day));
  const works = milestones.filter(({ milestone }) => !/^M(?:10|80|90)/.test(String(milestone)));
  const done = works.filter(({ actualFinish }) => isBy(actualFinish, day)).length / Math.max(1, works.length);
  const isComplete = isDone('M80');
  return {
    status: statusOf({ isComplete, isUsable: isDone('M70'), isBegun: isBegun('M20') }),
    financialStatus: isDone('M90') ? 'Closed' : isComplete ? 'Closing' : 'Open',
    phase: phaseOf(isDone, isBegun),
    percentComplete: isComplete ? 1_000_000 : Math.min(975_000, Math.round(done * 1_000) * 1_000),
  };
}

export function isBy(date: Cell | undefined, day: string): boolean {
  return typeof date === 'string' && date <= day;
}

function statusOf(is: { readonly isComplete: boolean; readonly isUsable: boolean; readonly isBegun: boolean }): string {
  if (is.isComplete) return 'Complete';
  if (is.isUsable) return 'Substantially Complete';
  return is.isBegun ? 'Active' : 'Approved';
}

function phaseOf(isDone: (name: string) => boolean, isBegun: (name: string) => boolean): string {
  if (isDone('M70')) return 'Close-out';
  if (isDone('M60')) return 'Testing & Cutover';
  if (isBegun('M40')) return 'Installation';
  if (isDone('M30')) return 'Procurement (Bid & Award)';
  return isBegun('M20') ? 'Design' : 'Pre-Design';
}
