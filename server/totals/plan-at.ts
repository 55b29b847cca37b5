import { explainFigure, type Explanation, type FigureQuestion } from '../../shared/plan/explain-figure.ts';
import type { Revision } from '../../shared/sync/edit.ts';
import { codeNames, type CodeNames } from '../../shared/tables/code-names.ts';
import { fundingSources } from '../../shared/tables/funding-sources.ts';
import { projects } from '../../shared/tables/projects.ts';
import type { Table } from '../../shared/tables/table.ts';
import { checks } from '../../shared/totals/checks.ts';
import type { CheckResult } from '../../shared/totals/check.ts';
import { planFacts, type PlanFacts } from '../../shared/totals/plan-facts.ts';
import type { ProgramRows } from '../../shared/totals/program-rows.ts';
import { HttpError, notFound } from '../errors.ts';
import type { Store } from '../storage/database.ts';
import { readProgram as readProgramHead } from '../storage/programs.ts';
import { readRows } from '../storage/rows.ts';
import { inSnapshot } from '../storage/sql-dialect.ts';
import { readProgram } from './read-program.ts';

/** Facts and checks of a program at a revision, kept for the few last asked for: a revision never changes. */
export interface PlanAt {
  /** `at` undefined: the head. `asOf`: a date after which nothing counts. Throws revision_unknown or not_found. */
  facts(program: string, at: Revision | undefined, asOf: string | null): Promise<At<PlanFacts>>;
  checks(program: string, at: Revision | undefined): Promise<At<readonly CheckResult[]>>;
  /** What a figure is made of. */
  explanation(program: string, at: Revision | undefined, figure: Figure): Promise<At<Explanation>>;
}

/** A figure of the plan: see `FigureQuestion`. */
export type Figure = Pick<FigureQuestion, 'asOf' | 'measure' | 'part'>;

export interface At<T> {
  readonly revision: Revision;
  readonly value: T;
}

const FACTS_KEPT = 4;
const CHECKS_KEPT = 20;
/** Of a large program one can hold hundreds of thousands of entries. */
const EXPLANATIONS_KEPT = 2;

export function createPlanAt(store: Store): PlanAt {
  const keptFacts = new Kept<At<PlanFacts>>(FACTS_KEPT);
  const keptExplanations = new Kept<At<Explanation>>(EXPLANATIONS_KEPT);
  const keptChecks = new Kept<At<readonly CheckResult[]>>(CHECKS_KEPT);
  return {
    facts: async (program, at, asOf) => {
      const revision = await revisionOf(store, program, at);
      return keptFacts.get(`${program}/${revision}/${asOf ?? ''}`, async () => {
        const rows = await rowsAt(store, program, revision);
        return { revision, value: planFacts(rows, asOf) };
      });
    },
    explanation: async (program, at, figure) => {
      const revision = await revisionOf(store, program, at);
      return keptExplanations.get(`${program}/${revision}/${JSON.stringify(figure)}`, async () => {
        const rows = await rowsAt(store, program, revision);
        const facts = planFacts(rows, figure.asOf);
        return { revision, value: explainFigure({ program: rows, facts, ...figure }) };
      });
    },
    checks: async (program, at) => {
      const revision = await revisionOf(store, program, at);
      return keptChecks.get(`${program}/${revision}`, async () => {
        const rows = await rowsAt(store, program, revision);
        return { revision, value: checks(rows, await namesAt(store, program, revision)) };
      });
    },
  };
}

async function revisionOf(store: Store, program: string, at: Revision | undefined): Promise<Revision> {
  const head = (await readProgramHead(store.read, program))?.revision;
  if (head === undefined) throw notFound('such program');
  if (at !== undefined && at > head) {
    throw new HttpError('revision_unknown', `Revision ${at} is above the program’s head, ${head}.`, { head });
  }
  return at ?? head;
}

/** The head is read as it is while it still is the head; an older revision is made from head and journal. */
async function rowsAt(store: Store, program: string, revision: Revision): Promise<ProgramRows> {
  return inSnapshot(store.read, async (snapshot) => {
    const head = (await readProgramHead(snapshot, program))?.revision;
    return readProgram(snapshot, program, head === revision ? {} : { at: revision });
  });
}

/** [FB6] Names of what checks speak of. */
async function namesAt({ read }: Store, program: string, revision: Revision): Promise<CodeNames> {
  const rowsOf = async (table: Table) => {
    const rows = await readRows(read, program, table, revision);
    return [table.name, rows.map(({ cells }) => cells)] as const;
  };
  return codeNames(await Promise.all([projects, fundingSources].map(rowsOf)));
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
