import { grouped } from '../../../shared/plan/grouped.ts';
import type { SiteWork } from '../../../shared/plan/schedule/site-work.ts';
import { siteStanding, type SiteStanding } from '../../../shared/plan/sites/site-standing.ts';
import type { ListedSite } from '../../../shared/protocol/sites.ts';
import { textFilter } from '../../views/schedule/filter-work.ts';
import { counted } from '../../views/cell-words.ts';

/** A site with all that is done there. */
export interface SchoolRow extends ListedSite {
  readonly work: readonly SiteWork[];
  readonly standing: SiteStanding;
}

/** Sites with their work, in their order. */
export function schoolRows(sites: readonly ListedSite[], work: readonly SiteWork[], asOf: string): SchoolRow[] {
  const workAt = grouped(work, ({ location }) => location);
  return sites.map((site) => {
    const here = workAt.get(site.code) ?? [];
    return { ...site, work: here, standing: siteStanding(here, asOf) };
  });
}

/** What of the schools is looked at; empty texts and nulls leave nothing out. */
export interface SchoolFilter {
  /** Parts of code, name or city. */
  readonly text: string;
  readonly region: string | null;
  readonly standing: SiteStanding | null;
}

/** The sites that pass a filter; a code that is typed whole comes first. */
export function filterSchools<S extends Pick<SchoolRow, 'code' | 'name' | 'city' | 'region' | 'standing'>>(
  rows: readonly S[],
  { text, region, standing }: SchoolFilter,
): S[] {
  const holds = textFilter(text);
  const typed = text.trim();
  return rows
    .filter((row) => region === null || row.region === region)
    .filter((row) => standing === null || row.standing === standing)
    .filter(({ code, name, city }) => holds(`${code} ${name} ${city}`))
    .sort((a, b) => Number(b.code === typed) - Number(a.code === typed));
}

/** "2 projects, next: starts 2026-12-01"; what is done is counted only where nothing else is. */
export function workWords(work: readonly SiteWork[], asOf: string): string {
  if (work.length === 0) return 'Nothing planned';
  const open = work.filter(({ finish }) => finish?.isActual !== true);
  if (open.length === 0) return `${counted(work.length, 'project')}, done`;
  const next = open
    .flatMap(({ start, finish }) => [
      { words: 'starts', day: start },
      { words: 'finishes', day: finish },
    ])
    .flatMap(({ words, day }) => (day === null || day.isActual || day.day < asOf ? [] : [{ words, day: day.day }]))
    .sort((a, b) => (a.day < b.day ? -1 : 1))[0];
  return next === undefined
    ? counted(open.length, 'project')
    : `${counted(open.length, 'project')}, next one ${next.words} ${next.day}`;
}
