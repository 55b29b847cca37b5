import type { PlanFacts } from '../figures/plan-facts.ts';
import { totalsOf, type MeasureValues } from '../figures/totals.ts';

/** A part of a site's money. */
export interface SiteMoneyPart {
  readonly project: string;
  /** Funding source; empty where a forecast has no budget line. */
  readonly source: string;
  readonly values: MeasureValues;
}

export interface SiteMoney {
  /** The site's figures, as the totals by site have them; null: no money is planned there. */
  readonly figures: MeasureValues | null;
  /** By project and source; their money adds up to the figures. */
  readonly parts: readonly SiteMoneyPart[];
}

/** What is planned, obligated and spent at one site: the same as in the totals by site, from the projects that touch it alone. */
export function siteMoney(facts: PlanFacts, code: string): SiteMoney {
  const projects = new Map(
    [...facts.projects].filter(
      ([, { lines, shares }]) =>
        lines.some(({ location }) => location === code) || shares?.some(({ site }) => site === code) === true,
    ),
  );
  const touching = { ...facts, projects };
  const own = totalsOf(touching, ['site']).rows.find(({ groups: [site] }) => site === code);
  const parts = totalsOf(touching, ['project', 'source', 'site']).rows.flatMap(
    ({ groups: [project = '', source = '', site], values }): SiteMoneyPart[] =>
      site === code ? [{ project, source, values }] : [],
  );
  return { figures: own?.values ?? null, parts };
}

/** The sum of a measure in money over parts, in cents. */
export function sumOfParts(parts: readonly SiteMoneyPart[], measure: string): number {
  return parts.reduce((sum, { values }) => sum + (values[measure] ?? 0), 0);
}
