import type { Kysely } from 'kysely';
import { cutSums, keptCuts, type CutSum, type KeptCut, type SumCut } from '../../shared/plan/line-sums.ts';
import { sourceFacts } from '../../shared/plan/figures/plan-facts.ts';
import { totalsOfSums, type Totals } from '../../shared/plan/figures/totals.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { programRows } from '../../shared/plan/figures/program-rows.ts';
import type { Database } from '../storage/schema.ts';
import { readNarrowRows } from './read-narrow-rows.ts';
import { sumsOnDay } from './sums-on-day.ts';
import { kindOfRow, sumsOfRow } from './sum-rows.ts';

/** The cut of totals that kept sums can answer; undefined: they cannot. */
export function keptCutOf(by: readonly Cut[]): KeptCut | null | undefined {
  const [cut] = by;
  if (cut === undefined) return null;
  return by.length > 1 ? undefined : keptCuts.find((kept) => kept === cut);
}

/**
 * Totals at the head from the kept sums, less what is dated after a day: the cost follows the groups of the cut and the
 * projects that something is still to happen on.
 */
export async function readKeptTotals(
  db: Kysely<Database>,
  program: string,
  cut: KeptCut | null,
  asOf: string,
): Promise<Totals> {
  const sources = await readSources(db, program, cut, asOf);
  const wanted: readonly SumCut[] = cut === 'fiscalYear' ? [cut, 'postingYear'] : [cut ?? 'program'];
  const kept = await readCutSums(db, program, wanted);
  const { before, after } = await sumsOnDay(db, program, asOf);
  const projects = cut === 'project' ? await readNarrowRows(db, program, 'projects') : [];
  const listed = cut === 'source' ? sources.keys() : projects.map(({ cells }) => String(cells['number']));
  return totalsOfSums({ cut, sums: [...kept, ...cutSums(after, before)], sources, listed });
}

async function readSources(db: Kysely<Database>, program: string, cut: KeptCut | null, asOf: string) {
  const rows = cut === 'source' ? await readNarrowRows(db, program, 'fundingSources') : [];
  const { fundingSources } = programRows({ fundingSources: rows });
  return new Map(fundingSources.map(({ cells }) => [cells.code, sourceFacts(cells, asOf)]));
}

async function readCutSums(db: Kysely<Database>, program: string, cuts: readonly SumCut[]): Promise<CutSum[]> {
  const sums: CutSum[] = [];
  for (const cut of cuts) {
    const rows = await db
      .selectFrom('cut_sums')
      .selectAll()
      .where('program', '=', program)
      .where('cut', '=', cut)
      .execute();
    for (const row of rows)
      sums.push({ cut, group: row.group_name, kind: kindOfRow(row), lines: row.lines, sums: sumsOfRow(row) });
  }
  return sums;
}
