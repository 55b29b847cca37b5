import { describe, expect, test } from 'vitest';
import { noAmounts } from '../figures/amounts.ts';
import type { MovedLine } from './change-facts.ts';
import { nextChangeNumber, nextLineId, titleOfLines, titleOfReversal } from './change-number.ts';
import { redraftEdits, reversedLines } from './draft-edits.ts';
import { draftedLines } from './draft-lines.ts';

const lineOf = (id: string, current: number, source = 'BND-A'): readonly [string, MovedLine] => [
  id,
  {
    id,
    project: '26.00001',
    source,
    fiscalYear: '2026-27',
    category: 'Equipment',
    location: null,
    system: null,
    account: null,
    isNew: false,
    amounts: { ...noAmounts(), original: 800, boardApproved: 900, current },
  },
];
const known = new Map([lineOf('BL-1', 1_000), lineOf('BL-2', 500), lineOf('BL-3', 300, 'F40')]);
const nothing = { lines: [], differences: [], balancedBy: [] };

describe('the lines of a draft', () => {
  test('are what was typed less the figure that it was typed over', () => {
    const typed = (['original', 'boardApproved', 'current'] as const).map((column) => ({
      budgetLine: 'BL-1',
      column,
      value: 1_100,
    }));
    expect(draftedLines({ ...nothing, differences: typed }, known)).toEqual({
      ok: true,
      lines: [300, 200, 100].map((amount) => ({ budgetLine: 'BL-1', amount })),
    });
  });

  test('are balanced in each source by the line that was named, and a pair names each other', () => {
    const lines = [{ budgetLine: 'BL-1', amount: 70 }];
    expect(draftedLines({ ...nothing, lines, balancedBy: ['BL-2', 'BL-3'] }, known)).toEqual({
      ok: true,
      lines: [
        { budgetLine: 'BL-1', amount: 70, counterpart: 'BL-2' },
        { budgetLine: 'BL-2', amount: -70, counterpart: 'BL-1' },
      ],
    });
  });

  test('are none of what was typed as the plan has it, beside what moves', () => {
    const typed = (budgetLine: string, value: number) => ({ budgetLine, column: 'current' as const, value });
    expect(draftedLines({ ...nothing, differences: [typed('BL-1', 1_000), typed('BL-2', 0)] }, known)).toEqual({
      ok: true,
      lines: [{ budgetLine: 'BL-2', amount: -500 }],
    });
    expect(draftedLines({ lines: [], differences: [typed('BL-1', 1_000)], balancedBy: ['BL-2'] }, known)).toEqual({
      ok: true,
      lines: [],
    });
    expect(draftedLines(nothing, known)).toEqual({ ok: true, lines: [] });
  });

  test.each([
    [
      'three lines',
      [
        ['BL-1', 70],
        ['BL-2', -70],
        ['BL-3', 0],
      ],
    ],
    ['one line', [['BL-1', 70]]],
    [
      'two that do not come to nothing',
      [
        ['BL-1', 70],
        ['BL-2', -60],
      ],
    ],
    [
      'a line that is named twice',
      [
        ['BL-1', 70],
        ['BL-1', -70],
      ],
    ],
  ] as const)('name no other side where they are no pair: %s', (_what, pairs) => {
    const lines = pairs.map(([budgetLine, amount]) => ({ budgetLine, amount }));
    expect(draftedLines({ ...nothing, lines }, known)).toStrictEqual({ ok: true, lines });
  });

  test('keep the other side that somebody has named', () => {
    const lines = [
      { budgetLine: 'BL-1', amount: 70, counterpart: 'BL-3' },
      { budgetLine: 'BL-2', amount: -70, counterpart: null },
    ];
    expect(draftedLines({ ...nothing, lines }, known)).toMatchObject({
      lines: [{ counterpart: 'BL-3' }, { counterpart: 'BL-1' }],
    });
  });

  test.each<[Partial<Parameters<typeof draftedLines>[0]>, string, string]>([
    [
      { differences: [{ budgetLine: 'BL-9', column: 'current' as const, value: 5 }] },
      'differences.0.row',
      'There is no budget line BL-9',
    ],
    ...['5.00', null, 0.5, 2 ** 53].map((value): [Partial<Parameters<typeof draftedLines>[0]>, string, string] => [
      { differences: [{ budgetLine: 'BL-1', column: 'current' as const, value }] },
      'differences.0.value',
      'an amount in whole cents',
    ]),
    [
      { differences: [{ budgetLine: 'BL-1', column: 'current' as const, value: -1 }] },
      'differences.0.value',
      'BL-1 would be negative',
    ],
    [
      { differences: [{ budgetLine: 'BL-1', column: 'current' as const, value: 1_000 }] },
      'differences',
      'nothing to move',
    ],
    [{ balancedBy: ['BL-2', 'BL-1'] }, 'balancedBy.1', 'Name one budget line per source.'],
    [
      { lines: [{ budgetLine: 'BL-1', amount: 1 }], balancedBy: ['BL-1'] },
      'balancedBy.0',
      'is a line of the change already',
    ],
    [{ balancedBy: ['BL-9'] }, 'balancedBy.0', 'There is no budget line BL-9'],
    [{ lines: [{ budgetLine: 'BL-9', amount: 1 }] }, 'lines.0.budgetLine', 'There is no budget line BL-9'],
  ])('are none where %o', (asked, path, words) => {
    const told = draftedLines({ ...nothing, ...asked }, known);
    expect(told).toMatchObject({ ok: false, wrong: { path } });
    expect(told.ok ? '' : told.wrong.message).toContain(words);
  });
});

test('another draft keeps the rows whose budget lines stay, adds, and takes out the rest', () => {
  const row = (id: string, cells: Record<string, string | number>) => ({ row: id, revision: 3, cells });
  const header = row('RH', { number: 'BC-1', title: 'Old' });
  const lines = [
    row('R1', { change: 'BC-1', line: 1, budgetLine: 'BL-1', amount: 5 }),
    row('R2', { change: 'BC-1', line: 2, budgetLine: 'BL-2', amount: -5 }),
  ];
  const wanted = [
    { budgetLine: 'BL-1', amount: 7 },
    { budgetLine: 'BL-3', amount: -7 },
  ];
  const edits = redraftEdits(
    { header, lines, changed: { title: 'New' }, wanted, newLines: [] },
    { seen: 4, newRow: () => 'RN' },
  );
  expect(edits.map((edit) => [edit.kind, edit.row, edit.kind === 'delete' ? null : edit.cells])).toEqual([
    ['update', 'RH', { title: 'New' }],
    ['update', 'R1', { amount: 7 }],
    ['insert', 'RN', { change: 'BC-1', line: 3, budgetLine: 'BL-3', amount: -7 }],
    ['delete', 'R2', null],
  ]);
  expect(new Set(edits.map(({ basket }) => basket)).size).toBe(1);
  expect(reversedLines(lines, 'BC-1').map(({ amount }) => amount)).toEqual([-5, 5]);
});

test('numbers go on from the highest, whatever else there is', () => {
  expect(nextChangeNumber(['BC-0031', 'BA-7', 'BC-9', 'BC-x'])).toBe('BC-0032');
  expect(nextChangeNumber([])).toBe('BC-0001');
  expect(nextLineId(['BL-999'])).toBe('BL-1000');
});

test('titles fit their column', () => {
  const many = Array.from({ length: 60 }, (_, n) => `BL-${n}`);
  expect([titleOfLines(['BL-1', 'BL-2']), titleOfLines(many)]).toEqual([
    'Move money of BL-1, BL-2',
    'Move money of 60 budget lines',
  ]);
  const longest = 'x'.repeat(160 - 'Move money of '.length);
  expect(titleOfLines([longest])).toBe(`Move money of ${longest}`);
  expect(titleOfLines([`${longest}x`])).toBe('Move money of 1 budget lines');
  expect(titleOfReversal('BC-1', 'x'.repeat(200))).toHaveLength(160);
  const cut = 160 - 'Reverse BC-1: '.length;
  expect(titleOfReversal('BC-1', `${'x'.repeat(cut - 1)} y`)).toBe(`Reverse BC-1: ${'x'.repeat(cut - 1)}`);
});
