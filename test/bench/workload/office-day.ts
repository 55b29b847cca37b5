/** How many panes there are, how many of them push in a second, and for how long that goes on. */
export interface OfficeDay {
  readonly panes: number;
  readonly pushesPerSecond: number;
  readonly seconds: number;
}

/** Reads a mode such as "1000:100:120". */
export function officeDay(mode: string): OfficeDay {
  const [panes = 1, pushesPerSecond = 1, seconds = 1] = mode.split(':').map(Number);
  return { panes, pushesPerSecond, seconds };
}

/** What is due in a second of the day, from the tick before to this one, so that the rate holds whatever a tick takes. */
export function dueBetween(fromMs: number, toMs: number, perSecond: number): number {
  return Math.floor((toMs * perSecond) / 1000) - Math.floor((fromMs * perSecond) / 1000);
}
