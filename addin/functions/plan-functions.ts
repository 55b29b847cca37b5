import type { TotalsReply } from '../../shared/protocol/totals.ts';
import { answerQuestion, hasGroup } from './answer-question.ts';
import { isRegistry } from './asked-cut.ts';
import {
  answerOfProblem,
  NOT_CONNECTED,
  wrongArgument,
  type FunctionAnswer,
  type FunctionFailure,
} from './function-answer.ts';
import { needOf } from './plan-requests.ts';
import { isBlank, type Argument } from './argument.ts';
import { readQuestion, type Condition, type ReadQuestion } from './question.ts';
import { TotalsDesk, type TotalsDeskDeps } from './totals-requests.ts';

/** What the functions in cells compute. They never throw: errors are answers. */
export interface PlanFunctions {
  /** SEP.TOTAL: a measure of what meets all the pairs of cut and value; dollars, or a share of 1 for a percentage. */
  readonly total: (measure: Argument, pairs: readonly Argument[]) => Promise<FunctionAnswer>;
  /** SEP.BUDGET: the current budget of a project, in dollars, as of a day if one is named. */
  readonly budget: (project: Argument, source?: Argument, year?: Argument, asOf?: Argument) => Promise<FunctionAnswer>;
  /** SEP.ASOF: the revision the figures are of, as text. */
  readonly asOf: () => Promise<FunctionAnswer>;
}

/** Questions that come before `wait` resolves share a request. */
export function createPlanFunctions(deps: TotalsDeskDeps): PlanFunctions {
  const desk = new TotalsDesk(deps);
  return {
    total: (measure, pairs) => answer(desk, readQuestion(measure, pairs)),
    budget: (project, source, year, asOf) => answer(desk, readBudgetQuestion(project, source, year, asOf)),
    asOf: async () => {
      const revision = deps.program() === null ? null : deps.revision();
      return revision === null ? NOT_CONNECTED : { ok: true, value: `Revision ${revision}` };
    },
  };
}

function readBudgetQuestion(project: Argument, source: Argument, year: Argument, asOf: Argument): ReadQuestion {
  const pairs: Argument[] = ['project', project];
  if (!isBlank(source)) pairs.push('source', source);
  if (!isBlank(year)) pairs.push('fiscalYear', year);
  if (!isBlank(asOf)) pairs.push('asOf', asOf);
  return readQuestion('current', pairs);
}

async function answer(desk: TotalsDesk, read: ReadQuestion): Promise<FunctionAnswer> {
  if (!read.ok) return read;
  const { question } = read;
  const outcome = await desk.ask(needOf(question));
  if (outcome === 'notConnected') return NOT_CONNECTED;
  if (!outcome.ok) return answerOfProblem(outcome.problem);
  for (const condition of question.conditions) {
    const unknown = isRegistry(condition.cut) ? await checkGroup(desk, condition, question.asOf, outcome.value) : null;
    if (unknown !== null) return unknown;
  }
  return answerQuestion(question, outcome.value);
}

/** Null for a project or source of the program, also one without a line; a slip of the hand must not read as zero. */
async function checkGroup(
  desk: TotalsDesk,
  condition: Condition,
  asOf: string | null,
  reply: TotalsReply,
): Promise<FunctionFailure | null> {
  const { cut, group } = condition;
  if (hasGroup(reply, condition)) return null;
  // Only a reply by this cut alone lists those without a line.
  const all = await desk.ask({ by: [cut], isExact: true, asOf });
  if (all === 'notConnected') return NOT_CONNECTED;
  if (!all.ok) return answerOfProblem(all.problem);
  return hasGroup(all.value, condition) ? null : wrongArgument(`There is no ${cut} “${group}” in this program.`);
}
