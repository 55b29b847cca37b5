import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Prints the plain closing line `N passed, N failed` that any CI can read, after the names of tests that passed at their second
 * try only. A file that fails to load counts as failed.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    let passed = 0;
    let failed = 0;
    for (const module of modules) {
      const tests = [...module.children.allTests()];
      for (const test of tests.filter(isUnsteady)) process.stdout.write(`\nAt the second try only: ${nameOf(test)}`);
      const results = tests.map((test) => test.result().state);
      const failedHere = results.filter((state) => state === 'failed').length;
      passed += results.filter((state) => state === 'passed').length;
      // A file that does not load, or whose hooks fail, has no failed test to count.
      failed += failedHere === 0 && !module.ok() ? 1 : failedHere;
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}

function isUnsteady(test: TestCase): boolean {
  return test.diagnostic()?.flaky === true;
}

function nameOf(test: TestCase): string {
  return `${test.module.relativeModuleId} > ${test.fullName}`;
}
