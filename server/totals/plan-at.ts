import type { GroupSum } from '../../shared/plan/group-sums.ts';
import { explainFigure, type Explanation, type FigureQuestion } from '../../shared/plan/explain-figure.ts';
import { invariantFacts, judgePlan, type Verdict } from '../../shared/plan/invariants/judge-plan.ts';
import type { PlanRows } from '../../shared/plan/invariants/plan-rows.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { planFacts, type PlanFacts } from '../../shared/plan/figures/plan-facts.ts';
import type { Cut } from '../../shared/plan/figures/cuts.ts';
import { totalsOf, type Totals } from '../../shared/plan/figures/totals.ts';
import type { ProgramRows } from '../../shared/plan/figures/program-rows.ts';
import type { Store } from '../storage/database.ts';
import { readProgram as readProgramHead } from '../storage/programs.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { sumsAreKept } from './keep-sums.ts';
import { readKeptTotals, readSitesOfProjects, type SitesOfProjects } from './kept-totals.ts';
import { groupsOnDay } from './sums-on-day.ts';
import { planTime, type AskedTime, type PlanTime } from './plan-time.ts';
import { readPlanRows } from './read-plan-rows.ts';
import { readProgram } from './read-program.ts';

/** Facts and checks of a program at a revision and day, kept for the few last asked for: such a moment never changes. */
export interface PlanAt {
  /** See `planTime` for what may be left out, and for what is thrown. */
  facts(program: string, asked: AskedTime): Promise<At<PlanFacts>>;
  /** Totals by the cuts: from the kept sums where they can answer, else from the facts. */
  totals(program: string, asked: AskedTime, by: readonly Cut[]): Promise<At<Totals>>;
  checks(program: string, asked: AskedTime): Promise<At<readonly Verdict[]>>;
  /** What a figure is made of. */
  explanation(program: string, asked: AskedTime, figure: Figure): Promise<At<Explanation>>;
}

/** A figure of the plan: see `FigureQuestion`. */
export type Figure = Pick<FigureQuestion, 'measure' | 'part'>;

export interface At<T> extends PlanTime {
  readonly value: T;
}

const FACTS_KEPT = 4;
/** Every cut at a moment or two: what many people look at after a sync is worked out once. */
const ANSWERS_KEPT = 32;
/** Of a day long ago one can hold as many groups as there are. */
const MOVES_KEPT = 8;
/** Of a large program there are a hundred thousand. */
const SITES_KEPT = 4;
const CHECKS_KEPT = 20;
/** Of a large program one can hold hundreds of thousands of entries. */
const EXPLANATIONS_KEPT = 2;

export function createPlanAt({ store, now }: { readonly store: Store; readonly now: () => Date }): PlanAt {
  const keptAnswers = new Kept<At<Totals>>(ANSWERS_KEPT);
  const keptMoves = new Kept<readonly GroupSum[]>(MOVES_KEPT);
  const keptSites = new Kept<SitesOfProjects>(SITES_KEPT);
  const keptFacts = new Kept<At<PlanFacts>>(FACTS_KEPT);
  const keptExplanations = new Kept<At<Explanation>>(EXPLANATIONS_KEPT);
  const keptChecks = new Kept<At<readonly Verdict[]>>(CHECKS_KEPT);
  const timeOf = (program: string, asked: AskedTime) => planTime(store.read, program, asked, now());
  const factsAt = (program: string, time: PlanTime) =>
    keptFacts.get(keyOf(program, time), async () => {
      const rows = await rowsAt(store, program, time.revision, readProgram);
      return { ...time, value: planFacts(rows, time.asOf) };
    });
  const totalsAt = async (program: string, time: PlanTime, by: readonly Cut[]): Promise<At<Totals>> => {
    const kept = await keptTotals(store, program, time, by, {
      moves: (db) => keptMoves.get(keyOf(program, time), () => groupsOnDay(db, program, time.asOf)),
      sites: (db) => keptSites.get(`${program}/${time.revision}`, () => readSitesOfProjects(db, program)),
    });
    if (kept) return { ...time, value: kept };
    const { value } = await factsAt(program, time);
    return { ...time, value: totalsOf(value, by) };
  };
  return {
    facts: async (program, asked) => factsAt(program, await timeOf(program, asked)),
    totals: async (program, asked, by) => {
      const time = await timeOf(program, asked);
      // By several cuts there may be as many rows as budget lines.
      if (by.length > 1) return totalsAt(program, time, by);
      return keptAnswers.get(`${keyOf(program, time)}/${by.join()}`, () => totalsAt(program, time, by));
    },
    explanation: async (program, asked, figure) => {
      const time = await timeOf(program, asked);
      return keptExplanations.get(`${keyOf(program, time)}/${JSON.stringify(figure)}`, async () => {
        const { revision, asOf } = time;
        const rows = await rowsAt(store, program, revision, readProgram);
        const facts = planFacts(rows, asOf);
        return { ...time, value: explainFigure({ program: rows, facts, asOf, ...figure }) };
      });
    },
    checks: async (program, asked) => {
      const time = await timeOf(program, asked);
      return keptChecks.get(keyOf(program, time), async () => {
        const rows = await rowsAt(store, program, time.revision, readPlanRows);
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

function keyOf(program: string, { revision, asOf }: PlanTime): string {
  return `${program}/${revision}/${asOf}`;
}

/** The head is read as it is while it still is the head; an older revision is made from head and journal. */
async function rowsAt<Rows extends ProgramRows | PlanRows>(
  store: Store,
  program: string,
  revision: Revision,
  read: (db: Store['read'], program: string, options: { readonly at?: Revision }) => Promise<Rows>,
): Promise<Rows> {
  return inSnapshot(store.read, async (snapshot) => {
    const head = (await readProgramHead(snapshot, program))?.revision;
    return read(snapshot, program, head === revision ? {} : { at: revision });
  });
}

/** Keeps the results of the last few different questions; questions asked at the same time share one answer. */
class Kept<T> {
  readonly #limit: number;
  readonly #answers = new Map<string, Promise<T>>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    const answer = known ?? make();
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    if (known === undefined) this.#forgetIfFailed(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.#limit && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  #forgetIfFailed(key: string, answer: Promise<T>): void {
    answer.catch(() => {
      if (this.#answers.get(key) === answer) this.#answers.delete(key);
    });
  }
}
