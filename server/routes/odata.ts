import { Hono, type Context } from 'hono';
import { findTable, tables } from '../../shared/tables/all-tables.ts';
import { isDate } from '../../shared/tables/kinds/calendar-dates.ts';
import type { Table } from '../../shared/tables/table.ts';
import { invalidRequest, notFound } from '../errors.ts';
import { edmValue, metadataXml, ROW_ID } from '../odata/entity-model.ts';
import { readEntities, type Entities, type EntitiesQuery } from '../odata/read-entities.ts';
import { columnOf, typedFilter } from '../odata/typed-filter.ts';
import { planTime } from '../totals/plan-time.ts';
import { publicOrigin } from '../http/public-origin.ts';
import type { AppEnv, Services } from '../http/route-context.ts';

/** Entities of one answer; a client that wants fewer at once says so. */
const PAGE = 1000;
const MOST_ORDERS = 10;
const JSON_TYPE = 'application/json;odata.metadata=minimal;charset=utf-8';
const known = new Set(['$select', '$filter', '$orderby', '$top', '$skip', '$count', '$skiptoken', '$format']);

type PublicUrl = Services['publicUrl'];
type OdataServices = Pick<Services, 'store' | 'now' | 'publicUrl'>;

/**
 * The plan as OData v4, to be read by Power Query, Power BI and Excel: service document, metadata and an entity set for every
 * table. A page names the next one; all pages of a question are of the revision of the first.
 */
export function odataRoutes({ store, now, publicUrl }: OdataServices): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use('/:program/*', async (c, next) => {
    await next();
    c.header('OData-Version', '4.0');
  });
  app.get('/:program/', (c) => {
    const value = tables.map(({ name, label }) => ({ name, title: label, kind: 'EntitySet', url: name }));
    return json(c, { '@odata.context': `${rootOf(c, publicUrl)}$metadata`, value });
  });
  app.get('/:program/$metadata', (c) => {
    c.header('Content-Type', 'application/xml;charset=utf-8');
    return c.body(metadataXml());
  });
  app.get('/:program/:set/$count', async (c) => {
    const asked = await askedOf(c, tableOf(c.req.param('set')), { store, now });
    const { count } = await readEntities(store, c.get('program').id, {
      ...asked,
      withCount: true,
      offset: 0,
      limit: 0,
    });
    c.header('Content-Type', 'text/plain;charset=utf-8');
    return c.body(String(count ?? 0));
  });
  app.get('/:program/:set', async (c) => {
    const [, set = '', key] = /^(\w+)(?:\('([^']*)'\))?$/.exec(c.req.param('set')) ?? [];
    const table = tableOf(set);
    const asked = await askedOf(c, table, { store, now });
    return key === undefined
      ? answerSet(c, { store, publicUrl }, asked)
      : answerOne(c, { store, publicUrl }, { ...asked, filter: isRow(key) });
  });
  return app;
}

function isRow(key: string): EntitiesQuery['filter'] {
  return { kind: 'compare', column: ROW_ID, by: 'eq', value: key, folded: null };
}

interface Asked extends EntitiesQuery {
  /** Entities of all pages together; null: every one. */
  readonly top: number | null;
  readonly skip: number;
  readonly withRowId: boolean;
}

interface AnswerServices {
  readonly store: Services['store'];
  readonly publicUrl: PublicUrl;
}

async function answerSet(c: Context<AppEnv>, { store, publicUrl }: AnswerServices, asked: Asked): Promise<Response> {
  const entities = await readEntities(store, c.get('program').id, asked);
  const next = nextOffset(asked, entities);
  return json(c, {
    '@odata.context': contextOf(rootOf(c, publicUrl), asked),
    ...(entities.count !== null && { '@odata.count': entities.count }),
    value: entities.rows.map((row) => entityOf(asked, row)),
    ...(next !== null && {
      '@odata.nextLink': nextLink(rootOf(c, publicUrl), c.req.url, `${asked.time.revision}.${next}`),
    }),
  });
}

async function answerOne(c: Context<AppEnv>, { store, publicUrl }: AnswerServices, asked: Asked): Promise<Response> {
  const { rows } = await readEntities(store, c.get('program').id, { ...asked, offset: 0, limit: 1 });
  const [row] = rows;
  if (!row) throw notFound('such row');
  return json(c, { '@odata.context': `${contextOf(rootOf(c, publicUrl), asked)}/$entity`, ...entityOf(asked, row) });
}

function entityOf({ table, columns, withRowId }: Asked, { row, cells }: Entities['rows'][number]): object {
  const properties = columns.map((name) => {
    const column = table.columns[name];
    return [name, column ? edmValue(column, cells[name] ?? null) : null] as const;
  });
  return Object.fromEntries([...(withRowId ? [[ROW_ID, row] as const] : []), ...properties]);
}

function nextOffset({ offset, limit, skip, top }: Asked, { hasMore }: Entities): number | null {
  const next = offset + limit;
  return hasMore && (top === null || next < skip + top) ? next : null;
}

function tableOf(name: string): Table {
  const table = findTable(name);
  if (!table) throw notFound(`entity set ${name.slice(0, 60)}`);
  return table;
}

async function askedOf(
  c: Context<AppEnv>,
  table: Table,
  { store, now }: Pick<Services, 'store' | 'now'>,
): Promise<Asked> {
  const query = new Map(Object.entries(c.req.query()));
  for (const name of query.keys()) {
    if (name.startsWith('$') && !known.has(name)) throw invalidRequest(name, 'This part of OData is not served.');
  }
  const [, revision, from] = /^(\d{1,15})\.(\d{1,9})$/.exec(query.get('$skiptoken') ?? '') ?? [];
  const skip = countOf(query, '$skip') ?? 0;
  const top = countOf(query, '$top');
  const offset = from === undefined ? skip : Number(from);
  const left = top === null ? Infinity : Math.max(0, skip + top - offset);
  const time = await planTime(
    store.read,
    c.get('program').id,
    { at: revision === undefined ? undefined : Number(revision), asOf: dayOf(query) },
    now(),
  );
  const filter = query.get('$filter');
  const select = selectOf(table, query.get('$select'));
  return {
    table,
    time,
    filter: filter === undefined || filter.trim() === '' ? null : typedFilter(table, filter),
    order: orderOf(table, query.get('$orderby')),
    ...select,
    offset,
    limit: Math.min(pageSize(c), left),
    withCount: query.get('$count') === 'true',
    top,
    skip,
  };
}

function countOf(query: ReadonlyMap<string, string>, name: string): number | null {
  const text = query.get(name);
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw invalidRequest(name, 'A whole number.');
  return Number(text);
}

function dayOf(query: ReadonlyMap<string, string>): string | undefined {
  const day = query.get('asOf');
  if (day !== undefined && !isDate(day)) throw invalidRequest('asOf', 'A date like 2026-10-31.');
  return day;
}

/** `Prefer: odata.maxpagesize=200` */
function pageSize(c: Context<AppEnv>): number {
  const wanted = Number(/(?:odata\.)?maxpagesize=(\d{1,6})/i.exec(c.req.header('prefer') ?? '')?.[1] ?? PAGE);
  return Math.max(1, Math.min(PAGE, wanted));
}

function selectOf(table: Table, text: string | undefined): { columns: readonly string[]; withRowId: boolean } {
  const all = Object.keys(table.columns);
  if (text === undefined || text.trim() === '' || text.trim() === '*') return { columns: all, withRowId: true };
  const names = text.split(',').map((name) => name.trim());
  for (const name of names) columnOf(table, name, { path: '$select' });
  return { columns: all.filter((name) => names.includes(name)), withRowId: names.includes(ROW_ID) };
}

function orderOf(table: Table, text: string | undefined): Asked['order'] {
  const parts = (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > MOST_ORDERS) throw invalidRequest('$orderby', `At most ${MOST_ORDERS} properties.`);
  return parts.map((part) => {
    const [, column = '', way = 'asc'] = /^(\w+)(?:\s+(asc|desc))?$/.exec(part) ?? [];
    if (column === '') throw invalidRequest('$orderby', `“${part.slice(0, 40)}” is not understood.`);
    columnOf(table, column, { path: '$orderby' });
    return { column, isDown: way === 'desc' };
  });
}

/** Absolute, as Microsoft's readers want it, and of the address people use: a proxy may have asked by another. */
function rootOf(c: Context<AppEnv>, publicUrl: PublicUrl): string {
  return `${publicOrigin(c, publicUrl)}/odata/${encodeURIComponent(c.get('program').id)}/`;
}

function contextOf(root: string, { table, columns, withRowId }: Asked): string {
  const isWhole = withRowId && columns.length === Object.keys(table.columns).length;
  const names = [...(withRowId ? [ROW_ID] : []), ...columns];
  return `${root}$metadata#${table.name}${isWhole ? '' : `(${names.join(',')})`}`;
}

function nextLink(root: string, asked: string, token: string): string {
  const url = new URL(asked);
  const query = new URLSearchParams(url.search);
  query.set('$skiptoken', token);
  return `${root}${url.pathname.split('/').at(-1) ?? ''}?${query.toString()}`;
}

function json(c: Context<AppEnv>, body: object): Response {
  c.header('Content-Type', JSON_TYPE);
  return c.body(JSON.stringify(body));
}
