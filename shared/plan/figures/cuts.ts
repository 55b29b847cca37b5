import { compareText } from '../../sync/compare-text.ts';
import { costCategories, programs, regions } from '../../tables/lists.ts';
import type { LineFacts } from './line-facts.ts';
import type { ProjectFacts } from './plan-facts.ts';
import type { ProgramRow } from './program-rows.ts';
import { DISTRICTWIDE, NO_FRN, NO_LINE, NO_MANAGER, NO_OBJECT, NO_SERIES, restGroups } from './rest-groups.ts';

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
  'program',
  'manager',
  'sourceType',
  'series',
  'object',
  'erateCategory',
  'frn',
] as const;

export type Cut = (typeof cuts)[number];

export type PlaceCut = 'site' | 'region' | 'boardDistrict';

export function isCut(name: string): name is Cut {
  return cuts.some((cut) => cut === name);
}

/** Every cut in words, in the order in which they are offered. */
export const cutLabels: { readonly [C in Cut]: string } = {
  source: 'Funding Source',
  sourceType: 'Source Type',
  series: 'Series / Issue',
  fiscalYear: 'Fiscal Year',
  program: 'Program',
  region: 'Region',
  status: 'Project Status',
  manager: 'Project Manager',
  category: 'Cost Category',
  object: 'Object',
  system: 'System',
  boardDistrict: 'Board District',
  project: 'Project',
  site: 'Site',
  erateCategory: 'E-Rate Category',
  frn: 'FRN',
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
  program: null,
  manager: 'people',
  sourceType: null,
  series: null,
  object: null,
  erateCategory: null,
  frn: null,
};

type Site = ProgramRow<'sites'>['cells'];

/** Cuts by place: a line without location is shared among the sites of its project's scope. */
export function isPlaceCut(cut: Cut): cut is PlaceCut {
  return cut === 'site' || cut === 'region' || cut === 'boardDistrict';
}

/** Cuts that put all lines of a project into one group. */
export function isProjectCut(cut: Cut): boolean {
  return cut === 'project' || cut === 'status' || cut === 'program' || cut === 'manager';
}

/** Cuts whose groups are made of whole funding sources. */
export type SourceCut = 'source' | 'sourceType' | 'series';

export function isSourceCut(cut: Cut): cut is SourceCut {
  return cut === 'source' || cut === 'sourceType' || cut === 'series';
}

/** The group of a funding source. */
export function sourceGroup(
  cut: SourceCut,
  code: string,
  { type, series }: { readonly type: string; readonly series: string | null },
): string {
  if (cut === 'source') return code;
  return cut === 'sourceType' ? type : (series ?? NO_SERIES);
}

/** Cuts whose groups are made of whole E-Rate funding requests. */
export type RequestCut = 'frn' | 'erateCategory';

export function isRequestCut(cut: Cut): cut is RequestCut {
  return cut === 'frn' || cut === 'erateCategory';
}

/** The group of a funding request. */
export function requestGroup(cut: RequestCut, frn: string, { category }: { readonly category: string }): string {
  return cut === 'frn' ? frn : category;
}

/** The group of a site. */
export function placeGroup(cut: Cut, site: Site): string {
  return cut === 'region' ? site.region : cut === 'boardDistrict' ? site.boardDistrict : site.code;
}

/** The group of a line, or of the part of it that falls to `site` (null: to none). */
export function groupOf(cut: Cut, line: LineFacts, project: Pick<ProjectFacts, 'cells'>, site: Site | null): string {
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
    case 'program':
      return project.cells?.program ?? NO_LINE;
    case 'manager':
      return project.cells?.manager ?? NO_MANAGER;
    case 'sourceType':
      return line.sourceType ?? NO_LINE;
    case 'series':
      return line.series ?? (line.row === null ? NO_LINE : NO_SERIES);
    case 'object':
      return line.object ?? (line.row === null ? NO_LINE : NO_OBJECT);
    case 'erateCategory':
      return line.erateCategory ?? NO_FRN;
    case 'frn':
      return line.frn ?? NO_FRN;
    case 'site':
    case 'region':
    case 'boardDistrict':
      return site === null ? DISTRICTWIDE : placeGroup(cut, site);
  }
}

const order: { readonly [C in Cut]?: readonly string[] } = {
  category: costCategories,
  region: regions,
  program: programs,
  status: ['Proposed', 'Approved', 'Active', 'On Hold', 'Substantially Complete', 'Complete', 'Cancelled'],
};

/** Order of a cut's groups in reports: that of the list where there is one, else of the text; the rests come last. */
export function compareGroups(cut: Cut, a: string, b: string): number {
  return rank(cut, a) - rank(cut, b) || compareText(a, b);
}

function rank(cut: Cut, group: string): number {
  if (restGroups.includes(group)) return Number.MAX_SAFE_INTEGER;
  const place = order[cut]?.indexOf(group) ?? 0;
  return place < 0 ? Number.MAX_SAFE_INTEGER - 1 : place;
}
