import { afterAll, afterEach } from 'vitest';
import { readContract } from '../contracts/read-contract.ts';
import { startTestServer, type TestServer } from '../contracts/test-server.ts';
import { uploadCopy } from './upload-reading.ts';
import { paneCopy } from './pane-reading.ts';
import { openWorld, programRows, type World } from './world.ts';
import type { Cells } from '../../shared/tables/cell.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';

const worlds: World[] = [];
afterEach(() => worlds.splice(0).forEach((world) => world.close()));

readContract('the pane', async () => {
  const world = await openWorld('sqlite');
  worlds.push(world);
  return {
    send: (edits) => world.clerk.sync(edits),
    rows: (table) => programRows(world, table),
    rowIds: async (table) => byKey(table, await world.clerk.rows(table), ({ row }) => row),
    open: async () => paneCopy(await world.officer({ tables: ['sites', 'periods'] })),
  };
});

let server: Promise<TestServer> | null = null;
afterAll(async () => (await server)?.close());

readContract('the upload', async () => {
  server ??= startTestServer({ file: ':memory:' });
  const started = await server;
  const client = await started.member(await started.program(), 'admin');
  return {
    send: (edits) => client.sync(edits),
    rows: async (table) => byKey(table, await client.rows(table), ({ cells }) => cells),
    rowIds: async (table) => byKey(table, await client.rows(table), ({ row }) => row),
    open: () => Promise.resolve(uploadCopy(client)),
  };
});

interface ReadRow {
  readonly row: string;
  readonly cells: Cells;
}

function byKey<T>(table: string, rows: ReadonlyMap<string, ReadRow>, value: (row: ReadRow) => T): Map<string, T> {
  const [key = ''] = tableNamed(table).key;
  return new Map([...rows.values()].map((row) => [String(row.cells[key]), value(row)]));
}
