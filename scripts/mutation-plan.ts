/**
 * Plants every change that Stryker knows (changed texts apart) in shared/plan, each behind a switch, and plays each test
 * that reaches a change once more with its switch on, all in one process: a change costs milliseconds and not a start.
 *
 *   npm run mutation:plan                          the whole plan
 *   npm run mutation:plan -- entry/ close/         the files whose path holds one of the words
 *   npm run mutation:plan -- entry/ --tests entry/ --patience 300
 *                                                  by these tests alone, and 300 ms of CPU for each change instead of 2,000:
 *                                                  sooner, and others may notice more
 *
 * A run that was ended goes on where it was, as long as no file of shared/ has changed; --anew forgets what was found.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkoutFiles } from './mutation/checkout-copy.ts';
import { explainEqual, needlessEntries } from './mutation/equal-changes.ts';
import { plantEveryChange } from './mutation/every-change.ts';
import { keptJournals } from './mutation/kept-journals.ts';
import { describePlan, shareNoticed } from './mutation/plan-report.ts';
import { createReplay } from './mutation/replay-in-one-process.ts';

/** The share of changes that tests of the plan must notice, those apart that come to the same. */
const LEAST_NOTICED = 0.95;

const { positionals: words, values } = parseArgs({
  allowPositionals: true,
  options: {
    tests: { type: 'string', multiple: true, default: [] },
    patience: { type: 'string', default: '2000' },
    anew: { type: 'boolean', default: false },
  },
});
const all = await checkoutFiles();
const files = all.filter(
  (file) => isOfThePlan(file) && (words.length === 0 || words.some((word) => file.includes(word))),
);
const sources = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
const { planted, files: plantedFiles } = await plantEveryChange(sources);
console.log(`${planted.length} changes in ${sources.length} files.`);

const journals = keptJournals('node_modules/.cache/mutation-plan', await codeName());
if (values.anew) journals.forget();
const by = { tests: values.tests, patience: Number(values.patience), journals };
const replay = createReplay(planted, plantedFiles, by);
// Whoever stops it gets what it has found so far. Vitest listens as well, and ends this process at once.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.prependOnceListener(signal, () => report(true));
await replay.play();
report(false);

function report(isStopped: boolean): never {
  const judged = explainEqual(replay.played());
  replay.end();
  console.log(describePlan(judged));
  const needless = isStopped ? [] : needlessEntries(judged);
  for (const { file, code } of needless) console.log(`Take out of equal-changes.ts: ${file}: ${code}`);
  process.exit(isStopped || shareNoticed(judged) < LEAST_NOTICED ? 1 : 0);
}

/** One word for all that a verdict hangs on. */
async function codeName(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([values.tests, values.patience]));
  for (const file of all.filter((path) => /^shared\/.*\.ts$/.test(path)))
    hash.update(file).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
}

/** Code of the plan: not tests and their tools, nor the invented plan in which faults are planted. */
function isOfThePlan(file: string): boolean {
  return /^shared\/plan\/.*(?<!\.test)\.ts$/.test(file) && !/\/testing\/|\/dirty-plan\//.test(file);
}
