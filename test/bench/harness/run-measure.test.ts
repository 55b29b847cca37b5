import { expect, test } from 'vitest';
import { scrollMeasure } from '../measures/scroll.ts';
import { runMeasure } from './run-measure.ts';

test('what needs Chromium is absent without it, and nothing has failed', async () => {
  const size = { sites: 5, projects: 5, budgetLines: 100 };
  const report = await runMeasure(scrollMeasure, {
    settings: { size, runs: 1, withPeers: false, isFull: false, isSmall: true, database: 'sqlite' },
    scripts: { pathOf: (name) => name },
    databases: { fresh: () => Promise.resolve(undefined), close: () => Promise.resolve() },
    has: { chromium: false, pg_dump: false },
    tell: () => undefined,
  });
  expect(report.figures).toEqual([]);
  expect(report.absences.map(({ isFailure }) => isFailure)).toEqual([false]);
  expect(report.goals.map(({ isMet }) => isMet)).toEqual([null]);
});
