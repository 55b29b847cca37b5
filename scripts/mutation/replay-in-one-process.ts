import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { BaseSequencer, startVitest, type TestSpecification } from 'vitest/node';
import type { ChangeInCode } from './every-change.ts';
import type { SourceFile } from './operator-changes.ts';
import { readLines, type JournalLine, type Verdict } from './replays.ts';

/** A planted change and what came of it; `by` is the test that noticed. */
export interface PlayedChange {
  readonly change: ChangeInCode;
  readonly verdict: Verdict;
  readonly by: string | null;
}

/** The tests of the plan, played with one change after the other. */
export interface Replay {
  /** Plays until all has been tried. */
  play(): Promise<void>;
  /** What has been found so far. */
  played(): readonly PlayedChange[];
  /** Ends the process of the tests. */
  end(): void;
}

export interface PlayedBy {
  /** Words of which the path of a test holds one; none: all tests of the plan. */
  readonly tests: readonly string[];
  /** Milliseconds of CPU for each change. */
  readonly patience: number;
}

const REPLAY = 'test/mutation-plan.replay.ts';
const LOOK_EVERY_MS = 1000;
/** A test that is silent for so long will not come to an end. */
const MOST_SILENT_MS = 90_000;

export function createReplay(changes: readonly ChangeInCode[], files: readonly SourceFile[], by: PlayedBy): Replay {
  const folder = mkdtempSync(join(tmpdir(), 'sep-replay-'));
  const journals: string[] = [];
  const lines = (): readonly JournalLine[] =>
    journals.flatMap((path) => (existsSync(path) ? readLines(readFileSync(path, 'utf8')) : []));
  const played = (): readonly PlayedChange[] => playedOf(changes, lines());
  const end = (): void => {
    for (const line of lines()) if ('pid' in line) endProcess(line.pid);
    rmSync(folder, { recursive: true, force: true });
  };
  const play = async (): Promise<void> => {
    for (let known = -1; played().length < changes.length;) {
      if (played().length === known) throw new Error('The tests of the plan could not be played.');
      known = played().length;
      const tried = new Set(played().map(({ change }) => change.id));
      const journal = join(folder, `${journals.length}.jsonl`);
      journals.push(journal);
      const toTry = changes.filter(({ id }) => !tried.has(id));
      await playOnce({ toTry, files, journal, ...by });
    }
    for (const line of lines()) if ('said' in line) console.log(line.said);
  };
  return { play, played, end };
}

/** What the journals say of each change; the one at which a process was ended is in a loop. */
function playedOf(changes: readonly ChangeInCode[], lines: readonly JournalLine[]): readonly PlayedChange[] {
  const changeById = new Map(changes.map((change) => [change.id, change]));
  const byId = new Map<string, PlayedChange>();
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const isEndedHere = 'trying' in line && next !== undefined && 'pid' in next;
    const said =
      'verdict' in line ? line : isEndedHere ? { id: line.trying, verdict: 'looping' as const, by: line.by } : null;
    const change = changeById.get(said?.id ?? '');
    if (said !== null && change !== undefined) byId.set(said.id, { change, verdict: said.verdict, by: said.by });
  }
  return [...byId.values()];
}

interface Round extends PlayedBy {
  readonly toTry: readonly ChangeInCode[];
  readonly files: readonly SourceFile[];
  readonly journal: string;
}

/** One process of Vitest with the changes in its modules; it is ended when it is silent for too long. */
async function playOnce({ toTry, files, journal, tests, patience }: Round): Promise<void> {
  const textByPath = new Map(files.map(({ file, text }) => [resolve(file), text]));
  const watch = setInterval(() => endWhenSilent(journal), LOOK_EVERY_MS);
  const vitest = await startVitest(
    'test',
    tests.length === 0 ? [] : [...tests, REPLAY],
    {
      config: false,
      watch: false,
      provide: { toTry: toTry.map(({ id, file }) => ({ id, folder: dirname(file) })), journal, patience },
      include: ['shared/plan/**/*.test.ts', REPLAY],
      setupFiles: ['./test/mutation-plan.setup.ts'],
      sequence: { sequencer: ReplayLast },
      reporters: [{}],
      pool: 'forks',
      maxWorkers: 1,
      isolate: false,
      testTimeout: 120_000,
    },
    { plugins: [{ name: 'planted-changes', enforce: 'pre', load: (id) => textByPath.get(id.replace(/\?.*$/, '')) }] },
  );
  clearInterval(watch);
  for (const module of vitest.state.getTestModules()) {
    for (const { message } of module.errors()) console.log(`${module.relativeModuleId}: ${message}`);
    for (const test of module.children.allTests('failed'))
      console.log(`${module.relativeModuleId}: ${test.fullName}: ${test.result().errors?.[0]?.message ?? ''}`);
  }
  await vitest.close();
}

function endWhenSilent(journal: string): void {
  if (!existsSync(journal) || Date.now() - statSync(journal).mtimeMs < MOST_SILENT_MS) return;
  for (const line of readLines(readFileSync(journal, 'utf8'))) if ('pid' in line) endProcess(line.pid);
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

class ReplayLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return [...files].sort((one, other) => rank(one) - rank(other) || (one.moduleId < other.moduleId ? -1 : 1));
  }
}

function rank({ moduleId }: TestSpecification): number {
  return moduleId.endsWith(REPLAY) ? 1 : 0;
}
