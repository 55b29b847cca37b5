/**
 * Plants operator changes drawn at random over server/ and addin/ in a copy of the checkout, each behind a switch, switches
 * one on at a time, and asks whether the tests near it notice. The same seed draws the same changes from the same sources.
 *
 *   npm run mutation:sample -- --seed 7 --count 300 --under server/,addin/sync/
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '../test/histories/random.ts';
import { startPostgres } from '../test/postgres/embedded-postgres.ts';
import { checkoutFiles, copyCheckout } from './mutation/checkout-copy.ts';
import { drawSome } from './mutation/draw-some.ts';
import { importersOf, isTest, testsNear } from './mutation/near-tests.ts';
import { listOperatorChanges, plantChanges } from './mutation/operator-changes.ts';
import { createMeasurements } from './mutation/measured-tests.ts';
import { createCopyRunner } from './mutation/run-in-copy.ts';
import { describeCost, describeSample, describeTried, shareCaught } from './mutation/sample-report.ts';
import { tryChange, type TriedChange } from './mutation/try-change.ts';

/** The share of changes that tests near them must notice. */
const LEAST_CAUGHT = 0.85;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '7' },
    count: { type: 'string', default: '300' },
    under: { type: 'string', default: 'server/,addin/' },
    report: { type: 'string', default: 'reports/mutation-sample.json' },
  },
});

const files = await checkoutFiles();
const textByFile = new Map<string, string>();
for (const file of files.filter((name) => /^(shared|server|addin|test)\/.*\.m?tsx?$/.test(name))) {
  textByFile.set(file, await readFile(file, 'utf8'));
}
const sources = [...textByFile].filter(([file]) => isSampled(file)).map(([file, text]) => ({ file, text }));
const changes = await listOperatorChanges(sources);
const drawn = drawSome(changes, Number(values.count), createRandom(Number(values.seed)));
console.log(`Seed ${values.seed}: ${drawn.length} of ${changes.length} operator changes in ${sources.length} files.`);

// A sample takes its time: whoever stops it gets what it has found so far, and no copy or process is left behind.
let isStopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (isStopped = true));

const copy = await copyCheckout(files);
const { planted, files: plantedFiles } = await plantChanges(drawn, sources);
for (const { file, text } of plantedFiles) await copy.write(file, text);
const postgres = await startPostgres();
process.env['TEST_DATABASE_URL'] = postgres.url;
const runner = createCopyRunner(copy.root);
try {
  const importers = importersOf(textByFile);
  const testFiles = await runner.testFiles();
  const measurements = createMeasurements(runner);
  const tried: TriedChange[] = [];
  for (const change of planted) {
    const near = testsNear(change.file, testFiles, importers, textByFile);
    const outcome = await tryChange(change, near, measurements, runner);
    // The tests of this one may have been stopped as well.
    if (isStopped) break;
    tried.push(outcome);
    console.log(`${tried.length}/${planted.length} ${describeTried(outcome)}`);
  }
  for (const failure of measurements.failures) console.log(`Not used, because it fails without any change: ${failure}`);
  console.log(describeCost(measurements.usable));
  await mkdir(dirname(values.report), { recursive: true });
  await writeFile(values.report, `${JSON.stringify({ seed: values.seed, tried }, null, 2)}\n`);
  console.log(describeSample(tried));
  if (shareCaught(tried) < LEAST_CAUGHT) process.exitCode = 1;
} finally {
  await runner.stop();
  await postgres.stop();
  await copy.remove();
}

/** Code that acts: not tests, their tools and contracts, not styles, not the invented district. */
function isSampled(file: string): boolean {
  return (
    values.under.split(',').some((folder) => file.startsWith(folder)) &&
    /\.tsx?$/.test(file) &&
    !isTest(file) &&
    !/\.d\.ts$|\.config\.ts$|\/testing\/|-contract\.ts$|styles\.ts$|^server\/demo\//.test(file)
  );
}
