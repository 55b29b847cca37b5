import { expect, test } from 'vitest';
import { figuresBlock } from './figures-block.ts';

const columns = [
  { label: 'Fiscal Year', kind: 'text' },
  { label: 'Budget', kind: 'money' },
  { label: '% Spent', kind: 'percent' },
] as const;

test('title, state and headers stand above the rows, in a rectangle', () => {
  const { values, formats } = figuresBlock({ title: 'Budget', asOf: 'as of revision 1', columns, rows: [['2026-27']] });
  expect(values).toEqual([
    ['Budget', '', ''],
    ['as of revision 1', '', ''],
    ['Fiscal Year', 'Budget', '% Spent'],
    ['2026-27', '', ''],
  ]);
  expect(formats.slice(0, 3)).toEqual([
    ['@', 'General', 'General'],
    ['@', 'General', 'General'],
    ['@', '@', '@'],
  ]);
  expect(formats[3]?.[0]).toBe('@');
  expect(formats[3]?.[2]).toBe('0.0%');
  expect(formats[3]?.[1]).toContain('0.00');
});

test('money comes in cents and stands in dollars, percentages as the number Excel makes of them; nothing stays blank', () => {
  const rows = [
    ['a', 12_345, 57.3],
    ['b', -1, 0],
    ['c', null, null],
    ['d', 'n/a', 100],
  ];
  expect(figuresBlock({ title: 'T', asOf: 'S', columns, rows }).values.slice(3)).toEqual([
    ['a', 123.45, 0.573],
    ['b', -0.01, 0],
    ['c', '', ''],
    ['d', 'n/a', 1],
  ]);
});
