/** True in `npm run test:long`: the sizes that a release is judged by. Else those of every change: a few CPU minutes. */
export const isLong = process.env['SEP_TEST_SIZE'] === 'long';

/** How often a law is tried: in the long run as many times as often. */
export function tries(onEveryChange: number, times = 20): number {
  return isLong ? onEveryChange * times : onEveryChange;
}

const DAY_MS = 86_400_000;
/** Seeds of one day: far more than any run plays. */
export const SEEDS_A_DAY = 100_000;

/**
 * Where the seeds of generated histories begin: elsewhere every day, so that what a day's run is too small to meet is
 * met over time. The seed of a failure is told with the command that plays it again; SEP_SEED repeats a whole run.
 */
export function firstSeed(today: Date = new Date(), asked: string | undefined = process.env['SEP_SEED']): number {
  const isAsked = asked !== undefined && /^\d{1,12}$/.test(asked);
  return isAsked ? Number(asked) : Math.floor(today.getTime() / DAY_MS) * SEEDS_A_DAY;
}
