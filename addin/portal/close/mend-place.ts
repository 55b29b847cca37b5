import type { CloseFlag } from '../../../shared/protocol/periods.ts';

/** A page of the program where what a flag speaks of is looked at and mended. */
export interface MendPlace {
  /** Below the program. */
  readonly page: string;
  readonly label: string;
}

const PROJECT = /^(\d{2}\.\d{5})(?!\d)/;
const SITE = /^(?:Sites )?(\d{4})(?!\d)/;

/** Null: there is no page of just that; its row is in the workbook of rows to mend. */
export function mendPlace({ subject, row }: Pick<CloseFlag, 'subject' | 'row'>): MendPlace | null {
  const [, project] = PROJECT.exec(subject) ?? [];
  if (project !== undefined) return { page: `projects/${project}`, label: `Project ${project}` };
  const [, site] = row?.table === 'sites' ? (SITE.exec(subject) ?? []) : [];
  return site === undefined ? null : { page: `schools/${site}`, label: `School ${site}` };
}
