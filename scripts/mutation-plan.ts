/**
 * Plants every change that Stryker knows (changed texts apart) in shared/plan, each behind a switch, and plays each test
 * that reaches a change once more with its switch on, all in one process: a change costs milliseconds and not a start.
 *
 *   npm run mutation:plan                          the whole plan
 *   npm run mutation:plan -- entry/ close/         the files whose path holds one of the words
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkoutFiles } from './mutation/checkout-copy.ts';
import { explainEqual, needlessEntries } from './mutation/equal-changes.ts';
import { plantEveryChange } from './mutation/every-change.ts';
import { describePlan, shareNoticed } from './mutation/plan-report.ts';
import { replayAll } from './mutation/replay-in-one-process.ts';

/** The share of changes that tests of the plan must notice, those apart that come to the same. */
const LEAST_NOTICED = 0.95;

const { positionals: words } = parseArgs({ allowPositionals: true });
const files = (await checkoutFiles()).filter(
  (file) => isOfThePlan(file) && (words.length === 0 || words.some((word) => file.includes(word))),
);
const sources = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
const { planted, files: plantedFiles } = await plantEveryChange(sources);
console.log(`${planted.length} changes in ${sources.length} files.`);

// Whoever stops it gets what it has found so far.
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
const judged = explainEqual(await replayAll(planted, plantedFiles, stop.signal));
console.log(describePlan(judged));
if (!stop.signal.aborted) {
  for (const { file, code } of needlessEntries(judged)) console.log(`Take out of equal-changes.ts: ${file}: ${code}`);
}
process.exit(shareNoticed(judged) < LEAST_NOTICED ? 1 : 0);

/** Code of the plan: not tests and their tools, nor the invented plan in which faults are planted. */
function isOfThePlan(file: string): boolean {
  return /^shared\/plan\/.*(?<!\.test)\.ts$/.test(file) && !/\/testing\/|\/dirty-plan\//.test(file);
}
