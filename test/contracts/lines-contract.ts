import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { syncInLines } from '../../shared/protocol/rows-in-lines.ts';
import { SYNC_LINES } from '../../shared/protocol/rows-line.ts';
import type { SyncRequest, TableEdits } from '../../shared/protocol/sync.ts';
import { inserts, project, site, source, system } from './plan-rows.ts';
import { randomFrom } from '../bench/workload/random.ts';
import { firstSeed } from '../run-size.ts';
import type { TestClient, TestServer } from './test-server.ts';

const SITES = 60;

/** A small plan, with rows of which some lack cells that others have. */
function plan(): Record<string, TableEdits> {
  const sites = Array.from({ length: SITES }, (_, place) =>
    site(String(1000 + place), place % 3 === 0 ? { enrollment: 100 + place, shortName: `“${place}” – Peñasco` } : {}),
  );
  const line = { project: '26.00001', source: 'BND-A', fiscalYear: '2026-27', category: 'Equipment' };
  const lines = Array.from({ length: 30 }, (_, place) => {
    return { id: `BL-${place}`, ...line, original: 100_000 + place, ...(place % 2 === 0 ? { note: 'rev A' } : {}) };
  });
  return {
    systems: inserts(system('LAN')).edits,
    sites: inserts(...sites).edits,
    fundingSources: inserts(source('BND-A')).edits,
    projects: inserts(project('26.00001')).edits,
    budgetLines: inserts(...lines).edits,
  };
}

function bytesOf(request: SyncRequest): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode([...syncInLines(request)].map((line) => `${line}\n`).join(''));
}

function post(client: TestClient, body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return client.fetch('/sync', { method: 'POST', headers: { 'content-type': SYNC_LINES, ...headers }, body });
}

/** Parts a line in two, and leaves a text open. */
const lineAndQuote = Buffer.from('\n"');
const gzip = { 'content-encoding': 'gzip' };

export function linesContract(server: () => TestServer): void {
  const member = async () => server().member(await server().program(), 'admin');

  /** All that is stored of a program's plan, by table. */
  async function stored({ program }: TestClient): Promise<Record<string, unknown>> {
    const { read } = server().store;
    const found: Record<string, unknown> = {};
    for (const table of ['sites', 'budget_lines', 'journal', 'postings', 'line_sums', 'group_sums'] as const) {
      const rows = await read.selectFrom(table).selectAll().where('program', '=', program).execute();
      found[table] = rows.map((row) => JSON.stringify({ ...row, program: '' })).sort();
    }
    return found;
  }

  test('a sync in lines, packed or not, leaves the program that the same sync as one JSON leaves', async () => {
    const edits = plan();
    const programs: Record<string, unknown>[] = [];
    for (const send of [
      (client: TestClient, request: SyncRequest) => client.post(request),
      (client: TestClient, request: SyncRequest) => post(client, bytesOf(request)),
      (client: TestClient, request: SyncRequest) => post(client, new Uint8Array(gzipSync(bytesOf(request))), gzip),
    ]) {
      const client = await member();
      const request = client.request(edits);
      const first: unknown = await (await send(client, request)).json();
      expect(first).toMatchObject({ committed: 1, refusals: [], conflicts: [] });
      // [I1] Sent again it is the same request.
      expect(await (await send(client, request)).json()).toEqual(first);
      programs.push(await stored(client));
    }
    const [whole, ...inLines] = programs;
    for (const each of inLines) expect(each).toEqual(whole);
  });

  test('a sync in lines that breaks off at any byte, or is broken there, leaves nothing', async () => {
    const client = await member();
    const body = bytesOf(client.request(plan()));
    const packed = gzipSync(body);
    const random = randomFrom(firstSeed());
    for (let run = 0; run < 12; run++) {
      const at = random.below(body.length - 2);
      for (const [broken, headers] of [
        [body.slice(0, at), {}],
        [new Uint8Array(packed.subarray(0, random.below(packed.length - 1))), gzip],
        // No text and no member may hold it.
        [body.map((byte, place) => (place === at ? 0 : byte)), {}],
        [new Uint8Array([...body.subarray(0, at), ...lineAndQuote, ...body.subarray(at)]), {}],
      ] as const) {
        const response = await post(client, broken, headers);
        const { error } = await response.json();
        expect([response.status, error.code], `at ${at} of ${body.length}`).toEqual([400, 'invalid_request']);
      }
    }
    expect(Object.values(await stored(client)).flat()).toEqual([]);
    expect((await post(client, body)).status).toBe(200);
  });
}
