import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorBody } from '../../shared/protocol/error.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { startTestServer, type TestServer } from '../contracts/test-server.ts';
import { patient } from '../patience.ts';
import { makeCluster, type Cluster, type StartedPostgres } from '../postgres/embedded-postgres.ts';
import { isLong } from '../run-size.ts';
import { makeFaultyDisk, type FaultyDisk } from './faulty-disk.ts';

const ROUNDS = isLong ? 20 : 1;
/** More than has room on the pages that there are. */
const SITES = 200;

let cluster: Cluster;
let postgres: StartedPostgres;
let disk: FaultyDisk;
let server: TestServer;

beforeAll(async () => {
  cluster = makeCluster();
  const place = join(cluster.folder, 'faulty');
  mkdirSync(place);
  // The tables, and not the log of what is written to them: PostgreSQL ends where that finds no room, as after a crash.
  disk = makeFaultyDisk(place, join(cluster.folder, 'data', 'base'));
  const { DISK_NOTES: _, ...environment } = disk.environment;
  postgres = await cluster.start('data', [], undefined, environment);
  server = await startTestServer({ url: postgres.url });
}, patient(120_000));
afterAll(async () => {
  disk?.be('full', false);
  await server?.close();
  await postgres?.stop();
  cluster?.remove();
});

test('[PRO1] PostgreSQL without room for its tables: people are told, keep what was acknowledged, and send the same again', async () => {
  const client = await server.member(await server.program(), 'finance');
  let base = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const sites = Array.from({ length: SITES }, (_, at) =>
      site(String(1_000 + round * SITES + at), { name: `School ${'x'.repeat(80)}` }),
    );
    const request = client.request({ sites: inserts(...sites).edits }, { base });
    disk.be('full', true);
    const refused = await client.post(request);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect(errorBody.parse(await refused.json()).error.message).toContain('disk has no room left');
    expect((await client.rows('sites')).size).toBe(round * SITES);
    disk.be('full', false);
    const accepted = await client.post(request);
    expect([accepted.status, await accepted.clone().json()]).toMatchObject([200, { refusals: [] }]);
    base = (await accepted.json()).committed;
  }
  expect((await client.rows('sites')).size).toBe(ROUNDS * SITES);
  expect(await (await client.fetch('/verify')).json()).toMatchObject({ ok: true });
});
