import type { YearOffice } from './year-office.ts';

/** A part of the year's story, told after those before it. */
export interface Chapter {
  readonly title: string;
  readonly tell: (office: YearOffice) => Promise<void>;
}
