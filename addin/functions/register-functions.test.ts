import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TotalsReply } from '../../shared/protocol/totals.ts';
import type { CustomFunctionsRuntime } from '../excel/functions/custom-functions.ts';
import { newBook } from '../excel/testing/open-workbook.mts';
import type { ServerOutcome } from '../sync/server/server-problem.ts';
import { initialState, type SyncState } from '../sync/session/sync-state.ts';
import { openExcel } from 'excel-host/client/open-excel.mts';
import { createExcelHost } from 'excel-host/host/excel-host.ts';
import { describedFunctions } from './described-functions.ts';
import { registerFunctions } from './register-functions.ts';

/** Microsoft's own errors, as the client library brings them; `associate` belongs to the loader of a real Excel. */
function microsoftErrors(): Pick<CustomFunctionsRuntime, 'Error' | 'ErrorCode'> {
  const found: unknown = Reflect.get(openExcel(createExcelHost(newBook())), 'CustomFunctions');
  if (!hasErrors(found)) throw new Error('The client library brings no custom functions.');
  return found;
}

function hasErrors(found: unknown): found is Pick<CustomFunctionsRuntime, 'Error' | 'ErrorCode'> {
  return typeof found === 'object' && found !== null && 'Error' in found && 'ErrorCode' in found;
}

const { Error: CellError, ErrorCode } = microsoftErrors();

type Registered = Parameters<CustomFunctionsRuntime['associate']>[0];

/** An Excel without cells: what was registered, and a session and server that the test moves. */
class Bench {
  registered: Registered = {};
  requests = 0;
  state: SyncState = { ...initialState, phase: 'resting', program: 'p1', revision: 148 };
  reply: (revision: number) => ServerOutcome<TotalsReply> = (revision) => ({ ok: true, value: replyAt(revision) });
  readonly #listeners = new Set<(state: SyncState) => void>();

  register(): void {
    registerFunctions({
      session: { state: this.state, subscribe: (listener) => this.#subscribe(listener) },
      server: {
        person: () => null,
        totals: async (_program, { at = 0 }) => {
          this.requests++;
          return this.reply(at);
        },
      },
      runtime: { associate: (functions) => void (this.registered = functions), Error: CellError, ErrorCode },
    });
  }

  #subscribe(listener: (state: SyncState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  move(changes: Partial<SyncState>): void {
    Object.assign(this.state, changes);
    for (const listener of this.#listeners) listener(this.state);
  }
}

/** Ten dollars for each revision, all of it from the bond. */
function replyAt(revision: number): TotalsReply {
  const current = revision * 1_000;
  return {
    revision,
    asOf: null,
    by: ['source'],
    measures: ['current'],
    rows: [{ source: 'BND-A', current }],
    total: { current },
  };
}

interface Cell {
  readonly results: unknown[];
  setResult(result: unknown): void;
  onCanceled?: () => void;
}

/** A cell that calls a function; results come in the order in which they were set. */
function cellWith(bench: Bench, id: string, ...args: readonly unknown[]): Cell {
  const results: unknown[] = [];
  const cell: Cell = { results, setResult: (result) => void results.push(result) };
  bench.registered[id]?.(...args, cell);
  return cell;
}

/** Lets longer pass than the cells of one calculation are waited for, and everything come of it. */
async function calculated(): Promise<void> {
  await vi.advanceTimersByTimeAsync(120);
}

let bench: Bench;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  bench = new Bench();
});
afterEach(() => void vi.useRealTimers());

describe('registered functions', () => {
  test('are those that are described, and no others', () => {
    bench.register();
    expect(Object.keys(bench.registered)).toEqual(describedFunctions.map(({ id }) => id));
  });

  test('are computed again by what their figures hang on, and by nothing else', async () => {
    bench.register();
    const cell = cellWith(bench, 'TOTAL', 'current', []);
    await calculated();
    expect(cell.results).toHaveLength(1);
    bench.move({ toSend: 3, touched: true });
    await calculated();
    expect(cell.results).toHaveLength(1);
    bench.move({ revision: 149 });
    await calculated();
    expect(cell.results).toHaveLength(2);
    bench.move({ revision: 149, phase: 'reading' });
    await calculated();
    expect(cell.results).toHaveLength(2);
  });

  test('put values into their cells, with one request for all of them', async () => {
    bench.register();
    const cells = [
      cellWith(bench, 'TOTAL', 'current', []),
      cellWith(bench, 'TOTAL', 'current', ['source', 'BND-A']),
      cellWith(bench, 'ASOF'),
    ];
    await calculated();
    expect(cells.map(({ results }) => results)).toEqual([[1480], [1480], ['Revision 148']]);
    expect(bench.requests).toBe(1);
  });

  test('give a project’s budget, and know a project that is not there', async () => {
    bench.register();
    const budget = cellWith(bench, 'BUDGET', '26.00001', null, null);
    await calculated();
    expect(JSON.parse(JSON.stringify(budget.results))).toMatchObject([
      { message: 'There is no project “26.00001” in this program.' },
    ]);
  });

  test('show errors as Excel’s own, with the sentence', async () => {
    bench.register();
    const slip = cellWith(bench, 'TOTAL', 'budjet', []);
    bench.reply = () => ({ ok: false, problem: { kind: 'signedOut' } });
    const signedOut = cellWith(bench, 'TOTAL', 'current', []);
    await calculated();
    expect(JSON.parse(JSON.stringify(slip.results))).toMatchObject([
      { errorType: 'Value', message: expect.stringMatching(/^There is no measure named “budjet”/) },
    ]);
    expect(JSON.parse(JSON.stringify(signedOut.results))).toMatchObject([
      { errorType: 'NotAvailable', message: 'Sign in in the SEP Sync pane first.' },
    ]);
  });

  test('follow the revision, and leave alone what has not changed', async () => {
    bench.register();
    const [total, slip, gone] = [
      cellWith(bench, 'TOTAL', 'current', []),
      cellWith(bench, 'TOTAL', 'budjet', []),
      cellWith(bench, 'ASOF'),
    ];
    await calculated();
    gone.onCanceled?.();
    bench.move({ phase: 'reading' });
    bench.move({ phase: 'resting', revision: 149 });
    await calculated();
    expect(total.results).toEqual([1480, 1490]);
    expect(slip.results).toHaveLength(1);
    expect(gone.results).toEqual(['Revision 148']);
    expect(bench.requests).toBe(2);
  });

  test('mend themselves when the server answers again', async () => {
    bench.register();
    bench.reply = () => ({ ok: false, problem: { kind: 'offline' } });
    const total = cellWith(bench, 'TOTAL', 'current', []);
    await calculated();
    bench.reply = (revision) => ({ ok: true, value: replyAt(revision) });
    bench.move({ checkedAt: '2026-11-24T10:00:00.000Z' });
    await calculated();
    expect(total.results.slice(1)).toEqual([1480]);
  });

  test('wait until the workbook has been looked at', async () => {
    bench.move({ phase: 'starting', program: null, revision: null });
    bench.register();
    const total = cellWith(bench, 'TOTAL', 'current', []);
    await calculated();
    expect(total.results).toEqual([]);
    bench.move({ phase: 'resting', program: 'p1', revision: 148 });
    await calculated();
    expect(total.results).toEqual([1480]);
  });

  test('are none where Excel has no custom functions', () => {
    let isAsked = false;
    const subscribe = () => {
      isAsked = true;
      return () => undefined;
    };
    const server = { person: () => null, totals: () => Promise.reject(new Error('nobody asks')) };
    registerFunctions({ session: { state: initialState, subscribe }, server, runtime: null });
    registerFunctions({ session: { state: initialState, subscribe }, server });
    expect(isAsked).toBe(false);
  });
});
