import type { Kysely } from 'kysely';
import type { PlanFacts } from '../../../shared/plan/figures/plan-facts.ts';
import type { PlainRow } from '../../../shared/plan/figures/program-rows.ts';
import {
  columnsScheduled,
  scheduleRows,
  type ScheduledTable,
  type ScheduleRows,
} from '../../../shared/plan/schedule/schedule-rows.ts';
import { columnsOfSheet, sheetRows, sheetTables, type SheetRows } from '../../../shared/plan/sites/site-sheet-rows.ts';
import { siteSheet, type SiteSheet } from '../../../shared/plan/sites/site-sheet.ts';
import type { Revision } from '../../../shared/sync/edit.ts';
import { tableNamed } from '../../../shared/tables/all-tables.ts';
import type { RowPlace } from '../../storage/row-keys.ts';
import { readRows } from '../../storage/rows.ts';
import type { Database } from '../../storage/schema.ts';
import { keyTexts, texts } from '../../totals/program-slice.ts';
import { byKeyText, readColumns, readColumnsAt, type NarrowFilter } from '../../totals/read-narrow-rows.ts';
import { readScheduleRows } from '../schedule/read-schedule.ts';

export interface ReadSheet {
  readonly sheet: SiteSheet;
  /** The rows that say something of the site alone: its own, its scope, milestones, systems and boundaries. */
  readonly rows: readonly RowPlace[];
}

interface SheetMoment {
  readonly asOf: string;
  /** Undefined: the head. */
  readonly at: Revision | undefined;
  /** Of the same moment: of all projects that touch the site at least. */
  readonly facts: PlanFacts;
}

/** The sheet of a site at a moment; null: there is no such site. Call it inside a snapshot. */
export async function readSiteSheet(
  db: Kysely<Database>,
  program: string,
  code: string,
  { asOf, at, facts }: SheetMoment,
): Promise<ReadSheet | null> {
  const schedule = await readScheduleOfSite(db, program, code, at);
  const rows = await readSheetRows(db, program, code, at);
  const sheet = siteSheet({ code, asOf, facts, schedule, rows });
  return sheet === null ? null : { sheet, rows: rowsOfSite(code, schedule, rows) };
}

/** At the head no more than what is at the site: a large district has tens of thousands of milestones. */
async function readScheduleOfSite(
  db: Kysely<Database>,
  program: string,
  code: string,
  at: Revision | undefined,
): Promise<ScheduleRows> {
  if (at !== undefined) return readScheduleRows(db, program, at);
  const read = (table: ScheduledTable, filter?: NarrowFilter) =>
    readColumns(db, program, { table, columns: columnsScheduled[table], ...(filter === undefined ? {} : { filter }) });
  const scope = await read('scope', { column: 'location', values: [code] });
  const projects = [...new Set(texts(scope, 'project'))];
  const stored: Record<string, readonly PlainRow[]> = {
    scope,
    projects: await read('projects', byKeyText(keyTexts(projects))),
    milestones: await read('milestones', { column: 'project', values: projects }),
    sites: await read('sites', byKeyText(keyTexts([code]))),
    siteBoundaries: await read('siteBoundaries', { column: 'location', values: [code] }),
    calendar: await read('calendar'),
    programSettings: await read('programSettings'),
  };
  return scheduleRows(stored);
}

async function readSheetRows(
  db: Kysely<Database>,
  program: string,
  code: string,
  at: Revision | undefined,
): Promise<SheetRows> {
  const stored: Record<string, readonly PlainRow[]> = {};
  for (const table of sheetTables) {
    const request = { table, columns: columnsOfSheet[table] };
    if (table === 'people') {
      // Whole rows: narrow ones hold flags as the database does.
      stored[table] = await readRows(db, program, tableNamed(table), at);
    } else if (table === 'siteSystems' && at === undefined) {
      stored[table] = await readColumns(db, program, { ...request, filter: { column: 'location', values: [code] } });
    } else {
      stored[table] = await readColumnsAt(db, program, { ...request, at });
    }
  }
  return sheetRows(stored);
}

function rowsOfSite(code: string, schedule: ScheduleRows, rows: SheetRows): RowPlace[] {
  const at = ({ cells }: { readonly cells: { readonly location: string | null } }): boolean => cells.location === code;
  const placed = (table: string, found: readonly { readonly row: string }[]): RowPlace[] =>
    found.map(({ row }) => ({ table, row }));
  return [
    ...placed(
      'sites',
      rows.sites.filter(({ cells }) => cells.code === code),
    ),
    ...placed('siteBoundaries', schedule.siteBoundaries.filter(at)),
    ...placed('scope', schedule.scope.filter(at)),
    ...placed('milestones', schedule.milestones.filter(at)),
    ...placed('siteSystems', rows.siteSystems.filter(at)),
  ];
}
