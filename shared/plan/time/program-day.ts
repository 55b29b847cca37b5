import { getOrMake } from '../../sync/get-or-make.ts';

/** Tells days, and keeps what it has worked out last. */
export interface ProgramDays {
  /** The calendar day of a moment in a time zone, as `YYYY-MM-DD`. */
  readonly dayIn: (timeZone: string, moment: Date) => string;
  /** True for a name that the rules of time know, such as America/Denver. */
  readonly isTimeZone: (name: string) => boolean;
}

const MOMENTS_KEPT = 100;

export function programDays(): ProgramDays {
  /** By time zone: to make one costs more than everything else about a small sync. */
  const formats = new Map<string, Intl.DateTimeFormat>();
  /** By time zone the days of the moments asked for last: a sync asks several times for its own and that of the head. */
  const known = new Map<string, Map<number, string>>();

  const formatOf = (timeZone: string): Intl.DateTimeFormat => {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    return getOrMake(formats, timeZone, () => new Intl.DateTimeFormat('en-US', { timeZone, ...parts }));
  };

  const workOutDay = (timeZone: string, moment: Date): string => {
    const [month = '', day = '', year = ''] = formatOf(timeZone).format(moment).split('/');
    return `${year.padStart(4, '0')}-${month}-${day}`;
  };

  return {
    dayIn: (timeZone, moment) => {
      const days = getOrMake(known, timeZone, () => new Map<number, string>());
      const at = moment.getTime();
      const found = days.get(at);
      if (found !== undefined) return found;
      if (days.size >= MOMENTS_KEPT) days.clear();
      const day = workOutDay(timeZone, moment);
      days.set(at, day);
      return day;
    },
    isTimeZone: (name) => {
      if (!/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
      try {
        return formatOf(name) instanceof Intl.DateTimeFormat;
      } catch {
        return false;
      }
    },
  };
}

export const { dayIn, isTimeZone } = programDays();

/** The hour of a moment in a time zone, 0–23. */
export function hourIn(timeZone: string, moment: Date): number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' });
  return Number(format.format(moment));
}
