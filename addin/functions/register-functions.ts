import {
  customFunctionsRuntime,
  isStreamingCall,
  type CustomFunctionsRuntime,
} from '../excel/functions/custom-functions.ts';
import type { ServerClient } from '../sync/server/server-client.ts';
import type { SyncSession } from '../sync/session/sync-session.ts';
import type { SyncState } from '../sync/session/sync-state.ts';
import type { FunctionId } from './described-functions.ts';
import type { FunctionAnswer } from './function-answer.ts';
import { createLiveCells } from './live-cells.ts';
import { createPlanFunctions, type PlanFunctions } from './plan-functions.ts';
import type { Argument } from './argument.ts';

export interface FunctionDeps {
  readonly session: Pick<SyncSession, 'state' | 'subscribe'>;
  readonly server: Pick<ServerClient, 'totals' | 'person'>;
  /** Excel's runtime for functions; null: there is none, and nothing is registered. */
  readonly runtime?: CustomFunctionsRuntime | null;
}

/** Excel hands over the cells of one calculation one by one; those within this time share a request. */
const ONE_CALCULATION_MS = 50;

/** Registers SEP.TOTAL, SEP.BUDGET and SEP.ASOF, whose cells follow the workbook's revision while the pane runs. */
export function registerFunctions({ session, server, runtime = customFunctionsRuntime() }: FunctionDeps): void {
  if (runtime === null) return;
  const functions = createPlanFunctions({
    totals: (program, query) => server.totals(program, query),
    program: () => session.state.program,
    revision: () => session.state.revision,
    wait: () => new Promise((resolve) => setTimeout(resolve, ONE_CALCULATION_MS)),
  });
  const cells = createLiveCells((answer) => resultOf(runtime, answer));
  const opened = whenOpened(session);
  const live =
    (compute: (functions: PlanFunctions, args: readonly unknown[]) => Promise<FunctionAnswer>) =>
    (...args: readonly unknown[]): void => {
      const call = args.at(-1);
      if (!isStreamingCall(call)) throw new TypeError('Excel called a function without a place for its result.');
      cells.follow(call, () => opened.then(() => compute(functions, args.slice(0, -1))));
    };
  const byId: Readonly<Record<FunctionId, (...args: readonly unknown[]) => void>> = {
    TOTAL: live(({ total }, [measure, ...pairs]) => total(argumentOf(measure), pairs.flat(3).map(argumentOf))),
    BUDGET: live(({ budget }, [project, source, year, asOf]) =>
      budget(argumentOf(project), argumentOf(source), argumentOf(year), argumentOf(asOf)),
    ),
    ASOF: live(({ asOf }) => asOf()),
  };
  runtime.associate(byId);
  let known = placeOf(session.state, server);
  session.subscribe((state) => {
    const place = placeOf(state, server);
    if (place === known) return;
    known = place;
    cells.computeAgain();
  });
}

/** What the figures hang on: another program or revision, another person, and a server that answers again. */
function placeOf({ program, revision, checkedAt }: SyncState, server: FunctionDeps['server']): string {
  return JSON.stringify([program, revision, checkedAt, server.person()?.id ?? null]);
}

/** Resolves when the session has looked at the workbook; before that nobody knows which program it holds. */
function whenOpened(session: FunctionDeps['session']): Promise<void> {
  if (session.state.phase !== 'starting') return Promise.resolve();
  return new Promise((resolve) => {
    const stop = session.subscribe(({ phase }) => {
      if (phase === 'starting') return;
      stop();
      resolve();
    });
  });
}

function resultOf(runtime: CustomFunctionsRuntime, answer: FunctionAnswer): unknown {
  return answer.ok ? answer.value : new runtime.Error(runtime.ErrorCode[answer.code], answer.message);
}

/** What Excel hands over for one cell; what is no single value counts as blank. */
function argumentOf(value: unknown): Argument {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
