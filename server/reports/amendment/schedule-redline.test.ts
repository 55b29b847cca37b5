import { expect, test } from 'vitest';
import { demoMoment } from '../testing/demo-moment.ts';
import { tablesOf } from '../document/report-document.ts';
import { readWork } from '../document/report-moment.ts';
import { amendmentDocument } from './amendment-document.ts';
import { scheduleRedline } from './schedule-redline.ts';

const moment = demoMoment('demo', '2026-10-31');

test('a date that moves stands struck through beside the one that takes its place; one that stays stands once', async () => {
  const work = await readWork(moment);
  const [table] = scheduleRedline(work).flatMap((part) => (part.kind === 'table' ? [part] : []));
  const moved = work.filter(
    ({ baselineStart, start, baselineFinish, finish }) =>
      (baselineStart !== null && start !== null && baselineStart !== start.day) ||
      (baselineFinish !== null && finish !== null && baselineFinish !== finish.day),
  );
  expect(moved.length).toBeGreaterThan(10);
  expect(table?.rows.length).toBe(moved.length);
  for (const [, , , startWas, start, finishWas, finish, days] of table?.rows ?? []) {
    expect(startWas === null || startWas !== start).toBe(true);
    expect(finishWas === null || finishWas !== finish).toBe(true);
    if (finishWas === null) expect(days === 0 || days === null).toBe(true);
  }
  expect(table?.columns.filter(({ format }) => format === 'struck').map(({ label }) => label)).toEqual([
    'Start was',
    'Completion was',
  ]);
});

test('changes that one board report joins go under its number, each at a glance before it speaks for itself', async () => {
  const numbers = ['BA-260818', 'BA-261007'];
  const report = await amendmentDocument(moment, numbers);
  const list = tablesOf(report).find(({ sheet }) => sheet === 'Changes');
  expect(list?.rows.map(([number]) => number)).toEqual(numbers);
  expect(report.subtitle).toBe('BA-260818, BA-261007');
  const [first] = numbers;
  const alone = await amendmentDocument(moment, [first ?? '']);
  expect(alone.subtitle).toMatch(/^Rep-.+: BA-260818$/);
  expect(tablesOf(alone).some(({ sheet }) => sheet === 'Changes')).toBe(false);
});
