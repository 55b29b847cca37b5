import type { Clock } from '../calculation/calculated-book.ts';
import { serialOfDate } from './serial-date.ts';

/** The clock and the dice of the machine; tests give their own. */
export const systemClock: Clock = {
  now: () => {
    const date = new Date();
    const day = serialOfDate(date.getFullYear(), date.getMonth() + 1, date.getDate()) ?? 0;
    return day + (date.getHours() * 3600 + date.getMinutes() * 60 + date.getSeconds()) / 86_400;
  },
  random: () => Math.random(),
};
