import { expect, test } from 'vitest';
import { remove, update } from '../../sync/testing/program.ts';
import { plantedProgram } from '../dirty-plan/planted-program.ts';
import { change, lineOf, row, soundGround, work, type PlantedRow } from '../dirty-plan/sound-work.ts';
import { settingSpecs } from '../program-settings.ts';

const moved = { [lineOf(1)]: -30_000_000, [lineOf(2)]: 30_000_000 };
const rows: readonly PlantedRow[] = [
  row('programSettings', { key: settingSpecs.delegatedLimit.label, value: '9,999,999.00' }),
  ...soundGround,
  ...[1, 2].flatMap((n) => work(n, `Project ${n}`, { line: { original: 100_000_000 } })),
  ...change(1, moved, { type: 'Staff Modification', reason: 'The second project takes over a part of the first.' }),
];
const idOf = (table: string): string => `R${rows.findIndex((each) => each.table === table)}`;
const approve = update(
  'changes',
  idOf('changes'),
  { status: 'Approved', effectiveDate: '2026-11-01', approvedBy: 'CFO' },
  1,
);

test('[V23] a limit that falls in the same sync is the limit of what is decided in it', () => {
  const rulesOf = (edits: Parameters<ReturnType<typeof plantedProgram>['sync']>[0]): string[] => [
    ...new Set(
      plantedProgram(rows)
        .sync(edits)
        .refusals.map(({ rule }) => rule),
    ),
  ];
  expect(rulesOf([approve])).toEqual([]);
  expect(rulesOf([approve, remove('programSettings', idOf('programSettings'), 1)])).toEqual(['V23']);
});
