import type { Row } from '../../../shared/tables/all-tables.ts';
import { readCells, type ReportMoment } from '../document/report-moment.ts';

/** What a site sheet says beside schedule and figures. */
export interface SiteRows {
  readonly sites: readonly SiteCells[];
  readonly projects: readonly Pick<
    Row<'projects'>,
    'number' | 'name' | 'program' | 'status' | 'scopeDescription' | 'manager' | 'percentComplete'
  >[];
  readonly scope: readonly Pick<Row<'scope'>, 'project' | 'location' | 'system' | 'item' | 'status'>[];
  readonly systems: readonly Pick<Row<'systems'>, 'code' | 'name' | 'usefulLife'>[];
  readonly siteSystems: readonly InstalledSystem[];
  readonly fundingSources: readonly Pick<Row<'fundingSources'>, 'code' | 'name'>[];
  readonly calendar: readonly Pick<
    Row<'calendar'>,
    'start' | 'end' | 'appliesTo' | 'target' | 'type' | 'severity' | 'note'
  >[];
  readonly assignments: readonly Pick<
    Row<'assignments'>,
    'project' | 'program' | 'region' | 'role' | 'person' | 'from' | 'to'
  >[];
  readonly people: readonly Pick<Row<'people'>, 'id' | 'name' | 'organization'>[];
  readonly siteBoundaries: readonly Pick<
    Row<'siteBoundaries'>,
    'location' | 'effectiveFrom' | 'region' | 'boardDistrict'
  >[];
}

export type SiteCells = Pick<
  Row<'sites'>,
  | 'code'
  | 'name'
  | 'type'
  | 'region'
  | 'boardDistrict'
  | 'street'
  | 'city'
  | 'state'
  | 'zip'
  | 'grades'
  | 'enrollment'
  | 'enrollmentAsOf'
  | 'status'
  | 'contactRole'
>;

export type InstalledSystem = Pick<
  Row<'siteSystems'>,
  | 'location'
  | 'system'
  | 'sequence'
  | 'quantity'
  | 'unit'
  | 'generation'
  | 'installedDate'
  | 'endOfSupport'
  | 'condition'
  | 'installedBy'
>;

const siteColumns = [
  ...(['code', 'name', 'type', 'region', 'boardDistrict', 'street', 'city', 'state', 'zip'] as const),
  ...(['grades', 'enrollment', 'enrollmentAsOf', 'status', 'contactRole'] as const),
] as const;
const installedColumns = [
  ...(['location', 'system', 'sequence', 'quantity', 'unit'] as const),
  ...(['generation', 'installedDate', 'endOfSupport', 'condition', 'installedBy'] as const),
] as const;

/** Call it inside a snapshot. */
export async function readSiteRows(moment: ReportMoment): Promise<SiteRows> {
  return {
    sites: await readCells(moment, 'sites', siteColumns),
    projects: await readCells(moment, 'projects', [
      'number',
      'name',
      'program',
      'status',
      'scopeDescription',
      'manager',
      'percentComplete',
    ]),
    scope: await readCells(moment, 'scope', ['project', 'location', 'system', 'item', 'status']),
    systems: await readCells(moment, 'systems', ['code', 'name', 'usefulLife']),
    siteSystems: await readCells(moment, 'siteSystems', installedColumns),
    fundingSources: await readCells(moment, 'fundingSources', ['code', 'name']),
    calendar: await readCells(moment, 'calendar', ['start', 'end', 'appliesTo', 'target', 'type', 'severity', 'note']),
    assignments: await readCells(moment, 'assignments', [
      'project',
      'program',
      'region',
      'role',
      'person',
      'from',
      'to',
    ]),
    people: await readCells(moment, 'people', ['id', 'name', 'organization']),
    siteBoundaries: await readCells(moment, 'siteBoundaries', ['location', 'effectiveFrom', 'region', 'boardDistrict']),
  };
}
