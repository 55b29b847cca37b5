import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
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

const REPLAY = 'test/mutation-plan.replay.ts';
const LOOK_EVERY_MS = 1000;
/** A test that is silent for so long will not come to an end. */
const MOST_SILENT_MS = 90_000;

/** Plays the tests with each of these changes. What has been found when it is told to stop is what it gives. */
export async function replayAll(
  changes: readonly ChangeInCode[],
  files: readonly SourceFile[],
  stop: AbortSignal,
): Promise<readonly PlayedChange[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sep-replay-'));
  const changeById = new Map(changes.map((change) => [change.id, change]));
  const played = new Map<string, PlayedChange>();
  for (let round = 0; played.size < changes.length && !stop.aborted; round += 1) {
    const left = changes.filter(({ id }) => !played.has(id)).map(({ id }) => id);
    const lines = await replayOnce(left, files, join(folder, `${round}.jsonl`), stop);
    for (const line of lines) {
      if ('said' in line && round === 0) console.log(line.said);
      const change = 'verdict' in line ? changeById.get(line.id) : undefined;
      if ('verdict' in line && change !== undefined)
        played.set(change.id, { change, verdict: line.verdict, by: line.by });
    }
    const last = lines.at(-1);
    const stuck = last !== undefined && 'trying' in last && !stop.aborted ? changeById.get(last.trying) : undefined;
    if (stuck !== undefined && last !== undefined && 'by' in last) {
      console.log(`Ended at ${stuck.file}:${stuck.line}.`);
      played.set(stuck.id, { change: stuck, verdict: 'looping', by: last.by });
    }
    if (!stop.aborted && !lines.some((line) => 'verdict' in line || 'trying' in line))
      throw new Error('No test of the plan could be played.');
  }
  await rm(folder, { recursive: true, force: true });
  return [...played.values()];
}

/** One process of Vitest with the changes in its modules; it is ended when it is silent for too long, or at the stop. */
async function replayOnce(
  toTry: readonly string[],
  files: readonly SourceFile[],
  journal: string,
  stop: AbortSignal,
): Promise<readonly JournalLine[]> {
  const textByPath = new Map(files.map(({ file, text }) => [resolve(file), text]));
  const watch = setInterval(() => void endWhenSilent(journal, stop), LOOK_EVERY_MS);
  const vitest = await startVitest(
    'test',
    [],
    {
      config: false,
      watch: false,
      provide: { toTry, journal },
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
  return readLines(await readFile(journal, 'utf8').catch(() => ''));
}

async function endWhenSilent(journal: string, stop: AbortSignal): Promise<void> {
  const written = await stat(journal).catch(() => null);
  if (written === null || (!stop.aborted && Date.now() - written.mtimeMs < MOST_SILENT_MS)) return;
  for (const line of readLines(await readFile(journal, 'utf8'))) {
    if ('pid' in line) process.kill(line.pid, 'SIGKILL');
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
