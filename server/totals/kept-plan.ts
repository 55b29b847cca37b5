import type { Kysely } from 'kysely';
import { addToAmounts, amountsOfSums } from '../../shared/plan/sums/account-sums.ts';
import type { Poster } from '../../shared/plan/postings/post-program.ts';
import type { Look } from '../../shared/plan/time/look.ts';
import { getOrMake } from '../../shared/sync/get-or-make.ts';
import type { RowId } from '../../shared/tables/cell.ts';
import { noAmounts, type Amounts } from '../../shared/plan/figures/amounts.ts';
import { planFacts, type PlanFacts, type ProjectFacts } from '../../shared/plan/figures/plan-facts.ts';
import { siteShares, type SiteShares } from '../../shared/plan/figures/site-shares.ts';
import { programRows } from '../../shared/plan/figures/columns-read.ts';
import type { ComputedDeclaration } from '../../shared/plan/figures/computes.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { FoundRow } from '../../shared/plan/reached-rows.ts';
import type { TableName } from '../../shared/tables/all-tables.ts';
import { readTogether, type Selection, type Values } from '../storage/read-together.ts';
import type { Database } from '../storage/schema.ts';
import { readLookedAt, type SumKeys } from './looked-at.ts';
import { readPostedOnLines } from './project-sums.ts';
import { readGroupSums } from './read-group-sums.ts';
import { readProgram } from './read-program.ts';
import type { RowsAtHand } from './rows-at-hand.ts';
import { movedLater, namedProjects, sumsOfProjectsOnDay, type SumsOnDay } from './sums-on-day.ts';
import {
  amountColumns,
  amountsOfCells,
  numberIn,
  postedOnLine,
  postedOnLineCells,
  type PostedOnLine,
} from './sum-rows.ts';

/** Rows of the plan, with facts whose sums come from those that are kept. */
export interface KeptPlan {
  readonly program: ProgramRows;
  readonly facts: PlanFacts;
  /** Cents posted in the periods among the rows that have a control total to compare with. */
  readonly postedByPeriod: ReadonlyMap<string, number>;
}

/**
 * What the computed cells of these rows follow from at the head: the rows, the rows they look at, and the kept sums. A
 * fixed number of indexed queries, fewer where rows are at hand.
 * @param asOf the day after which nothing counts; null: everything that is known
 */
export async function readKeptPlan(
  hand: RowsAtHand,
  asked: ReadonlyMap<string, ReadonlySet<RowId>>,
  asOf: string | null,
): Promise<KeptPlan> {
  const { db, program } = hand;
  const early = new Set<string>();
  const besides = (keys: SumKeys, found: ReadonlyMap<string, readonly FoundRow[]>): Selection[] => {
    const rows = [...found.values()].flat();
    for (const project of [...keys.projects, ...rows.map(({ cells }) => cells['project'])])
      if (typeof project === 'string') early.add(project);
    return [
      ...sumSelections(program, keys),
      postedSelection(program, found.get('periods') ?? []),
      ...(asOf === null ? [] : movedLater(program, asOf, [...early])),
    ];
  };
  const { rows: stored, sums, beside } = await readLookedAt(hand, asked, besides);
  const rows = programRows(Object.fromEntries(stored));
  const facts = planFacts(rows, asOf);
  const [ofProjects, ofLines, posted = [], ...moved] = beside;
  const amounts = amountsIn(ofProjects, ofLines);
  if (asOf !== null) {
    const among = new Set([...facts.projects.keys(), ...sums.projects]);
    const late = [...among].filter((project) => !early.has(project));
    const found = [...moved, ...(await readTogether(db, late.length > 0 ? movedLater(program, asOf, late) : []))];
    const projects = new Set([...namedProjects(found)].filter((project) => among.has(project)));
    putSumsOf(await sumsOfProjectsOnDay(db, program, asOf, { projects, areAll: false }), amounts);
  }
  return {
    program: rows,
    facts: { ...facts, projects: withSums(facts.projects, siteShares(rows), amounts) },
    postedByPeriod: postedIn(posted),
  };
}

/**
 * What the computed cells of whole tables follow from at the head: their rows, the rows they look at, and the kept sums in the place
 * of all that is added up.
 * @param asOf see `readKeptPlan`
 */
export async function readKeptTables(
  db: Kysely<Database>,
  program: string,
  declared: readonly ComputedDeclaration[],
  asOf: string | null,
): Promise<KeptPlan> {
  const tables = [...new Set(declared.flatMap(({ table, looks }) => [table, ...tablesLookedAt(looks)]))];
  const rows = await readProgram(db, program, { tables });
  const facts = planFacts(rows, asOf, noPostings);
  const of = (key: 'line' | 'project') => declared.some(({ sums }) => sums !== null && key in sums.of);
  const projects = of('project') ? await readGroupSums(db, program, 'project') : [];
  const amounts: KeptAmounts = {
    ofProjects: new Map(projects.map((group) => [group.group, group.amounts])),
    ofLines: of('line') ? amountsOfLines(await readPostedOnLines(db, program)) : new Map(),
  };
  const readsSums = declared.some(({ sums }) => sums !== null);
  if (asOf !== null && readsSums) {
    const moved = namedProjects(await readTogether(db, movedLater(program, asOf)));
    putSumsOf(await sumsOfProjectsOnDay(db, program, asOf, { projects: moved, areAll: true }), amounts);
  }
  const [posted = []] = await readTogether(db, [postedSelection(program, rows.periods)]);
  return {
    program: rows,
    facts: { ...facts, projects: withSums(facts.projects, siteShares(rows), amounts) },
    postedByPeriod: postedIn(posted),
  };
}

/** What is added up stands in the kept sums. */
const noPostings: Poster = () => undefined;

/** What is only added up is not read. */
function tablesLookedAt(looks: readonly Look[]): TableName[] {
  return looks
    .filter(({ adds }) => adds === undefined)
    .flatMap(({ table, looks: further = [] }) => [table, ...tablesLookedAt(further)]);
}

function postedIn(posted: readonly Values[]): Map<string, number> {
  return new Map(posted.map(([period, cents]) => [String(period), numberIn(cents)]));
}

function postedSelection(program: string, periods: readonly FoundRow[]): Selection {
  const compared = periods.flatMap(({ cells: { period, controlTotal } }) =>
    typeof period === 'string' && (controlTotal ?? null) !== null ? [period] : [],
  );
  const where = [
    { column: 'program', is: program },
    { column: 'period', in: compared },
  ] as const;
  return { from: 'expenditures', columns: ['period', 'amount'], where, adds: 'amount' };
}

/** By project number and by budget line. */
interface KeptAmounts {
  readonly ofProjects: Map<string, Amounts>;
  readonly ofLines: Map<string, Amounts>;
}

/** Puts the sums of a day in the place of those that are kept. */
function putSumsOf({ projects, after }: SumsOnDay, { ofProjects, ofLines }: KeptAmounts): void {
  for (const project of projects) ofProjects.set(project, noAmounts());
  for (const { line, project, sums, kind } of after) {
    ofLines.set(line, amountsOfSums(sums, kind));
    addToAmounts(getOrMake(ofProjects, project, noAmounts), sums, kind);
  }
}

/** The kept sums of projects and of lines. */
function sumSelections(program: string, { projects, lines }: SumKeys): readonly [Selection, Selection] {
  const ofProgram = { column: 'program', is: program } as const;
  return [
    {
      from: 'group_sums',
      columns: ['group_name', ...amountColumns],
      where: [ofProgram, { column: 'cut', is: 'project' }, { column: 'group_name', in: [...projects] }],
    },
    { from: 'line_sums', columns: postedOnLineCells, where: [ofProgram, { column: 'line', in: [...lines] }] },
  ];
}

/** What comes of `sumSelections`. */
function amountsIn(ofProjects: readonly Values[] = [], ofLines: readonly Values[] = []): KeptAmounts {
  return {
    ofProjects: new Map(ofProjects.map(([project, ...cells]) => [String(project), amountsOfCells(cells)])),
    ofLines: amountsOfLines(ofLines.map(postedOnLine)),
  };
}

function amountsOfLines(kept: readonly PostedOnLine[]): Map<string, Amounts> {
  return new Map(kept.map(({ line, sums, kind }) => [line, amountsOfSums(sums, kind)]));
}

/** Projects that are there only for their scope have no cells and no lines. */
function withSums(
  projects: PlanFacts['projects'],
  shared: ReadonlyMap<string, SiteShares>,
  { ofProjects, ofLines }: KeptAmounts,
): Map<string, ProjectFacts> {
  const numbers = new Set([...projects.keys(), ...shared.keys()]);
  return new Map(
    [...numbers].map((number) => {
      const { cells, lines = [] } = projects.get(number) ?? {};
      const summed = lines.map((line) => ({ ...line, amounts: ofLines.get(line.id) ?? noAmounts() }));
      const amounts = ofProjects.get(number) ?? noAmounts();
      return [number, { number, cells, lines: summed, amounts, shares: shared.get(number) }];
    }),
  );
}
