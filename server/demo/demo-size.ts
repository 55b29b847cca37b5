/** How big a demo program is. The location code has four digits, so a state has at most 9,999 sites. */
export interface DemoSize {
  readonly sites: number;
  readonly projects: number;
  /** Board meetings a year that amend the plan. */
  readonly meetings: number;
  readonly managers: number;
  /** Forecasts are kept from the month before this day on. */
  readonly forecastsFrom: string;
}

/** Last day of the demo's data: figures, ledger and actual dates end here. */
export const DATA_DATE = '2026-10-31';
/** The day on which the demo's history begins: what is older was there when the district took up the plan. */
export const FIRST_DAY = '2024-11-05';

export const demoSizes = {
  demo: { sites: 60, projects: 40, meetings: 6, managers: 12, forecastsFrom: FIRST_DAY },
  district: { sites: 1_120, projects: 520, meetings: 12, managers: 40, forecastsFrom: FIRST_DAY },
  state: { sites: 9_600, projects: 5_200, meetings: 24, managers: 400, forecastsFrom: DATA_DATE },
} as const satisfies Readonly<Record<string, DemoSize>>;

/** Names of the sizes, the worked example among them. */
export type DemoSizeName = 'mini' | keyof typeof demoSizes;
