import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Tests and what they stand on. The bench measures time, so it may let time pass. */
const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'addin', 'server', 'shared', 'scripts', 'test'],
  {
    cwd: root,
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((path) => /\.test\.tsx?$|(?:^|\/)testing\/|^test\//.test(path) && /\.m?tsx?$/.test(path))
  .filter((path) => !path.startsWith('test/bench/') && existsSync(join(root, path)));

/** Waits that are no wait for a condition, each with the reason why it may stay. */
const allowed: Readonly<Record<string, string>> = {
  'test/browser/built-server.ts': 'gives up on a server that does not start: a limit, ended by its condition',
  'test/durability/kill.test.ts': 'the moment of a kill is to be random',
  'test/processes/lasting-pane.ts': 'a pane waits as long as it was asked to before it asks again',
  'test/postgres/embedded-postgres.ts': 'looks again for its condition after a pause',
};

/** A number of milliseconds let pass; one of 0 lets only what is ready go first, however long that takes. */
const FIXED_WAIT =
  /\bsetTimeout\((?!\s*\(?\w*\)?\s*(?:=>\s*\w+\(\))?,\s*0\))|\bwaitForTimeout\(|\bsleep\(|\bsetTimeout\b[^(\n]*from 'node:timers\/promises'|\bscheduler\.wait\(/;

function waitsIn(text: string): string[] {
  return text.split('\n').filter((line) => FIXED_WAIT.test(line) && !/^\s*(?:\/\/|\*|\/\*)/.test(line));
}

describe('[FF1] no test relies on how long something takes', () => {
  test('each wait of tests is for a condition, those apart that have a reason', () => {
    const waiting = files
      .filter((path) => path !== 'test/fixed-waits.test.ts')
      .filter((path) => waitsIn(readFileSync(join(root, path), 'utf8')).length > 0);
    expect(waiting.sort()).toEqual(Object.keys(allowed).sort());
  });

  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 20));',
    'setTimeout(done, LONG_ENOUGH_MS);',
    'const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));',
    'await page.waitForTimeout(500);',
    'await sleep(1);',
    "import { setTimeout as wait } from 'node:timers/promises';",
  ])('it is noticed: %s', (line) => {
    expect(waitsIn(line)).toEqual([line]);
  });

  test.each([
    'await new Promise((resolve) => setTimeout(resolve, 0));',
    "vi.useFakeTimers({ toFake: ['setTimeout'] });",
    'await vi.advanceTimersByTimeAsync(120);',
    "import { setImmediate as nextTurn } from 'node:timers/promises';",
  ])('a turn of the event loop and a clock of one’s own are no waits: %s', (line) => {
    expect(waitsIn(line)).toEqual([]);
  });
});
