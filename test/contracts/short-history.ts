import { inserts, site, system, update } from './plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from './test-server.ts';

export interface ShortHistory {
  readonly server: TestServer;
  readonly client: TestClient;
  /** Row ID of the site. */
  readonly row: string;
}

/** A program of two revisions in memory: a site and a system come, then the site gets another name. */
export async function openShortHistory(): Promise<ShortHistory> {
  const server = await startTestServer({ file: ':memory:' });
  const client = await server.member(await server.program(), 'finance');
  const { ids, edits } = inserts(site('0417'));
  const row = ids[0] ?? '';
  await client.sync({ sites: edits, systems: inserts(system('LAN')).edits });
  await client.sync({ sites: update(row, { name: 'Alder' }) }, { base: 1 });
  return { server, client, row };
}
