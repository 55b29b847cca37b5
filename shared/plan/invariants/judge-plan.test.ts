import { expect, test } from 'vitest';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import { DIRTY_DAY, order, row, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';
import { invariantFacts, judgePlan } from './judge-plan.ts';

const judged = (...rows: readonly PlantedRow[]) =>
  judgePlan(invariantFacts(planOfRows([...soundGround, ...rows]), DIRTY_DAY));

test('verdicts come in the order of their ids, and those that were a check of old say which', () => {
  const verdicts = judged();
  expect(verdicts.map(({ id }) => id)).toEqual(verdicts.map(({ id }) => id).sort());
  const check = (rule: string) => verdicts.filter(({ id, check: of }) => id === rule && of !== undefined).length;
  expect([check('V26'), check('V28')]).toEqual([1, 0]);
  expect(verdicts.filter((verdict) => 'check' in verdict).every(({ check: of }) => of !== undefined)).toBe(true);
});

test('what is said of one subject stands beside its findings alone', () => {
  const early = [1, 2].flatMap((n) => [...work(n, `Project ${n}`), order(n, 5, { awardDate: '2026-01-19' })]);
  const said = row('explanations', {
    checkId: 'V30',
    subject: 'PO-1, line 1',
    status: 'Explained',
    owner: 'Ben Cole',
    explanation: 'Ratified in February.',
    difference: 0,
    findings: 1,
  });
  const findings = (...rows: readonly PlantedRow[]) =>
    judged(...rows)
      .find(({ id }) => id === 'V30')
      ?.findings.map((finding) => Object.keys(finding).includes('explanation'));
  expect(findings(...early)).toEqual([false, false]);
  expect(findings(...early, said)).toEqual([true, false]);
});
