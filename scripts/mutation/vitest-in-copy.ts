import { relative, resolve } from 'node:path';
import { createVitest, type TestModule } from 'vitest/node';
import { NOT_LOADED, runRequest, type ReadyMessage, type RunReply, type RunRequest } from './copy-messages.ts';
import { createWarmThread } from './warm-thread.ts';

const LOOK_EVERY_MS = 250;
/** What earlier files leave behind in the thread is not worth more memory than this. */
const MOST_BYTES = 2_000_000_000;
/** Tests from end to end run once more on PostgreSQL, for what differs there; that is beside its own tests, in server/storage. */
const TWICE = /^test\/end-to-end\//;
const NOT_ON_POSTGRES = /^(?!.*\bon postgres\b)/;

const warm = createWarmThread();
const vitest = await createVitest('test', {
  config: resolve('test/mutation-sample.vitest.config.ts'),
  watch: false,
  bail: 1,
  reporters: [{}],
  pool: warm.pool,
});
await vitest.standalone();
const project = vitest.getRootProject();

process.on('message', (message) => {
  void answer(runRequest.parse(message)).then((reply) => process.send?.(reply));
});
const specifications = await vitest.globTestSpecifications();
const ready: ReadyMessage = { testFiles: specifications.map(({ moduleId }) => relative(process.cwd(), moduleId)) };
process.send?.(ready);

async function answer({ test, change, most }: RunRequest): Promise<RunReply> {
  project.provide('switchedOn', change);
  // Failures of earlier runs would count against `bail`, and nothing would be run any more.
  vitest.state.filesMap.clear();
  const [start, cpuStart] = [performance.now(), process.cpuUsage()];
  const spent = (): { seconds: number; cpuSeconds: number } => {
    const { user, system } = process.cpuUsage(cpuStart);
    return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1_000_000 };
  };
  let brokenOff = false;
  const watch = setInterval(() => {
    const { seconds, cpuSeconds } = spent();
    if (brokenOff || (seconds < most.seconds && cpuSeconds < most.cpuSeconds)) return;
    brokenOff = true;
    void warm.end();
  }, LOOK_EVERY_MS);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([
    project.createSpecification(resolve(test), TWICE.test(test) ? { testNamePattern: NOT_ON_POSTGRES } : {}),
  ]);
  clearInterval(watch);
  if (process.memoryUsage.rss() > MOST_BYTES) await warm.end();
  const failed = testModules.map(failureOf).find((failure) => failure !== null);
  return {
    failure: failed ?? (unhandledErrors.length > 0 ? `outside a test: ${String(unhandledErrors[0])}` : null),
    brokenOff,
    ...spent(),
    inTests: Object.assign({}, ...testModules.map((module) => module.meta().inTests)),
    outside: Object.assign({}, ...testModules.map((module) => module.meta().outside)),
  };
}

function failureOf(module: TestModule): string | null {
  if (module.ok()) return null;
  for (const test of module.children.allTests('failed'))
    return `${relative(process.cwd(), module.moduleId)}: ${test.fullName}`;
  return `${relative(process.cwd(), module.moduleId)}: ${NOT_LOADED}: ${module.errors()[0]?.message ?? ''}`;
}
