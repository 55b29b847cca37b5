import { expect, test } from 'vitest';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import { plantedCases } from '../dirty-plan/planted-cases.ts';
import { DIRTY_DAY, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';
import { internalWordsIn } from '../../../test/internal-words.ts';
import { formerChecks, type FormerCheck } from './former-checks.ts';
import { invariantFacts, judgePlan, type Verdict } from './judge-plan.ts';

/** Ids that panes from before invariants know. */
const former = 'C01 C02 C03 C03W C04 C05 C06 C06W C07 C08 C09 C11 C11B C12 C13 C15 C16 C17 C18'.split(' ');

function checksOf(rows: readonly PlantedRow[]): FormerCheck[] {
  return formerChecks(judgePlan(invariantFacts(planOfRows([...soundGround, ...rows]), DIRTY_DAY)));
}

test('every check of old is there once, in the order of the ids, and passes in a sound plan', () => {
  const all = checksOf(work(1, 'One'));
  expect(all.map(({ id }) => id)).toEqual([...new Set(all.map(({ id }) => id))].sort());
  expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(former));
  expect(all.every(({ passed, difference, detail }) => passed && difference === 0 && detail === '')).toBe(true);
});

test.each([
  ['V13', 'C02'],
  ['V26', 'C05'],
  ['V36', 'C06W'],
  ['V20', 'C08'],
  ['V21', 'C08'],
  ['V15', 'C11'],
  ['V14', 'C11B'],
  ['V48', 'C12'],
  ['V51', 'C13'],
  ['V33', 'C15'],
  ['V47', 'C16'],
])('%s is told as %s, with its amount and sentence', (rule, id) => {
  const planted = plantedCases.find((each) => each.rule === rule);
  const told = checksOf(planted?.rows ?? []).filter(({ passed }) => !passed);
  expect(told.map((check) => [check.id, check.difference, check.detail])).toEqual([
    [id, planted?.difference, planted?.message],
  ]);
});

test('more than three places are counted, not listed', () => {
  const projects = [1, 2, 3, 4, 5].flatMap((n) =>
    work(n, `Project ${n}`, { project: { status: 'Approved' }, without: ['line'] }),
  );
  const [check] = checksOf(projects).filter(({ passed }) => !passed);
  expect(check?.detail).toBe(
    '27.00001 · Project 1 has no budget line. 27.00002 · Project 2 has no budget line. 27.00003 · Project 3 has no budget line. And 2 more.',
  );
});

const verdict = (cells: Partial<Verdict>): Verdict => ({
  id: 'V91',
  title: 'One',
  subject: 'row',
  mend: '',
  severity: 'warning',
  passed: true,
  difference: 0,
  findings: [],
  ...cells,
});
const one = (...verdicts: Verdict[]) => formerChecks(verdicts)[0];

test('a check of several rules bears their titles, adds their cents, and passes when all of them do', () => {
  const other = verdict({ id: 'V92', title: 'Two', check: 'V91', difference: 5, passed: false });
  expect(formerChecks([verdict({ difference: 2 }), other])).toEqual([
    { id: 'V91', name: 'One; Two', severity: 'warning', passed: false, difference: 7, detail: '' },
  ]);
  expect(formerChecks([other, verdict({ id: 'V90' })]).map(({ id }) => id)).toEqual(['V90', 'V91']);
});

test('it is as severe as its first rule, and an error where one that is an error does not pass', () => {
  const error = verdict({ check: 'V91', severity: 'error' });
  expect(one(verdict({}), error)?.severity).toBe('warning');
  expect(one(verdict({}), { ...error, passed: false })?.severity).toBe('error');
  expect(one(verdict({ passed: false }), error)?.severity).toBe('warning');
  expect(one({ ...error, passed: false }, verdict({ passed: false }))?.severity).toBe('error');
});

test('of three places all are listed', () => {
  const finding = (message: string) => ({ subject: '', difference: 0, message, cells: [] });
  const three = verdict({ findings: ['A.', 'B.', 'C.'].map(finding) });
  expect(one(three)?.detail).toBe('A. B. C.');
});

test('[C01, C07, FB12] what no data can bring about is told in the words of the reports', () => {
  const facts = invariantFacts(planOfRows([...soundGround, ...work(1, 'One')]), DIRTY_DAY);
  const projects = [...facts.plan.projects].map(([number, project]) => {
    const amounts = { ...project.amounts, committed: project.amounts.committed + 1 };
    return [number, { ...project, amounts }] as const;
  });
  const verdicts = judgePlan({ ...facts, plan: { ...facts.plan, projects: new Map(projects) } });
  const told = verdicts.filter(({ passed }) => !passed);
  expect(told.map(({ id }) => id)).toEqual(['C01', 'C07']);
  const [first] = told[0]?.findings ?? [];
  const sentence = /^Committed \(contract value\) by [a-z]+ ?[a-z]* adds up to ([0-9.]+), the program to ([0-9.]+)\.$/;
  const [, sum, whole] = sentence.exec(first?.message ?? '') ?? [];
  expect(Math.round(100 * (Number(sum) - Number(whole)))).toBe(first?.difference);
  expect(told.flatMap(({ findings }) => findings.flatMap(({ cells }) => cells))).toEqual([]);
  expect(told[1]?.findings[0]?.message).toBe(
    'What is committed is 0.01 more than open encumbrance and payments on commitments.',
  );
  const said = told.flatMap(({ findings }) => findings.map(({ message }) => message));
  expect(said.flatMap((message) => internalWordsIn(message))).toEqual([]);
});
