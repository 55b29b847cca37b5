const DAY_MS = 24 * 60 * 60 * 1000;
/** The weeks over which the demo's history is spread. */
const WEEKS = 8;

/**
 * When a step of the demo's history is said to have been done: on working days of the eight weeks before `until`, in
 * their order, at the hours of an office on the machine that shows them. The last is on the working day before.
 * @param step place of the step, from 0
 */
export function demoTime(step: number, count: number, until: Date): Date {
  const days = workingDaysBefore(until);
  const day = days[Math.floor(((step + 1) * days.length) / Math.max(count, 1)) - 1] ?? days[0] ?? until;
  const at = new Date(day);
  // Steps of one day stay in their order: the morning is shared out among all of them.
  at.setHours(8, Math.floor((step * 9 * 60) / Math.max(count, 1)) + ((step * 7) % 5), (step * 37) % 60, 0);
  return at;
}

/** From the first to the last. */
function workingDaysBefore(until: Date): Date[] {
  return Array.from({ length: WEEKS * 7 }, (_, back) => new Date(until.getTime() - (back + 1) * DAY_MS))
    .filter((day) => day.getDay() !== 0 && day.getDay() !== 6)
    .toReversed();
}
