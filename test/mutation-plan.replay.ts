import { expect, inject, test } from 'vitest';
import { closestTests, type ChangePlace } from '../scripts/mutation/closest-tests.ts';
import { writeLine, type Verdict } from '../scripts/mutation/replays.ts';
import { strykerSwitches, type PlayedTest } from '../scripts/mutation/stryker-switches.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The changes to be tried, with the test that noticed each the last time. */
    toTry: readonly ToTry[];
    journal: string;
    /** As much as is played again for one change, in milliseconds of CPU: the tests that are closest to it first. */
    patience: number;
  }
}

interface ToTry extends ChangePlace {
  readonly name: string;
  readonly first: string | null;
}

interface TimedTest extends PlayedTest {
  readonly milliseconds: number;
}

/** A place that is passed this many times as often as without the change is in a loop that does not end. */
const LOOPING = 100;
/** A test that takes longer generates whole programs: it would be played for nearly every change. */
const SLOW_MILLISECONDS = 700;
/** Tests that have noticed changes last are asked first. */
const MOST_RECENT = 2;
const journal = inject('journal');
const switches = strykerSwitches();

test('tests of the plan notice what is planted in it', { timeout: 0 }, async () => {
  writeLine(journal, { pid: process.pid });
  const timed = await timeWithoutChange(switches.played);
  writeLine(journal, { said: `${timed.length} tests reach a change.` });
  let recent: readonly TimedTest[] = [];
  const byName = new Map(timed.map((one) => [testName(one), one]));
  const toTry = inject('toTry');
  const closest = closestTests(toTry, timed);
  for (const change of toTry) {
    const last = byName.get(change.first ?? '');
    const order = new Set([...(last === undefined ? [] : [last]), ...recent, ...closest(change)]);
    const [verdict, by] = await tryChange(change, [...order]);
    writeLine(journal, { change: change.name, verdict, by: by === null ? null : testName(by) });
    // Changes of one place follow each other.
    if (by !== null) recent = [by, ...recent.filter((one) => one !== by)].slice(0, MOST_RECENT);
    // Vitest wants to hear of its worker now and then.
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(timed).not.toEqual([]);
});

/** The quick tests that pass when they are played again. */
async function timeWithoutChange(played: readonly PlayedTest[]): Promise<readonly TimedTest[]> {
  const timed: TimedTest[] = [];
  for (const one of played) {
    writeLine(journal, { timing: one.name });
    const start = process.cpuUsage();
    const failure = await failureOf(one);
    const milliseconds = process.cpuUsage(start).user / 1000;
    if (failure === null && milliseconds <= SLOW_MILLISECONDS) timed.push({ ...one, milliseconds });
    else if (failure !== null)
      writeLine(journal, { said: `Not used, because it fails when it is played again: ${one.file}: ${failure}` });
  }
  return timed;
}

function testName({ file, name }: PlayedTest): string {
  return `${file}: ${name}`;
}

async function tryChange({ id, name }: ToTry, tests: readonly TimedTest[]): Promise<[Verdict, TimedTest | null]> {
  const reaching = tests.filter(({ passes }) => id in passes);
  if (reaching.length === 0) {
    return [id in switches.mutantCoverage.static ? 'at load' : 'reached by no test', null];
  }
  let spent = 0;
  for (const one of reaching) {
    if (spent > inject('patience')) break;
    spent += one.milliseconds;
    writeLine(journal, { trying: name, by: testName(one) });
    switchOn(id, LOOPING * (10 + (one.passes[id] ?? 0)));
    const failure = await failureOf(one);
    const isLooping = (switches.hitCount ?? 0) > (switches.hitLimit ?? 0);
    switchOn(undefined, undefined);
    if (failure === null) continue;
    const after = await failureOf(one);
    if (after !== null) throw new Error(`${one.name}: a change stays in what it keeps: ${after}`);
    return [isLooping ? 'looping' : 'noticed', one];
  }
  return ['unnoticed', null];
}

function switchOn(id: string | undefined, mostPasses: number | undefined): void {
  switches.activeMutant = id;
  switches.hitCount = id === undefined ? undefined : 0;
  switches.hitLimit = mostPasses;
}

async function failureOf({ play }: PlayedTest): Promise<string | null> {
  try {
    await play();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'failed';
  }
}
