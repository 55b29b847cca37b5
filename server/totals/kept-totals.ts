import type { TableName } from '../../shared/tables/all-tables.ts';
import { sql, type Kysely } from 'kysely';
import { groupOfSums, sumsOfCut, type SumFacts } from '../../shared/plan/sums/cut-of-sums.ts';
import type { GroupSum, SumCut } from '../../shared/plan/sums/group-sums.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import { countTouching, totalsOfSums, type KeptGroup, type Totals } from '../../shared/plan/figures/totals.ts';
import { isPlaceCut, isRequestCut, isSourceCut, type Cut } from '../../shared/plan/figures/cuts.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { Database } from '../storage/schema.ts';
import { jsonRows } from '../storage/sql-dialect.ts';
import { readGroupSums } from './read-group-sums.ts';
import { readColumns, readNarrowRows, type NarrowRow } from './read-narrow-rows.ts';

/** A day, and what the sums of groups are less on it than they are kept (`groupsOnDay`). */
export interface DayOfSums {
  readonly asOf: string;
  readonly moved: readonly GroupSum[];
  /** Codes of the sites where each project is (`readSitesOfProjects`). */
  readonly sites: () => Promise<SitesOfProjects>;
}

export type SitesOfProjects = readonly (readonly string[])[];

/**
 * Totals at the head on a day, from the kept sums: the cost follows the groups of the cut.
 * @param cut null: of the program alone
 */
export async function readKeptTotals(
  db: Kysely<Database>,
  program: string,
  cut: Cut | null,
  { asOf, moved, sites }: DayOfSums,
): Promise<Totals> {
  const facts = await readFacts(db, program, cut, asOf);
  const read = async (sums: SumCut): Promise<KeptGroup[]> => {
    const kept = await readGroupSums(db, program, sums);
    return [...kept, ...moved.filter((sum) => sum.cut === sums)];
  };
  const groupOf = cut === null ? () => '' : groupOfSums(cut, facts);
  const kept = await read(cut === null ? 'program' : sumsOfCut(cut));
  const years = cut === 'fiscalYear' ? await read('postingYear') : [];
  const placed = cut !== null && isPlaceCut(cut) ? await sites() : [];
  return totalsOfSums({
    cut,
    groups: kept.map(({ group, lines, amounts }) => ({ group: groupOf(group), lines, amounts })),
    beside: {
      ...facts,
      projects: cut === 'project' ? await readProjectNumbers(db, program) : [],
      postedByYear: spentByYear(years),
      touching: (place) => countTouching(placed, place, facts.sites),
    },
  });
}

/** What sources, requests or sites say themselves, as far as the cut shows it. */
async function readFacts(db: Kysely<Database>, program: string, cut: Cut | null, asOf: string): Promise<SumFacts> {
  const stored: { [T in TableName]?: readonly NarrowRow[] } = {};
  for (const table of cut === null ? [] : tablesOf(cut)) stored[table] = await readNarrowRows(db, program, table);
  return planFacts(programRows(stored), asOf);
}

function tablesOf(cut: Cut): readonly TableName[] {
  if (isSourceCut(cut)) return ['fundingSources'];
  if (isRequestCut(cut)) return ['fundingRequests'];
  return isPlaceCut(cut) ? ['sites', 'siteBoundaries'] : [];
}

/** [T23] Cents by year, without those in which nothing was spent in the end. */
function spentByYear(years: readonly KeptGroup[]): Map<string, number> {
  const spent = new Map<string, number>();
  for (const { group, amounts } of years) spent.set(group, (spent.get(group) ?? 0) + amounts.expended);
  return new Map([...spent].filter(([, cents]) => cents !== 0));
}

async function readProjectNumbers(db: Kysely<Database>, program: string): Promise<string[]> {
  const rows = await readColumns(db, program, { table: 'projects', columns: ['number'] });
  return rows.map(({ cells }) => String(cells['number']));
}

/** Codes of the sites where each project is. */
export async function readSitesOfProjects(db: Kysely<Database>, program: string): Promise<SitesOfProjects> {
  const rows = await jsonRows(db, ['sites'], sql`project_places WHERE program = ${program}`);
  return rows.map(([sites]) => sitesIn(String(sites)));
}

function sitesIn(text: string): string[] {
  const sites: unknown = JSON.parse(text);
  return Array.isArray(sites) ? sites.map(String) : [];
}
