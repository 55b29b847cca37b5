import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { errorBody } from '../../shared/protocol/error.ts';
import { findTable, tables } from '../../shared/tables/all-tables.ts';
import type { Table } from '../../shared/tables/table.ts';
import { notFound } from '../errors.ts';
import { csvOf } from '../../shared/feeds/csv.ts';
import { feedColumns, feedRows } from '../feeds/table-feed.ts';
import { recordGiven } from '../audit/record-document.ts';
import type { Store } from '../storage/database.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { computedCells } from '../totals/computed-cells.ts';
import { planTime, type PlanTime } from '../totals/plan-time.ts';
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

const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';
const FILE = /^([A-Za-z]+)\.(csv|json)$/;

const getTable = createRoute({
  method: 'get',
  path: '/programs/{program}/tables/{file}',
  summary: 'A table of the plan as CSV or JSON, for other programs',
  description: `The rows as they stand in the sheet, computed columns included, with the sheet’s heads: amounts in dollars with cents, percentages in percent, dates as YYYY-MM-DD. Tables: ${tables.map(({ name }) => name).join(', ')}.`,
  security: signedIn,
  request: {
    params: programPath.extend({ file: z.string().max(60).meta({ example: 'projects.csv' }) }),
    query: z.object({ at: queryRevision.optional(), asOf: queryDay.optional() }),
  },
  responses: {
    ...answers(errorBody, 'Not used: the answer is the file.'),
    200: { description: 'The rows.', content: { 'text/csv': { schema: z.string() } } },
    409: { description: 'Unknown revision.', content: { 'application/json': { schema: errorBody } } },
  },
});

export function tablesRoutes(services: Services): OpenAPIHono<AppEnv> {
  const { store, now } = services;
  return newRoutes().openapi(getTable, async (c) => {
    const { id } = c.get('program');
    const [, name = '', format = ''] = FILE.exec(c.req.valid('param').file) ?? [];
    const table = findTable(name);
    if (!table) throw notFound('such table');
    const time = await planTime(store.read, id, c.req.valid('query'), now());
    const rows = feedRows(table, await rowsAt(store, id, table, time));
    // What a token reads is written down where its use is.
    if (!c.get('isByToken')) {
      await recordGiven(services, c, { kind: 'export', what: `Table ${table.label} as of ${time.asOf} (${format})` });
    }
    c.header('X-Revision', String(time.revision));
    c.header('Cache-Control', 'private, no-store');
    c.header('Content-Type', format === 'csv' ? CSV : JSON_TYPE);
    return c.body(format === 'csv' ? csvOf(feedColumns(table), rows) : JSON.stringify(rows), 200);
  });
}

async function rowsAt(store: Store, program: string, table: Table, { revision, asOf }: PlanTime) {
  return inSnapshot(store.read, async (db) => {
    const computed = (await computedCells(db, program, [table], { at: revision, asOf })).get(table.name);
    const rows = await readRows(db, program, table, revision);
    return rows.map(({ row, cells }) => ({ row, cells: { ...cells, ...computed?.get(row) } }));
  });
}
