import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { PlanFacts } from '../../shared/plan/figures/plan-facts.ts';
import { typedRows } from '../../shared/plan/figures/program-rows.ts';
import { sitesOnDay } from '../../shared/plan/figures/site-places.ts';
import type { SiteSheet } from '../../shared/plan/sites/site-sheet.ts';
import { errorBody } from '../../shared/protocol/error.ts';
import {
  siteReply,
  sitesReply,
  type ListedSite,
  type SiteReply,
  type SitesReply,
} from '../../shared/protocol/sites.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
import { notFound } from '../errors.ts';
import { lastChangesOfSite } from '../reports/site/last-changes-of-site.ts';
import { readSiteFacts } from '../reports/site/read-site-facts.ts';
import { readSiteSheet } from '../reports/site/read-site-sheet.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt } from '../totals/plan-at.ts';
import { planTime, type PlanTime } from '../totals/plan-time.ts';
import { readColumnsAt } from '../totals/read-narrow-rows.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryRevision,
  signedIn,
  type AppEnv,
  type Services,
} from '../http/route-context.ts';

const query = z.object({ at: queryRevision.optional(), asOf: queryDay.optional(), baseline: queryBaseline });
const unknownRevision = {
  409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
};

const getSites = createRoute({
  method: 'get',
  path: '/programs/{program}/sites',
  summary: 'Every site with its place and its money',
  description:
    'Where each site lies on the day, and its budget and spending as the totals by site have them, at the head or at any revision.',
  security: signedIn,
  request: { params: programPath, query },
  responses: { ...answers(sitesReply, 'All sites, ordered by name.'), ...unknownRevision },
});

const getSite = createRoute({
  method: 'get',
  path: '/programs/{program}/sites/{code}',
  summary: 'Everything about one site',
  description:
    'What happens there and when, what it costs and from which source, systems in service and their age, who answers for it, days on which work is blocked, and what has changed last.',
  security: signedIn,
  request: {
    params: programPath.extend({ code: z.string().max(60).meta({ description: 'Location code', example: '0417' }) }),
    query,
  },
  responses: { ...answers(siteReply, 'The site as of the day.'), ...unknownRevision },
});

const listed = ['code', 'name', 'type', 'status', 'region', 'boardDistrict', 'city', 'latitude', 'longitude'] as const;

/** Coordinates are kept in millionths of a degree. */
const DEGREE = 1_000_000;

export function sitesRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  const plan = createPlanAt(services);
  return newRoutes()
    .openapi(getSites, async (c) => {
      const program = c.get('program').id;
      const { revision, asOf, value } = await plan.totals(
        program,
        await askedTime(services, program, c.req.valid('query')),
        ['site'],
      );
      const money = new Map(value.rows.map(({ groups: [site = ''], values }) => [site, values]));
      const sites = await inSnapshot(store.read, async (db): Promise<ListedSite[]> => {
        const head = (await readProgram(db, program))?.revision;
        const at = revision === head ? undefined : revision;
        const boundaryColumns = ['location', 'effectiveFrom', 'region', 'boardDistrict'] as const;
        const rows = await readColumnsAt(db, program, { table: 'sites', columns: listed, at });
        const boundaries = await readColumnsAt(db, program, { table: 'siteBoundaries', columns: boundaryColumns, at });
        const placed = sitesOnDay(
          {
            sites: typedRows<'sites', (typeof listed)[number]>('sites', listed, rows),
            siteBoundaries: typedRows<'siteBoundaries', (typeof boundaryColumns)[number]>(
              'siteBoundaries',
              boundaryColumns,
              boundaries,
            ),
          },
          asOf,
        );
        return [...placed.values()].map(
          ({ code, name, type, status, region, boardDistrict, city, latitude, longitude }) => ({
            code,
            name,
            type,
            status,
            region,
            boardDistrict,
            city,
            latitude: latitude === null ? null : latitude / DEGREE,
            longitude: longitude === null ? null : longitude / DEGREE,
            current: money.get(code)?.['current'] ?? 0,
            expended: money.get(code)?.['expended'] ?? 0,
          }),
        );
      });
      sites.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.code.localeCompare(b.code));
      const reply: SitesReply = { revision, asOf, sites };
      return c.json(reply, 200);
    })
    .openapi(getSite, async (c) => {
      const program = c.get('program').id;
      const { code } = c.req.valid('param');
      const asked = await askedTime(services, program, c.req.valid('query'));
      const sheetAt = async (db: Store['read'], { revision, asOf }: PlanTime, older: PlanFacts | null) => {
        const facts = older ?? (await readSiteFacts(db, program, code, asOf));
        const found = await readSiteSheet(db, program, code, {
          asOf,
          at: older === null ? undefined : revision,
          facts,
        });
        if (found === null) throw notFound('such site');
        const changes = await lastChangesOfSite(db, program, found.rows, revision);
        return { revision, asOf, ...wireSheet(found.sheet), changes };
      };
      const atHead = await inSnapshot(store.read, async (db): Promise<SiteReply | PlanTime> => {
        const time = await planTime(db, program, asked, now());
        const head = (await readProgram(db, program))?.revision;
        return time.revision === head ? sheetAt(db, time, null) : time;
      });
      if ('code' in atHead) return c.json(atHead, 200);
      // An older revision never changes, so it may be read in a snapshot of its own.
      const { value: facts } = await plan.facts(program, { at: atHead.revision, asOf: atHead.asOf });
      return c.json(await inSnapshot(store.read, (db) => sheetAt(db, atHead, facts)), 200);
    });
}

/** The wire's lists may be written to, those of the sheet may not. */
function wireSheet(sheet: SiteSheet): Omit<SiteReply, 'revision' | 'asOf' | 'changes'> {
  return {
    ...sheet,
    figures: sheet.figures === null ? null : { ...sheet.figures },
    sources: [...sheet.sources],
    work: sheet.work.map((work) => ({
      ...work,
      systems: [...work.systems],
      blocked: [...work.blocked],
      clashes: [...work.clashes],
      sources: [...work.sources],
    })),
    systems: [...sheet.systems],
    contacts: sheet.contacts.map(({ projects, ...contact }) => ({
      ...contact,
      projects: projects === null ? null : [...projects],
    })),
    windows: [...sheet.windows],
  };
}
