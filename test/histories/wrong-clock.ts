import { createRandom } from './random.ts';

const DAY_MS = 86_400_000;
const MOST_DAYS_OFF = 3_650;
/** From twelve hours behind UTC to fourteen ahead of it, with quarters of an hour and with summer time. */
const zones = ['Etc/GMT+12', 'America/St_Johns', 'UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Kiritimati'];

export interface WrongClock {
  /** What this computer takes the time to be: up to ten years off, and now and then off by something else. */
  now(right: Date): Date;
  /** Makes this computer's time zone that of the process. */
  moveHere(): void;
}

/** A computer whose clock and time zone are anything, with chances of its own so that they shift nobody else's. */
export function wrongClock(seed: number): WrongClock {
  const random = createRandom(seed);
  const anyOffset = () => (random.next() - 0.5) * 2 * MOST_DAYS_OFF * DAY_MS;
  let offsetMs = anyOffset();
  const zone = random.pick(zones);
  return {
    now(right) {
      if (random.chance(0.2)) offsetMs = anyOffset();
      return new Date(right.getTime() + offsetMs);
    },
    moveHere() {
      process.env['TZ'] = zone;
    },
  };
}
