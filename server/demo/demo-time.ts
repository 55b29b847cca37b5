const DAY_MS = 24 * 60 * 60 * 1000;
/** The weeks over which a history without days of its own is spread. */
const WEEKS = 8;

/** What a history knows of its steps' times: see `SeedStep`. */
export interface Timed {
  readonly on: string | null;
}

/**
 * When the steps of the demo's history are said to have been done: on their own day and hour, in their order; those without
 * on working days of the eight weeks before `until`. At the hours of an office on the machine that shows them. Where the
 * last would lie ahead of `until`, all of them are so many days earlier.
 */
export function demoTimes(steps: readonly Timed[], until: Date): Date[] {
  const times = steps.map(({ on }, i) => (on === null ? spreadTime(i, steps.length, until) : ownTime(on, i)));
  const last = times.reduce((latest, time) => Math.max(latest, time.getTime()), 0);
  const days = Math.max(0, Math.ceil((last - until.getTime()) / DAY_MS));
  return days === 0 ? times : times.map((time) => daysEarlier(time, days));
}

/** Seconds keep the steps of one hour in their order. */
function ownTime(on: string, step: number): Date {
  const [year = 0, month = 1, day = 1, hour = 0] = on.split(/[-T]/).map(Number);
  return new Date(year, month - 1, day, hour, Math.floor((step % 3_600) / 60), step % 60);
}

function daysEarlier(time: Date, days: number): Date {
  const earlier = new Date(time);
  earlier.setDate(earlier.getDate() - days);
  return earlier;
}

function spreadTime(step: number, count: number, until: Date): Date {
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
