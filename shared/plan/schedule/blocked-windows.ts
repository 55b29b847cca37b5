import type { Row } from '../../tables/all-tables.ts';

type Window = Pick<Row<'calendar'>, 'appliesTo' | 'target'>;
type Site = Pick<Row<'sites'>, 'code' | 'type' | 'region'>;

/** True when a window of the calendar applies to a site; what is at no site knows only those for all. */
export function covers({ appliesTo, target }: Window, site: Site | undefined): boolean {
  if (appliesTo === 'All') return true;
  if (site === undefined) return false;
  const named = (target ?? '').split(';').map((part) => part.trim());
  if (appliesTo === 'Region') return named.includes(site.region);
  return named.includes(appliesTo === 'Site Type' ? site.type : site.code);
}
