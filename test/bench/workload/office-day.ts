/** How many panes there are, how many of them push in a second, and for how long that goes on. */
export interface OfficeDay {
  readonly panes: number;
  readonly pushesPerSecond: number;
  readonly seconds: number;
  /** The workbook is consolidated at the beginning and each minute. */
  readonly consolidates: boolean;
}

/** Reads a mode such as "1000:100:120", or "200:20:20:plain" for a day without consolidations. */
export function officeDay(mode: string): OfficeDay {
  const [numbers, consolidates] = [mode.replace(':plain', ''), !mode.endsWith(':plain')];
  const [panes = 1, pushesPerSecond = 1, seconds = 1] = numbers.split(':').map(Number);
  return { panes, pushesPerSecond, seconds, consolidates };
}

/** What is due in a second of the day, from the tick before to this one, so that the rate holds whatever a tick takes. */
export function dueBetween(fromMs: number, toMs: number, perSecond: number): number {
  return Math.floor((toMs * perSecond) / 1000) - Math.floor((fromMs * perSecond) / 1000);
}
