import type { Kysely } from 'kysely';
import { guideModel, type GuideModel, type GuideRows } from '../../shared/guide/guide-model.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { typedRows } from '../../shared/plan/figures/program-rows.ts';
import { siteWork } from '../../shared/plan/schedule/site-work.ts';
import { addDays } from '../../shared/tables/kinds/calendar-dates.ts';
import { notFound } from '../errors.ts';
import { readScheduleRows, revisionBefore } from '../reports/schedule/read-schedule.ts';
import { receiptOf } from '../reports/receipt.ts';
import { readProgram as readHead } from '../storage/programs.ts';
import type { Database } from '../storage/schema.ts';
import type { PlanTime } from '../totals/plan-time.ts';
import { readColumnsAt } from '../totals/read-narrow-rows.ts';
import { readProgram } from '../totals/read-program.ts';

/** The public guide of a program at a moment. Call it inside a snapshot. Throws HttpError not_found. */
export async function readGuide(db: Kysely<Database>, program: string, moment: PlanTime): Promise<GuideModel> {
  const head = await readHead(db, program);
  if (!head) throw notFound('such program');
  const { revision, asOf } = moment;
  const at = revision === head.revision ? undefined : revision;
  const facts = planFacts(await readProgram(db, program, { at }), asOf);
  const monthBegins = `${asOf.slice(0, 7)}-01`;
  const since = addDays(monthBegins, -1);
  const earlier = await revisionBefore(db, program, { day: monthBegins, upTo: revision });
  return guideModel({
    program,
    district: head.district,
    plan: head.name,
    asOf,
    receipt: await receiptOf(db, program, revision),
    facts,
    rows: await readGuideRows(db, program, at),
    work: siteWork(await readScheduleRows(db, program, at), asOf),
    before:
      earlier === undefined ? null : { since, work: siteWork(await readScheduleRows(db, program, earlier), since) },
  });
}

/** What the guide says beside schedule and figures: these columns and no others are ever published. */
const published = {
  sites: ['code', 'name', 'type', 'status', 'street', 'city', 'state', 'zip', 'contactRole'],
  projects: ['number', 'scopeDescription'],
  systems: ['code', 'name'],
  siteSystems: ['location', 'system', 'quantity', 'unit', 'installedDate', 'endOfSupport'],
  fundingSources: ['code', 'name'],
} as const;

async function readGuideRows(db: Kysely<Database>, program: string, at: number | undefined): Promise<GuideRows> {
  const stored = (table: keyof typeof published) =>
    readColumnsAt(db, program, { table, columns: published[table], at });
  return {
    sites: typedRows('sites', published.sites, await stored('sites')),
    projects: typedRows('projects', published.projects, await stored('projects')),
    systems: typedRows('systems', published.systems, await stored('systems')),
    siteSystems: typedRows('siteSystems', published.siteSystems, await stored('siteSystems')),
    fundingSources: typedRows('fundingSources', published.fundingSources, await stored('fundingSources')),
  };
}
