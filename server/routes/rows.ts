import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import { rowsReply, type RowsReply } from '../../shared/protocol/cells.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { findTable, tables as allTables } from '../../shared/tables/all-tables.ts';
import type { Table } from '../../shared/tables/table.ts';
import { askedTime, queryBaseline } from '../baselines/asked-time.ts';
import { HttpError, invalidRequest, notFound } from '../errors.ts';
import { assertInHistory, hashAt } from '../reconcile/known-history.ts';
import { wireTable } from '../reconcile/wire-rows.ts';
import type { Store } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { computedCells } from '../totals/computed-cells.ts';
import { planTime } from '../totals/plan-time.ts';
import {
  answers,
  newRoutes,
  programPath,
  queryDay,
  queryHash,
  queryRevision,
  signedIn,
  type AppEnv,
  type ReadingServices,
} from '../http/route-context.ts';

/** Characters of a hash that tell a revision from another one of its number. */
const ETAG_HASH = 16;

const getRows = createRoute({
  method: 'get',
  path: '/programs/{program}/rows',
  summary: 'Rows at the head, or at any revision',
  description:
    'With `at` and its `hash` the answer never changes: who keeps it by its `ETag` need not ask again. Browsers keep none.',
  security: signedIn,
  request: {
    params: programPath,
    query: z.object({
      at: queryRevision.optional(),
      hash: queryHash.meta({
        description:
          'Hash of the revision `at`, where it is known: a database out of a backup may have given its number again.',
      }),
      asOf: queryDay.optional().meta({
        description:
          'Computed columns tell nothing posted, awarded or effective after this day, and the rows of a closed month stand at the revision of its close unless `at` says another. Default: the day on which the revision was made, as in the sheets of a workbook that is synced.',
      }),
      baseline: queryBaseline,
      tables: z.string().max(1000).optional().meta({ description: 'Table names with commas between; default: all.' }),
      computed: z.enum(['all', 'none']).default('all').meta({
        description:
          'none: without computed columns. Of a large plan these take seconds to work out, which names and codes need not wait for.',
      }),
    }),
  },
  responses: {
    ...answers(rowsReply, 'Row: `[Row ID, revision that last changed it, ...values in the order of columns]`.'),
    304: { description: 'You have it already.' },
  },
});

export function rowsRoutes(services: ReadingServices): OpenAPIHono<AppEnv> {
  const { store, version, now } = services;
  return newRoutes().openapi(getRows, async (c) => {
    const { tables, computed, hash: known, ...asked } = c.req.valid('query');
    const chosen = chooseTables(tables);
    const program = c.get('program').id;
    const { at, asOf } = await askedTime(services, program, asked);
    const revision =
      asOf === undefined
        ? await knownRevision(store, program, at, known)
        : (await planTime(store.read, program, { at, asOf }, now())).revision;
    const hash = await hashOf(store, program, revision);
    const isPlain = computed === 'none';
    const told = [version, program, revision, hash.slice(0, ETAG_HASH), asOf ?? '', ...(isPlain ? ['plain'] : [])];
    const etag = `"${[...told, ...chosen.map((table) => table.name)].join('~')}"`;
    c.header('ETag', etag);
    // [FD13] A browser would keep the amounts on its disk after whoever has asked has signed out.
    c.header('Cache-Control', 'no-store');
    if (c.req.header('if-none-match') === etag) return c.body(null, 304);
    return c.json({ ...(await readTables(store, { program, chosen, revision, asOf, isPlain })), hash }, 200);
  });
}

function chooseTables(names: string | undefined): readonly Table[] {
  if (names === undefined || names === '') return allTables;
  return names.split(',').map((name) => {
    const table = findTable(name);
    if (!table) throw invalidRequest('tables', `There is no table named ${name}.`);
    return table;
  });
}

/** Hash of a revision, "" of 0. */
async function hashOf({ read }: Store, id: string, revision: Revision): Promise<string> {
  const program = revision === 0 ? undefined : await readProgram(read, id);
  return (program && (await hashAt(read, program, revision))) ?? '';
}

/** The revision asked for, or the head. Throws revision_unknown above the head, and where it is another one by its hash, if that is known. */
export async function knownRevision(
  store: Store,
  program: string,
  at: Revision | undefined,
  hash?: string,
): Promise<Revision> {
  const found = await readProgram(store.read, program);
  if (found === undefined) throw notFound('such program');
  if (at !== undefined && hash) await assertInHistory(store.read, found, { revision: at, hash });
  const { revision: head } = found;
  if (at !== undefined && at > head) {
    throw new HttpError('revision_unknown', `Revision ${at} is above the program’s head, ${head}.`, { head });
  }
  return at ?? head;
}

interface RowsRequest {
  readonly program: string;
  readonly chosen: readonly Table[];
  readonly revision: Revision;
  readonly asOf: string | undefined;
  /** Without computed columns. */
  readonly isPlain: boolean;
}

async function readTables(store: Store, { program, chosen, revision, asOf, isPlain }: RowsRequest): Promise<RowsReply> {
  return inSnapshot(store.read, async (snapshot) => {
    // The head is read as it stands, not undone from the journal.
    const at = revision === (await readProgram(snapshot, program))?.revision ? undefined : revision;
    const computed = isPlain ? null : await computedCells(snapshot, program, chosen, { at: revision, asOf });
    const tables: RowsReply['tables'] = {};
    for (const table of chosen) {
      const rows = await readRows(snapshot, program, table, at);
      tables[table.name] = wireTable(table, rows, computed === null ? 'left out' : computed.get(table.name));
    }
    return { program, revision, tables };
  });
}
