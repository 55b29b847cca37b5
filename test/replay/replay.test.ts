import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoProgram } from '../../server/demo/generate-demo.ts';
import { seedPast } from '../../server/demo/seed-past.ts';
import { createProgramEvents } from '../../server/program-events.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { createRandom } from '../histories/random.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { everyFigureTold, everyFigureWorkedOut } from './every-figure.ts';
import { bookOf, planAfter, rowsOf, type ToldRevision } from './replay.ts';
import { toldRevisions } from './told-revisions.ts';

/** The figures of the demo as the server tells them and as a second program works them out, on days of its years. */
describe('an independent replay of the history', () => {
  const days = isLong ? 2_000 : 200;
  const seed = firstSeed();
  let server: TestServer;
  let reader: TestClient;
  let revisions: readonly ToldRevision[];

  beforeAll(async () => {
    server = await startTestServer({ file: ':memory:' });
    const events = createProgramEvents(server.store);
    await seedPast(server.store, events, 'demo', server.clock);
    await events.close();
    reader = await server.member(demoProgram.id, 'viewer');
    revisions = await toldRevisions(reader);
  });
  afterAll(() => server.close());

  test(`tells T1 to T23 of every project, source and year like the server, at ${days} times`, async () => {
    const random = createRandom(seed);
    const head = revisions.length;
    for (let time = 0; time < days; time++) {
      const at = random.chance(0.5) ? head : 1 + random.int(head);
      const asOf = dayOf(random.int(1_600));
      const book = bookOf(planAfter(revisions.slice(0, at)), asOf);
      const place = `seed ${seed}, at=${at}, asOf=${asOf}`;
      expect([place, await everyFigureTold(reader, { at, asOf })]).toEqual([place, everyFigureWorkedOut(book)]);
    }
  });

  test('tells the ends of all months and fiscal years, and the days on which sites moved, like the server', async () => {
    const plan = planAfter(revisions);
    const moves = rowsOf(plan, 'siteBoundaries').map((row) => String(row['effectiveFrom']));
    expect(new Set(moves).size).toBe(3);
    for (const asOf of [...monthEnds(), ...new Set(moves.flatMap((day) => [dayBefore(day), day]))]) {
      const at = revisions.length;
      expect([asOf, await everyFigureTold(reader, { at, asOf })]).toEqual([
        asOf,
        everyFigureWorkedOut(bookOf(plan, asOf)),
      ]);
    }
  });
});

/** Last days of the months from July 2024 to June 2027. */
function monthEnds(): string[] {
  return Array.from({ length: 36 }, (_, month) => isoDay(Date.UTC(2024, 7 + month, 0)));
}

function dayBefore(day: string): string {
  return isoDay(Date.parse(day) - 86_400_000);
}

function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The day so many days after the first of July 2023. */
function dayOf(after: number): string {
  return isoDay(Date.UTC(2023, 6, 1 + after));
}
