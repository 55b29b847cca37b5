import { sql, type Kysely } from 'kysely';
import { amountsOfSums } from '../../shared/plan/sums/account-sums.ts';
import type { Amounts } from '../../shared/plan/figures/amounts.ts';
import { planFacts } from '../../shared/plan/figures/plan-facts.ts';
import type { Database, ProgramRow } from '../storage/schema.ts';
import { isAmong } from '../storage/sql-dialect.ts';
import { sumsAreKept } from '../totals/keep-sums.ts';
import { readGroupSums } from '../totals/read-group-sums.ts';
import { readProgram } from '../totals/read-program.ts';
import { sumsOfProjectsOnDay } from '../totals/sums-on-day.ts';

/** A budget line with what it has on a day. */
export interface LineAmounts {
  readonly id: string;
  readonly project: string;
  readonly source: string;
  readonly category: string;
  readonly fiscalYear: string;
  readonly amounts: Readonly<Amounts>;
}

/** All lines of some projects, and the current budget of some sources in cents, as of a day at the head. */
export interface AmountsAround {
  readonly lines: readonly LineAmounts[];
  readonly current: ReadonlyMap<string, number>;
}

interface Around {
  readonly projects: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
  readonly asOf: string;
}

/** From the kept sums: the cost follows the projects. A program whose sums are not kept yet is read whole. */
export async function readAmountsAround(
  db: Kysely<Database>,
  program: ProgramRow,
  around: Around,
): Promise<AmountsAround> {
  return sumsAreKept(program) ? fromSums(db, program.id, around) : fromRows(db, program.id, around);
}

async function fromSums(
  db: Kysely<Database>,
  program: string,
  { projects, sources, asOf }: Around,
): Promise<AmountsAround> {
  const { after } = await sumsOfProjectsOnDay(db, program, asOf, { projects, areAll: false });
  const lines = after
    .filter(({ line }) => line !== '')
    .map(({ line: id, project, groups: { source, category, fiscalYear }, sums, kind }): LineAmounts => ({
      id,
      project,
      source,
      category,
      fiscalYear,
      amounts: amountsOfSums(sums, kind),
    }));
  const kept = await readGroupSums(db, program, 'source');
  const later = await readLater(db, program, sources, asOf);
  const current = new Map(
    kept
      .filter(({ group }) => sources.has(group))
      .map(({ group, amounts }) => [group, amounts.current - (later.get(group) ?? 0)]),
  );
  return { lines, current };
}

/** Cents by source that changes move after the day: whatever else makes a current budget has no date. */
async function readLater(
  db: Kysely<Database>,
  program: string,
  sources: ReadonlySet<string>,
  asOf: string,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ source: string; cents: number }>`
    SELECT budget_lines.source, SUM(cents) AS cents FROM postings CROSS JOIN budget_lines
    WHERE postings.program = ${program} AND date > ${asOf} AND postings.account IN ('board', 'staff')
      AND budget_lines.program = postings.program AND budget_lines.key_text = postings.line
      AND ${isAmong(db, 'budget_lines.source', sources)}
    GROUP BY budget_lines.source`.execute(db);
  return new Map(rows.map(({ source, cents }) => [source, cents]));
}

async function fromRows(
  db: Kysely<Database>,
  program: string,
  { projects, sources, asOf }: Around,
): Promise<AmountsAround> {
  const facts = planFacts(await readProgram(db, program), asOf);
  const current = new Map<string, number>();
  const lines: LineAmounts[] = [];
  for (const project of facts.projects.values()) {
    for (const { id, row, source, category, fiscalYear, amounts } of project.lines) {
      if (row === null || source === null) continue;
      if (sources.has(source)) current.set(source, (current.get(source) ?? 0) + amounts.current);
      if (!projects.has(project.number)) continue;
      lines.push({
        id,
        project: project.number,
        source,
        category: category ?? '',
        fiscalYear: fiscalYear ?? '',
        amounts,
      });
    }
  }
  return { lines, current };
}
