import { totalsReply, type TotalsReply } from '../../shared/protocol/totals.ts';
import type { TestClient } from '../contracts/test-server.ts';
import {
  figuresOf,
  rowsOf,
  sourceFiguresOf,
  spentByYear,
  stillToCome,
  withForecast,
  type Book,
  type Figures,
} from './replay.ts';
import { figuresByPlace, shared } from './replay-places.ts';

/** Figures by their names, by what they are of: the program, "project 26.00001", "source BND-A" and so on. */
export type Told = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Every figure of the program and of each project, source and year, as the server tells it. */
export async function everyFigureTold(client: TestClient, { at, asOf }: { at: number; asOf: string }): Promise<Told> {
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

/** The same figures, worked out by the second program. */
export function everyFigureWorkedOut(book: Book): Told {
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
