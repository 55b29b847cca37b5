import { placeGroup, type Cut } from '../figures/cuts.ts';
import { erateCategoryOf, frnOf, requestsOfGroup } from '../figures/line-requests.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import { DISTRICTWIDE, NO_FRN, NO_LINE, NO_SERIES } from '../figures/rest-groups.ts';
import { NO_SITE, type LineGroup } from './line-sums.ts';

/** The kept sums that a cut adds up. */
export function sumsOfCut(cut: Cut): LineGroup {
  switch (cut) {
    case 'sourceType':
    case 'series':
      return 'source';
    case 'frn':
    case 'erateCategory':
      return 'requests';
    case 'region':
    case 'boardDistrict':
      return 'site';
    default:
      return cut;
  }
}

/** What sources, funding requests and sites say on the day that is asked about. */
export type SumFacts = Pick<PlanFacts, 'sources' | 'requests' | 'sites'>;

/** Gives the group of a cut that kept sums of a group add up to: the same as `groupOf` of any of their lines. */
export function groupOfSums(cut: Cut, { sources, requests, sites }: SumFacts): (group: string) => string {
  switch (cut) {
    case 'sourceType':
      return (source) => sources.get(source)?.type ?? NO_LINE;
    case 'series':
      return (source) => (source === NO_LINE ? NO_LINE : (sources.get(source)?.series ?? NO_SERIES));
    case 'frn':
      return (frns) => frnOf(requestsOfGroup(frns)) ?? NO_FRN;
    case 'erateCategory': {
      const categories = new Map([...requests].map(([frn, { category }]) => [frn, category]));
      return (frns) => erateCategoryOf(requestsOfGroup(frns), categories) ?? NO_FRN;
    }
    case 'site':
    case 'region':
    case 'boardDistrict':
      return (code) => {
        const site = code === NO_SITE ? undefined : sites.get(code);
        return site ? placeGroup(cut, site) : DISTRICTWIDE;
      };
    default:
      return (group) => group;
  }
}
