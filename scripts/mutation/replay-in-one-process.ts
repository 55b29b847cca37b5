import { existsSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BaseSequencer, startVitest, type TestSpecification } from 'vitest/node';
import { nameOf, type ChangeInCode } from './every-change.ts';
import type { KeptJournals } from './kept-journals.ts';
import type { SourceFile } from './operator-changes.ts';
import { readLines, writeLine, type JournalLine, type Verdict } from './replays.ts';

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
  /** Ends the processes of the tests. */
  end(): void;
}

export interface PlayedBy {
  /** Words of which the path of a test holds one; none: all tests of the plan. */
  readonly tests: readonly string[];
  /** Milliseconds of CPU for each change. */
  readonly patience: number;
  readonly journals: KeptJournals;
}

const REPLAY = 'test/mutation-plan.replay.ts';
const LOOK_EVERY_MS = 1000;
/** A test that has worked for so long without a word will not come to an end. */
const MOST_SILENT_CPU_MS = 60_000;

export function createReplay(changes: readonly ChangeInCode[], files: readonly SourceFile[], by: PlayedBy): Replay {
  const { journals, asked } = by.journals;
  const lines = (): readonly JournalLine[] =>
    journals.flatMap((path) => (existsSync(path) ? readLines(readFileSync(path, 'utf8')) : []));
  const played = (): readonly PlayedChange[] => playedOf(changes, lines());
  const begun: string[] = [];
  const end = (): void => {
    for (const path of begun) endProcess(processOf(path));
  };
  const play = async (): Promise<void> => {
    for (let known = -1; played().length < changes.length;) {
      if (played().length === known) throw new Error('The tests of the plan could not be played.');
      known = played().length;
      const tried = new Set(played().map(({ change }) => change.id));
      const journal = by.journals.begin();
      begun.push(journal);
      const toTry = changes.filter(({ id }) => !tried.has(id));
      await playOnce({ ...by, toTry, files, journal, asked });
      writeLine(journal, { ended: true });
    }
    const own = begun.flatMap((path) => readLines(readFileSync(path, 'utf8')));
    for (const said of new Set(own.flatMap((line) => ('said' in line ? [line.said] : [])))) console.log(said);
  };
  return { play, played, end };
}

/** What the journals say of each change; the one at which a process was ended is in a loop. */
function playedOf(changes: readonly ChangeInCode[], lines: readonly JournalLine[]): readonly PlayedChange[] {
  const changeByName = new Map(changes.map((change) => [nameOf(change), change]));
  const byId = new Map<string, PlayedChange>();
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1];
    const isEndedHere = 'trying' in line && next !== undefined && 'ended' in next;
    const said =
      'verdict' in line ? line : isEndedHere ? { change: line.trying, verdict: 'looping' as const, by: line.by } : null;
    const change = changeByName.get(said?.change ?? '');
    if (said !== null && change !== undefined) byId.set(change.id, { change, verdict: said.verdict, by: said.by });
  }
  return [...byId.values()];
}

interface Round extends PlayedBy {
  readonly toTry: readonly ChangeInCode[];
  readonly files: readonly SourceFile[];
  readonly journal: string;
  readonly asked: ReadonlyMap<string, string>;
}

/** One process of Vitest with the changes in its modules; it is ended when it is silent for too long. */
async function playOnce({ toTry, files, journal, asked, tests, patience }: Round): Promise<void> {
  const textByPath = new Map(files.map(({ file, text }) => [resolve(file), text]));
  const watch = setInterval(endWhenSilent(journal), LOOK_EVERY_MS);
  const told = toTry.map((change) => {
    const name = nameOf(change);
    const { id, file, line } = change;
    return { id, file, line, name, first: asked.get(name) ?? null };
  });
  const vitest = await startVitest(
    'test',
    tests.length === 0 ? [] : [...tests, REPLAY],
    {
      config: false,
      watch: false,
      provide: { toTry: told, journal, patience },
      include: ['shared/plan/**/*.test.ts', REPLAY],
      setupFiles: ['./test/mutation-plan.setup.ts'],
      sequence: { sequencer: ReplayLast },
      reporters: [{}],
      pool: 'forks',
      maxWorkers: 1,
      isolate: false,
      // However loaded the machine is.
      testTimeout: 0,
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

/** Looks whether the process of a journal has worked long since its last line. Waiting for the machine is no work. */
function endWhenSilent(journal: string): () => void {
  let heard = { at: 0, workedMs: 0 };
  return () => {
    const pid = processOf(journal);
    if (pid === null) return;
    const [at, workedMs] = [statSync(journal).mtimeMs, workedBy(pid)];
    if (at !== heard.at) heard = { at, workedMs };
    if (workedMs - heard.workedMs > MOST_SILENT_CPU_MS) endProcess(pid);
  };
}

function processOf(journal: string): number | null {
  if (!existsSync(journal)) return null;
  for (const line of readLines(readFileSync(journal, 'utf8'))) if ('pid' in line) return line.pid;
  return null;
}

/** Milliseconds of CPU that a process has taken, where the system says so; else those that have passed. */
function workedBy(pid: number): number {
  try {
    const [user = 0, system = 0] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ')
      .slice(11, 13)
      .map(Number);
    return (user + system) * 10;
  } catch {
    return performance.now();
  }
}

function endProcess(pid: number | null): void {
  if (pid === null) return;
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
