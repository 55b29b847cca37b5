import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { update } from '../contracts/plan-rows.ts';
import type { TestClient, TestServer } from '../contracts/test-server.ts';
import { uglyWorkbooks } from '../imports/ugly-workbooks.ts';
import { patient } from '../patience.ts';
import { download, openMiniPlan } from '../round-trips/mini-plan.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { judged, type Fault } from './fuzz-play.ts';
import { csvSnippets, jsonSnippets, mutated, mutatedPart, mutations, xmlSnippets, type Mutation } from './mutations.ts';

const WORKBOOKS = Number(process.env['SEP_FUZZ'] ?? (isLong ? 5_000 : 8));
const FILES = Number(process.env['SEP_FUZZ'] ?? (isLong ? 20_000 : 40));
const TEXTS = Number(process.env['SEP_FUZZ'] ?? (isLong ? 80_000 : 150));
const MEMORY_MB = 512;
const MINUTE_MS = 60_000;

let server: TestServer;
let finance: TestClient;
/** The plan's workbook whole: it has what no part of it has, and each of it takes twenty times a part. */
let wholeBook: Uint8Array;
/** Of so many workbooks one is the whole one. */
const PARTS_TO_A_WHOLE = 40;
/** Valid files by the program that has written them. */
const workbooks = new Map<string, Uint8Array>();
const texts = new Map<string, Uint8Array>();
let startBytes: number;

beforeAll(async () => {
  ({ server, finance } = await openMiniPlan());
  wholeBook = await download(finance);
  const part = await finance.fetch('/workbook.xlsx?site=0417');
  workbooks.set('a part of ours', new Uint8Array(await part.arrayBuffer()));
  workbooks.set(
    'LibreOffice',
    new Uint8Array(readFileSync(join(import.meta.dirname, 'recorded', 'by-libreoffice.xlsx'))),
  );
  const rows = [
    ['Location Code', 'Site Name', 'ZIP'],
    ['0417', 'Alder', 90001],
  ];
  workbooks.set('hucre', new Uint8Array(await writeXlsx({ sheets: [{ name: 'Sites', rows }] })));
  for (const { name, bytes } of uglyWorkbooks) (name.endsWith('.xlsx') ? workbooks : texts).set(name, await bytes());
  const ledger =
    'Doc No.,Line,GL Date,PO No.,Account,Vendor,Text,Amount\n5100000001,1,2026-08-30,,21-9010,A,x,100.00\n';
  texts.set('ledger.csv', Buffer.from(ledger));
  // The first job of each kind starts its worker.
  for (const door of doors) await door(finance, wholeBook);
  startBytes = process.memoryUsage().rss;
});
afterAll(() => server.close());

type Door = (client: TestClient, bytes: Uint8Array) => Promise<Response>;

const asForm =
  (path: string): Door =>
  (client, bytes) => {
    const body = new FormData();
    body.set('file', new File([new Uint8Array(bytes)], 'x.xlsx'));
    return client.fetch(path, { method: 'POST', body });
  };
const asBody =
  (path: string): Door =>
  (client, bytes) =>
    client.fetchApi(path.replace('{program}', client.program), { method: 'POST', body: new Uint8Array(bytes) });

/** Every way by which a file comes in. */
const doors: readonly Door[] = [
  asBody('/programs/{program}/workbook?preview=true'),
  asBody('/programs/{program}/workbook'),
  asForm('/imports?preview=true'),
  asForm('/imports/exceptions.xlsx'),
  asForm('/ledger?preview=true'),
  asBody('/verify'),
];

/** Sends a file to a door. So many a minute may be verified: the server's clock goes on. */
async function sent(door: Door, bytes: Uint8Array): Promise<Fault | null> {
  server.clock = new Date(server.clock.getTime() + MINUTE_MS);
  return judged(server, () => door(finance, bytes));
}

/** Plays so many files. @returns what is so of the history and of memory at the end */
async function playAll<Input>(
  inputs: fc.Arbitrary<Input>,
  count: number,
  play: (input: Input) => Promise<Fault | null>,
) {
  await fc.assert(
    fc.asyncProperty(inputs, async (input) => {
      expect(await play(input)).toBeNull();
    }),
    { seed: firstSeed(), numRuns: count },
  );
  const { ok } = await (await finance.fetch('/verify')).json();
  const grownMb = (process.memoryUsage().rss - startBytes) / 1024 / 1024;
  return { isHistoryWhole: ok === true, isMemoryBounded: grownMb < MEMORY_MB };
}

const well = { isHistoryWhole: true, isMemoryBounded: true };

const anyDoor = fc.constantFrom(...doors.keys());
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const nth = <T>(values: Iterable<T>, at: number): T | undefined => {
  const all = [...values];
  return all[Math.floor(at * all.length)];
};
const doorAt = (index: number): Door => doors[index] ?? asBody('/verify');

describe('[PRO17, SEC10] files with wrong bytes in them', () => {
  test(
    'a workbook of any program, with other bytes or with other XML, is read or refused',
    async () => {
      const of = fc.oneof(
        { weight: PARTS_TO_A_WHOLE, arbitrary: share },
        { weight: 1, arbitrary: fc.constant('whole' as const) },
      );
      const inputs = fc.record({ of, door: anyDoor, part: fc.option(share), changes: mutations(xmlSnippets) });
      expect(
        await playAll(inputs, WORKBOOKS, async ({ of: chosen, door, part, changes }) => {
          const file = chosen === 'whole' ? wholeBook : (nth(workbooks.values(), chosen) ?? new Uint8Array());
          return sent(doorAt(door), part === null ? mutated(file, changes) : mutatedPart(file, part, changes));
        }),
      ).toEqual(well);
    },
    patient(3_600_000),
  );

  test(
    'a text of rows, with other bytes, is read or refused',
    async () => {
      const inputs = fc.record({ of: share, door: anyDoor, changes: mutations(csvSnippets) });
      expect(
        await playAll(inputs, FILES, ({ of, door, changes }) =>
          sent(doorAt(door), mutated(nth(texts.values(), of) ?? new Uint8Array(), changes)),
        ),
      ).toEqual(well);
    },
    patient(3_600_000),
  );

  test(
    'a recorded sync, packed or not, with other bytes, is answered',
    async () => {
      const [row = ''] = [...(await finance.rows('sites')).keys()];
      const request = finance.request({ sites: update(row, { name: 'Alder “East” Ñ', enrollment: 12 }) }, { base: 1 });
      const recorded = Buffer.from(JSON.stringify({ ...request, note: 'x' }));
      const post = (bytes: Uint8Array, encoding: string | null) =>
        finance.fetch('/sync', {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(encoding !== null && { 'content-encoding': encoding }) },
          body: new Uint8Array(bytes),
        });
      const inputs = fc.record({
        changes: mutations(jsonSnippets),
        packed: fc.constantFrom<'no' | 'before' | 'after'>('no', 'before', 'after'),
      });
      const bytesOf = (changes: readonly Mutation[], packed: string): Uint8Array => {
        if (packed === 'no') return mutated(recorded, changes);
        return packed === 'before' ? gzipSync(mutated(recorded, changes)) : mutated(gzipSync(recorded), changes);
      };
      expect(
        await playAll(inputs, TEXTS, ({ changes, packed }) =>
          judged(server, () => post(bytesOf(changes, packed), packed === 'no' ? null : 'gzip')),
        ),
      ).toEqual(well);
    },
    patient(3_600_000),
  );
});
