import { expect, test } from 'vitest';
import { inTurn, type Step } from './in-turn.ts';

const amount = (account: 'board' | 'pending', cents: number) => ({ account, line: 'BL-1', cents, change: 'BC-1' });
/** A change that was pending from June 1 and counts from July 1 on. */
const pending = (since: string | null): Step => ({ since, amounts: [amount('pending', 70)] });
const counts: Step = { since: '2026-07-01', amounts: [amount('board', 70), amount('board', 5)] };

/** "date account cents" of each posting. */
const told = (from: string | null, steps: readonly Step[]): string[] =>
  inTurn(from, steps).map(({ date, account, cents }) => `${date ?? 'ever'} ${account} ${cents}`);

test('[plan §1] each amount counts from its day, in place of what counted before', () => {
  const taken = ['2026-07-01 pending -70', '2026-07-01 board 70', '2026-07-01 board 5'];
  expect(told(null, [pending('2026-06-01'), counts])).toEqual(['2026-06-01 pending 70', ...taken]);
  expect(told(null, [pending(null), counts])).toEqual(['ever pending 70', ...taken]);
  expect(told(null, [])).toEqual([]);
});

test('[plan §1] nothing of it counts before a day, and then what has begun by then', () => {
  const steps = [pending('2026-06-01'), counts];
  expect(told('2026-06-15', steps)).toEqual([
    '2026-06-15 pending 70',
    '2026-07-01 pending -70',
    '2026-07-01 board 70',
    '2026-07-01 board 5',
  ]);
  for (const from of ['2026-07-01', '2026-08-01'])
    expect(told(from, steps)).toEqual([`${from} board 70`, `${from} board 5`]);
  expect(told('2026-05-31', steps)[0]).toBe('2026-06-01 pending 70');
  expect(told('2026-06-15', [pending(null)])).toEqual(['2026-06-15 pending 70']);
});

test('a posting keeps its line and the change that it comes from', () => {
  expect(inTurn(null, [pending('2026-06-01')])).toEqual([
    { account: 'pending', line: 'BL-1', date: '2026-06-01', cents: 70, change: 'BC-1' },
  ]);
});
