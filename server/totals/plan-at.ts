import type { GroupSum } from '../../shared/plan/sums/group-sums.ts';
import { bridgeFigure, type Bridge, type BridgeMoment } from '../../shared/plan/bridge/bridge-figure.ts';
import { explainFigure, type Explanation, type FigureQuestion } from '../../shared/plan/figures/explain-figure.ts';
import { figureTables } from '../../shared/plan/figures/figure-tables.ts';
import { readTables } from '../../shared/plan/figures/columns-read.ts';
import { invariantFacts, judgePlan, type Verdict } from '../../shared/plan/invariants/judge-plan.ts';
import type { PlanRows } from '../../shared/plan/invariants/plan-rows.ts';
import { postingOnce } from '../../shared/plan/postings/post-program.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { planFacts, type PlanFacts } from '../../shared/plan/figures/plan-facts.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { totalsOf, type Totals } from '../../shared/plan/figures/totals.ts';
import type { TableName } from '../../shared/tables/all-tables.ts';
import type { Store } from '../storage/database.ts';
import { readProgram as readProgramHead } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { sumsAreKept } from './keep-sums.ts';
import { Kept } from './kept.ts';
import { createKeptTables, hashOf } from './kept-tables.ts';
import { readKeptTotals, readSitesOfProjects, type SitesOfProjects } from './kept-totals.ts';
import { groupsOnDay } from './sums-on-day.ts';
import { planTime, type AskedTime, type PlanTime } from './plan-time.ts';
import { readPlanRows } from './read-plan-rows.ts';
import { readMoments } from './read-moments.ts';

/** Facts and checks of a program at a revision and day, kept for the few last asked for: a revision of one hash never changes. */
export interface PlanAt {
  /** See `planTime` for what may be left out, and for what is thrown. */
  facts(program: string, asked: AskedTime): Promise<At<PlanFacts>>;
  /** Totals by the cuts: from the kept sums where they can answer, else from the facts. */
  totals(program: string, asked: AskedTime, by: readonly Cut[]): Promise<At<Totals>>;
  checks(program: string, asked: AskedTime): Promise<At<readonly Verdict[]>>;
  /** What a figure is made of. */
  explanation(program: string, asked: AskedTime, figure: Figure): Promise<At<Explanation>>;
  /** How a figure came from what it was at one moment, or from nothing, to what it is at another. */
  bridge(program: string, from: PlanTime | null, to: PlanTime, figure: Figure): Promise<Bridge>;
}

/** A figure of the plan: see `FigureQuestion`. */
export type Figure = Pick<FigureQuestion, 'measure' | 'part'>;

export interface At<T> extends PlanTime {
  readonly value: T;
}

const MOMENTS_KEPT = 4;
/** Every cut at a moment or two: what many people look at after a sync is worked out once. */
const ANSWERS_KEPT = 32;
/** Of a day long ago one can hold as many groups as there are. */
const MOVES_KEPT = 8;
/** Of a large program there are a hundred thousand. */
const SITES_KEPT = 4;
const CHECKS_KEPT = 20;
/** Of a large program one can hold hundreds of thousands of entries. */
const EXPLANATIONS_KEPT = 2;
const BRIDGES_KEPT = 4;
/** Tables at both ends of a bridge and at one moment more, so that the next figure need not read them again. */
const TABLES_KEPT = 3 * readTables.length;

export function createPlanAt({ store, now }: { readonly store: Store; readonly now: () => Date }): PlanAt {
  const keptAnswers = new Kept<At<Totals>>(ANSWERS_KEPT);
  const keptMoves = new Kept<readonly GroupSum[]>(MOVES_KEPT);
  const keptSites = new Kept<SitesOfProjects>(SITES_KEPT);
  const keptMoments = new Kept<BridgeMoment>(MOMENTS_KEPT);
  const keptExplanations = new Kept<At<Explanation>>(EXPLANATIONS_KEPT);
  const keptBridges = new Kept<Bridge>(BRIDGES_KEPT);
  const keptChecks = new Kept<At<readonly Verdict[]>>(CHECKS_KEPT);
  const known = async (program: string, time: PlanTime): Promise<KnownTime> => ({
    time,
    hash: await hashOf(store.read, program, time.revision),
  });
  const timeOf = async (program: string, asked: AskedTime) =>
    known(program, await planTime(store.read, program, asked, now()));
  const keptTables = createKeptTables(store, TABLES_KEPT);
  const tablesAt = (program: string, { time: { revision }, hash }: KnownTime, tables: readonly TableName[]) =>
    keptTables({ program, revision, hash }, tables);
  const momentAt = (program: string, at: KnownTime, tables: readonly TableName[]): Promise<BridgeMoment> =>
    keptMoments.get(`${keyOf(program, at)}/${tables.join()}`, async () => {
      const rows = await tablesAt(program, at, tables);
      const post = postingOnce(rows);
      return { program: rows, facts: planFacts(rows, at.time.asOf, post), post };
    });
  const factsAt = async (program: string, at: KnownTime): Promise<At<PlanFacts>> => ({
    ...at.time,
    value: (await momentAt(program, at, readTables)).facts,
  });
  /** The plan at these moments, or as much of it as the figure can be made of. */
  const momentsOf = async (
    program: string,
    all: readonly KnownTime[],
    { measure, part }: Figure,
  ): Promise<BridgeMoment[]> => {
    const times = all.map(({ time }) => time);
    const parts = await inSnapshot(store.read, (snapshot) => readMoments(snapshot, program, times, part));
    const tables = figureTables(measure, part);
    if (parts !== undefined) return parts;
    // One after another: what they have in common is read once.
    const moments: BridgeMoment[] = [];
    for (const at of all.toReversed()) moments.unshift(await momentAt(program, at, tables));
    return moments;
  };
  const totalsAt = async (program: string, at: KnownTime, by: readonly Cut[]): Promise<At<Totals>> => {
    const { time } = at;
    const kept = await keptTotals(store, program, time, by, {
      moves: (db) => keptMoves.get(keyOf(program, at), () => groupsOnDay(db, program, time.asOf)),
      sites: (db) => keptSites.get(revisionKey(program, at), () => readSitesOfProjects(db, program)),
    });
    if (kept) return { ...time, value: kept };
    const { value } = await factsAt(program, at);
    return { ...time, value: totalsOf(value, by) };
  };
  return {
    facts: async (program, asked) => factsAt(program, await timeOf(program, asked)),
    totals: async (program, asked, by) => {
      const at = await timeOf(program, asked);
      // By several cuts there may be as many rows as budget lines.
      if (by.length > 1) return totalsAt(program, at, by);
      return keptAnswers.get(`${keyOf(program, at)}/${by.join()}`, () => totalsAt(program, at, by));
    },
    explanation: async (program, asked, figure) => {
      const at = await timeOf(program, asked);
      return keptExplanations.get(`${keyOf(program, at)}/${JSON.stringify(figure)}`, async () => {
        const [moment] = await momentsOf(program, [at], figure);
        if (!moment) throw new Error('A moment of the plan is missing.');
        return { ...at.time, value: explainFigure({ ...moment, asOf: at.time.asOf, ...figure }) };
      });
    },
    bridge: async (program, from, to, figure) => {
      const ends = await Promise.all([...(from ? [from] : []), to].map((time) => known(program, time)));
      return keptBridges.get(`${ends.map((end) => keyOf(program, end)).join()}/${JSON.stringify(figure)}`, async () => {
        const moments = await momentsOf(program, ends, figure);
        const [last, first = null] = moments.toReversed();
        if (!last) throw new Error('A moment of the plan is missing.');
        return bridgeFigure({ from: first, to: last, ...figure });
      });
    },
    checks: async (program, asked) => {
      const at = await timeOf(program, asked);
      const { time } = at;
      return keptChecks.get(keyOf(program, at), async () => {
        const rows = await planRowsAt(store, program, time.revision);
        return { ...time, value: judgePlan(invariantFacts(rows, time.asOf, planFacts(rows, time.asOf))) };
      });
    },
  };
}

/** Undefined where kept sums do not answer: at an old revision, or by several cuts at once. */
async function keptTotals(
  store: Store,
  program: string,
  { revision, asOf }: PlanTime,
  by: readonly Cut[],
  { moves, sites }: ReadOnce,
): Promise<Totals | undefined> {
  if (by.length > 1) return undefined;
  const [cut = null] = by;
  return inSnapshot(store.read, async (snapshot) => {
    const head = await readProgramHead(snapshot, program);
    if (head?.revision !== revision || !sumsAreKept(head)) return undefined;
    return readKeptTotals(snapshot, program, cut, { asOf, moved: await moves(snapshot), sites: () => sites(snapshot) });
  });
}

/** What the totals of a moment have in common, whatever the cut. */
interface ReadOnce {
  readonly moves: (snapshot: Store['read']) => Promise<readonly GroupSum[]>;
  readonly sites: (snapshot: Store['read']) => Promise<SitesOfProjects>;
}

/**
 * A moment, and the hash of its revision: where a standby is promoted that lacks what was written last, numbers are given again
 * while servers run, and what they remember of the lost revision is not of the new one.
 */
interface KnownTime {
  readonly time: PlanTime;
  readonly hash: string;
}

function revisionKey(program: string, { time: { revision }, hash }: KnownTime): string {
  return `${program}/${revision}/${hash}`;
}

function keyOf(program: string, at: KnownTime): string {
  return `${revisionKey(program, at)}/${at.time.asOf}`;
}

/** The head is read as it is while it still is the head; an older revision is made from head and journal. */
async function planRowsAt(store: Store, program: string, revision: Revision): Promise<PlanRows> {
  return inSnapshot(store.read, async (snapshot) => {
    const head = (await readProgramHead(snapshot, program))?.revision;
    return readPlanRows(snapshot, program, head === revision ? {} : { at: revision });
  });
}
