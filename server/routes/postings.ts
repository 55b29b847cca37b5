import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Kysely } from 'kysely';
import type { Entry, Explanation } from '../../shared/plan/figures/explain-figure.ts';
import { explainedMeasures } from '../../shared/plan/figures/figure-weight.ts';
import { postingsReply, type PostingsReply, type WirePosting } from '../../shared/protocol/postings.ts';
import { invalidRequest } from '../errors.ts';
import { readChangeTitles } from '../storage/change-titles.ts';
import { lastChanges } from '../storage/last-changes.ts';
import { headKeys } from '../storage/row-keys.ts';
import type { Database } from '../storage/schema.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { createPlanAt, type At } from '../totals/plan-at.ts';
import { group, groupOfCut, queryMeasure, unknownMeasure } from '../http/figure-query.ts';
import { cursorText, parseCursor } from '../http/page-cursor.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryRevision,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';
import { figureAccounts } from '../../shared/plan/postings/accounts.ts';

const getPostings = createRoute({
  method: 'get',
  path: '/programs/{program}/postings',
  summary: 'What a figure is made of',
  description:
    'Every row that has a part in a figure of the totals, with what it adds. The postings add up to the figure, to the cent. Name the groups of the cuts that the figure is of, as the totals name them; a place has the rows of what lies there, by region and board district as of the day, and beside them its share of each project that is for several sites.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      measure: queryMeasure,
      ...groupOfCut,
      line: group.meta({ description: 'Budget Line ID' }),
      change: group.meta({ description: 'Change No.' }),
      account: z
        .enum(figureAccounts)
        .optional()
        .meta({ description: 'Only the part of the figure that is in this account.' }),
      at: queryRevision.optional(),
      asOf: queryDay.optional(),
      cursor: z.string().max(40).optional().meta({ description: '`next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(500).default(100).meta({ description: 'Postings per page' }),
    }),
  },
  responses: answers(postingsReply, 'One page; `next` is null on the last.'),
});

export function postingsRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store } = services;
  const plan = createPlanAt(services);
  return newRoutes().openapi(getPostings, async (c) => {
    const { measure, at, asOf: day, cursor, limit, ...part } = c.req.valid('query');
    if (!explainedMeasures.includes(measure)) throw invalidRequest('measure', unknownMeasure(measure));
    const program = c.get('program').id;
    const from = cursor === undefined ? undefined : parseCursor(cursor, 'a page of postings');
    const start = from?.place ?? 0;
    const asked = { at: from?.revision ?? at, asOf: from?.day ?? day };
    const { revision, asOf, value } = await plan.explanation(program, asked, { measure, part });
    const page = value.entries.slice(start, start + limit);
    const end = start + page.length;
    const reply = await inSnapshot(store.read, async (snapshot): Promise<PostingsReply> => ({
      revision,
      asOf,
      measure,
      total: value.total,
      groups: await wireGroups(snapshot, program, value.groups),
      postings: await wirePostings(snapshot, program, page, revision),
      // A revision as of a day never changes, so a place in its list stays one.
      next: end < value.entries.length ? cursorText({ revision, place: end, day: asOf }) : null,
    }));
    return c.json(reply, 200);
  });
}

async function wireGroups(
  db: Kysely<Database>,
  program: string,
  groups: Explanation['groups'],
): Promise<PostingsReply['groups']> {
  const numbers = groups.map(({ change }) => change).filter((change) => change !== null);
  const titles = await readChangeTitles(db, program, numbers);
  return groups.map((group) => {
    const { title = null, reportNumber = null } = titles.get(group.change ?? '') ?? {};
    return { ...group, title, reportNumber };
  });
}

async function wirePostings(
  db: Kysely<Database>,
  program: string,
  entries: readonly Entry[],
  revision: At<Explanation>['revision'],
): Promise<WirePosting[]> {
  const keys = await headKeys(db, program, entries);
  const changed = await lastChanges(db, program, entries, revision);
  return entries.map(({ cents: _posted, line, ...entry }) => {
    const place = `${entry.table}/${entry.row}`;
    const { revision: since = null, by = null, at = null } = changed.get(place) ?? {};
    return { ...entry, line: line === '' ? null : line, key: keys.get(place) ?? null, revision: since, by, at };
  });
}
