import { costCategories, regions } from '../tables/lists.ts';
import type { LineFacts } from './line-facts.ts';
import type { ProjectFacts } from './plan-facts.ts';
import type { ProgramRow } from './program-rows.ts';
import { compareText } from './site-shares.ts';

/** Attributes that totals can be cut by, in the order of the documentation. */
export const cuts = [
  'project',
  'source',
  'fiscalYear',
  'category',
  'system',
  'site',
  'region',
  'boardDistrict',
  'status',
] as const;

export type Cut = (typeof cuts)[number];

export function isCut(name: string): name is Cut {
  return cuts.some((cut) => cut === name);
}

/** Every cut in words, in the order in which they are offered. */
export const cutLabels: { readonly [C in Cut]: string } = {
  source: 'Funding Source',
  fiscalYear: 'Fiscal Year',
  region: 'Region',
  status: 'Project Status',
  category: 'Cost Category',
  system: 'System',
  boardDistrict: 'Board District',
  project: 'Project',
  site: 'Site',
};

/** Wire name of the table whose codes are the groups of a cut; null: the groups are words. */
export const tableOfCut: { readonly [C in Cut]: string | null } = {
  project: 'projects',
  source: 'fundingSources',
  fiscalYear: null,
  category: null,
  system: 'systems',
  site: 'sites',
  region: null,
  boardDistrict: null,
  status: null,
};

/** Where money goes that belongs to no site: neither the line nor the project's scope names one. */
export const DISTRICTWIDE = 'Districtwide';
/** Where a forecast goes that no budget line stands behind, in cuts by an attribute of lines. */
export const NO_LINE = 'No budget line';

type Site = ProgramRow<'sites'>['cells'];

/** Cuts by place: a line without location is shared among the sites of its project's scope. */
export function isPlaceCut(cut: Cut): boolean {
  return cut === 'site' || cut === 'region' || cut === 'boardDistrict';
}

/** Cuts that put all lines of a project into one group. */
export function isProjectCut(cut: Cut): boolean {
  return cut === 'project' || cut === 'status';
}

/** The group of a line, or of the part of it that falls to `site` (null: to none). */
export function groupOf(cut: Cut, line: LineFacts, project: ProjectFacts, site: Site | null): string {
  switch (cut) {
    case 'project':
      return line.project;
    case 'source':
      return line.source ?? NO_LINE;
    case 'fiscalYear':
      return line.fiscalYear ?? NO_LINE;
    case 'category':
      return line.category ?? NO_LINE;
    case 'system':
      return line.system ?? project.cells?.primarySystem ?? NO_LINE;
    case 'status':
      return project.cells?.status ?? NO_LINE;
    case 'site':
      return site?.code ?? DISTRICTWIDE;
    case 'region':
      return site?.region ?? DISTRICTWIDE;
    case 'boardDistrict':
      return site?.boardDistrict ?? DISTRICTWIDE;
  }
}

const order: { readonly [C in Cut]?: readonly string[] } = {
  category: costCategories,
  region: regions,
  status: ['Proposed', 'Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled'],
};

/** Order of a cut's groups in reports: that of the list where there is one, else of the text; the rests come last. */
export function compareGroups(cut: Cut, a: string, b: string): number {
  return rank(cut, a) - rank(cut, b) || compareText(a, b);
}

function rank(cut: Cut, group: string): number {
  if (group === DISTRICTWIDE || group === NO_LINE) return Number.MAX_SAFE_INTEGER;
  const place = order[cut]?.indexOf(group) ?? 0;
  return place < 0 ? Number.MAX_SAFE_INTEGER - 1 : place;
}
