import { relative, resolve } from 'node:path';
import { createVitest, type TestModule, type Vitest } from 'vitest/node';
import { runRequest, type ReadyMessage, type RunReply, type RunRequest } from './copy-messages.ts';

const vitest = await createVitest('test', {
  config: resolve('test/mutation-sample.vitest.config.ts'),
  watch: false,
  bail: 1,
  reporters: [{}],
});
await vitest.standalone();

process.on('message', (message) => {
  void answer(vitest, runRequest.parse(message)).then((reply) => process.send?.(reply));
});
const specifications = await vitest.globTestSpecifications();
const ready: ReadyMessage = { testFiles: specifications.map(({ moduleId }) => relative(process.cwd(), moduleId)) };
process.send?.(ready);

async function answer(runner: Vitest, { tests, changed }: RunRequest): Promise<RunReply> {
  for (const file of changed) runner.invalidateFile(resolve(file));
  const project = runner.getRootProject();
  const specifications = tests.map((file) => project.createSpecification(resolve(file)));
  // Failures of earlier runs would count against `bail`, and nothing would be run any more.
  runner.state.filesMap.clear();
  const { testModules, unhandledErrors } = await runner.runTestSpecifications(specifications);
  const failed = testModules.map(failureOf).find((failure) => failure !== null);
  return {
    failure: failed ?? (unhandledErrors.length > 0 ? `outside a test: ${String(unhandledErrors[0])}` : null),
    seconds: testModules.reduce((sum, module) => sum + secondsOf(module), 0),
    passed: testModules.flatMap((module) => module.meta().passed ?? []),
  };
}

function failureOf(module: TestModule): string | null {
  if (module.ok()) return null;
  for (const test of module.children.allTests('failed'))
    return `${relative(process.cwd(), module.moduleId)}: ${test.fullName}`;
  return `${relative(process.cwd(), module.moduleId)}: does not load`;
}

function secondsOf(module: TestModule): number {
  const { environmentSetupDuration, prepareDuration, collectDuration, setupDuration, duration } = module.diagnostic();
  return (environmentSetupDuration + prepareDuration + collectDuration + setupDuration + duration) / 1000;
}
