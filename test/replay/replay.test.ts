import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoProgram } from '../../server/demo/generate-demo.ts';
import { seedPast } from '../../server/demo/seed-past.ts';
import { createProgramEvents } from '../../server/program-events.ts';
import { totalsReply, type TotalsReply } from '../../shared/protocol/totals.ts';
import { startTestServer, type TestClient, type TestServer } from '../contracts/test-server.ts';
import { createRandom } from '../histories/random.ts';
import { firstSeed, isLong } from '../run-size.ts';
import {
  bookOf,
  figuresOf,
  planAfter,
  rowsOf,
  sourceFiguresOf,
  spentByYear,
  stillToCome,
  withForecast,
  type Book,
  type Figures,
  type ToldRevision,
} from './replay.ts';
import { figuresByPlace, shared } from './replay-places.ts';
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
      expect([place, await told(reader, { at, asOf })]).toEqual([place, workedOut(book)]);
    }
  });

  test('tells the ends of all months and fiscal years, and the days on which sites moved, like the server', async () => {
    const plan = planAfter(revisions);
    const moves = rowsOf(plan, 'siteBoundaries').map((row) => String(row['effectiveFrom']));
    expect(new Set(moves).size).toBe(3);
    for (const asOf of [...monthEnds(), ...new Set(moves.flatMap((day) => [dayBefore(day), day]))]) {
      const at = revisions.length;
      expect([asOf, await told(reader, { at, asOf })]).toEqual([asOf, workedOut(bookOf(plan, asOf))]);
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

type Told = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Every figure of the program and of each project, source and year, as the server tells it. */
async function told(client: TestClient, { at, asOf }: { at: number; asOf: string }): Promise<Told> {
  const ask = async (by: string): Promise<TotalsReply> => {
    const response = await client.fetch(`/totals?at=${at}&asOf=${asOf}&by=${by}`);
    return totalsReply.parse(await response.json());
  };
  const [byProject, bySource, byYear] = [await ask('project'), await ask('source'), await ask('fiscalYear')];
  const rows = (reply: TotalsReply, cut: string, names: readonly string[]) =>
    reply.rows.map((row) => [`${cut} ${row[cut]}`, picked(row, names)] as const);
  return {
    program: picked(byProject.total, byProject.measures),
    ...Object.fromEntries(rows(byProject, 'project', byProject.measures)),
    ...Object.fromEntries(
      rows(
        bySource,
        'source',
        bySource.measures.filter((name) => !forecastMeasures.has(name)),
      ),
    ),
    ...Object.fromEntries(rows(byYear, 'fiscalYear', ['current', 'expendedByPostingYear'])),
    ...withoutEmpty(Object.fromEntries(rows(await ask('region'), 'region', shared))),
    ...withoutEmpty(Object.fromEntries(rows(await ask('boardDistrict'), 'boardDistrict', shared))),
  };
}

/** Places in which there is money. */
function withoutEmpty(places: Told): Told {
  return Object.fromEntries(Object.entries(places).filter(([, figures]) => Object.values(figures).some(Boolean)));
}

/** What a project's forecast is shared out by is the product's own rule; its sum is not. */
const forecastMeasures: ReadonlySet<string> = new Set(['etc', 'eac', 'vac']);

function picked(row: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

function workedOut(book: Book): Told {
  const { plan } = book;
  const projects = rowsOf(plan, 'projects');
  const figures: Record<string, Readonly<Record<string, unknown>>> = {};
  let etc = 0n;
  for (const project of projects) {
    const own = stillToCome(book, project);
    etc += own;
    const line = figuresOf(book, (row) => row['project'] === project['number']);
    figures[`project ${String(project['number'])}`] = plain(withForecast(line, own));
  }
  figures['program'] = plain(
    withForecast(
      figuresOf(book, () => true),
      etc,
    ),
  );
  for (const { code } of rowsOf(plan, 'fundingSources')) {
    const ofSource = figuresOf(book, (row) => row['source'] === code);
    figures[`source ${String(code)}`] = plain({ ...ofSource, ...sourceFiguresOf(book, String(code), ofSource) });
  }
  const spent = spentByYear(plan, book.day);
  const years = new Set([...rowsOf(plan, 'budgetLines').map((row) => String(row['fiscalYear'])), ...spent.keys()]);
  for (const year of years) {
    const { current = null } = figuresOf(book, (row) => row['fiscalYear'] === year);
    figures[`fiscalYear ${year}`] = plain({ current, expendedByPostingYear: spent.get(year) ?? 0n });
  }
  const places = (['region', 'boardDistrict'] as const).flatMap((column) =>
    [...figuresByPlace(book, column)].map(([place, sums]) => [`${column} ${place}`, plain(sums)] as const),
  );
  return { ...figures, ...withoutEmpty(Object.fromEntries(places)) };
}

/** As on the wire: cents as numbers, percentages with one decimal. */
function plain(figures: Figures): Record<string, number | null> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, value]) => {
      const isPercent = name.startsWith('percent') || name === 'contingencyPercent' || name === 'changeOrderRate';
      return [name, value === null ? null : Number(value) / (isPercent ? 10 : 1)];
    }),
  );
}
