import { expect, test } from 'vitest';
import { planOfRows } from '../dirty-plan/plan-of-rows.ts';
import { plantedCases } from '../dirty-plan/planted-cases.ts';
import { DIRTY_DAY } from '../dirty-plan/sound-work.ts';
import { invariantFacts, judgePlan } from '../invariants/judge-plan.ts';
import { flagsOf, isExplained } from './explained-findings.ts';

test('findings of one check about one subject are one flag, with their differences as positive amounts', () => {
  const findings = [
    { subject: 'Elm', difference: -200 },
    { subject: 'Oak', difference: 5 },
    { subject: 'Elm', difference: 100 },
  ];
  expect(flagsOf({ id: 'V42', severity: 'warning', findings })).toEqual([
    { checkId: 'V42', subject: 'Elm', severity: 'warning', difference: 300, findings: 2 },
    { checkId: 'V42', subject: 'Oak', severity: 'warning', difference: 5, findings: 1 },
  ]);
});

test.each([
  ['as it was when it was explained', { difference: 300, findings: 2 }, true],
  ['a cent worse', { difference: 299, findings: 2 }, false],
  ['one finding more', { difference: 300, findings: 1 }, false],
  ['better meanwhile', { difference: 301, findings: 3 }, true],
  ['without a difference that was kept', { findings: 2 }, false],
  ['not explained', { difference: 300, findings: 2, status: 'Open' }, false],
])('[EXP1] a flag stands that is %s: %j', (_what, cells, stands) => {
  const flag = { checkId: 'V42', subject: 'Elm', severity: 'warning', difference: 300, findings: 2 } as const;
  expect(isExplained(flag, { status: 'Explained', ...cells })).toBe(stands);
  expect(isExplained({ ...flag, severity: 'error' }, { status: 'Explained', ...cells })).toBe(false);
  expect(isExplained(flag, undefined)).toBe(false);
});

test('[EXP1] a flag without money stands without a difference', () => {
  const flag = { checkId: 'V39', subject: 'Elm', severity: 'warning', difference: 0, findings: 1 } as const;
  for (const difference of [0, null, undefined])
    expect(
      isExplained(flag, { status: 'Explained', findings: 1, ...(difference === undefined ? {} : { difference }) }),
    ).toBe(true);
});

test('[EXP1] a verdict tells what is said of each finding, and whether it lets it stand', () => {
  const rows = plantedCases.flatMap(({ rows: planted }) => planted);
  const judged = (
    explanations: readonly { table: 'explanations'; row: string; cells: Record<string, string | number> }[],
  ) => judgePlan(invariantFacts(planOfRows([...rows, ...explanations]), DIRTY_DAY));
  const flags = judged([]).flatMap(flagsOf);
  const warning = flags.find(({ severity, findings }) => severity === 'warning' && findings > 0);
  const error = flags.find(({ severity }) => severity === 'error');
  const of = (flag: typeof warning, row: string) => ({
    table: 'explanations' as const,
    row,
    cells: {
      checkId: flag?.checkId ?? '',
      subject: flag?.subject ?? '',
      status: 'Explained',
      owner: 'Ben Cole',
      explanation: 'As agreed with the board.',
      difference: flag?.difference ?? 0,
      findings: flag?.findings ?? 0,
    },
  });
  const told = judged([of(warning, 'E1'), of(error, 'E2')])
    .flatMap(({ id, findings }) => findings.map((finding) => ({ id, ...finding })))
    .filter(({ explanation }) => explanation !== undefined);
  expect(new Set(told.map(({ id, subject }) => `${id} ${subject}`))).toEqual(
    new Set([`${warning?.checkId} ${warning?.subject}`, `${error?.checkId} ${error?.subject}`]),
  );
  for (const { id, explanation } of told)
    expect(explanation).toEqual({
      owner: 'Ben Cole',
      explanation: 'As agreed with the board.',
      explainedBy: null,
      explainedOn: null,
      holds: id === warning?.checkId,
    });
});
