import { expect, test } from 'vitest';
import { isUntouched, newTypedChange, readLine, typedAmount, withLine, type TypedLine } from './typed-change.ts';

const line = (budgetLine: string, amount: string, note = ''): TypedLine => ({ key: 'k', budgetLine, amount, note });
const isKnown = (id: string): boolean => id === 'BL-001';

test.each([
  [line('BL-001', '2,500.00'), { budgetLine: 'BL-001', amount: 250_000 }],
  [line(' BL-001 ', '-1250.5', ' Lift '), { budgetLine: 'BL-001', amount: -125_050, note: 'Lift' }],
])('%o is read to the cent', (typed, read) => {
  expect(readLine(typed, isKnown)).toEqual({ kind: 'whole', line: read });
});

test.each([
  [line('', '2500'), 'budgetLine', 'Choose the budget line.'],
  [line('BL-009', '2500'), 'budgetLine', 'The plan has no budget line BL-009.'],
  [line('BL-001', 'tbd'), 'amount', 'Type dollars and cents'],
  [line('BL-001', '1.005'), 'amount', 'Type dollars and cents'],
  [line('BL-001', ''), 'amount', 'Type how much it gets'],
])('%o is not whole yet, and says at the field what is missing', (typed, field, says) => {
  const read = readLine(typed, isKnown);
  expect(read).toMatchObject({ kind: 'open', field });
  expect(read.kind === 'open' && read.says).toContain(says);
});

test.each([0, 1, -1, 250_000, -123_456_789_01])('%d cents are read again as they are typed', (cents) => {
  expect(readLine(line('BL-001', typedAmount(cents)), isKnown)).toMatchObject({ line: { amount: cents } });
});

test('the other side fills the line that stands empty, and is added where none does', () => {
  const typed = newTypedChange([line('BL-001', '5'), { ...line('', ''), key: 'empty' }]);
  const filled = withLine(typed, { ...line('BL-002', '-5.00'), key: 'new' });
  expect(filled.lines.map(({ key, budgetLine }) => [key, budgetLine])).toEqual([
    ['k', 'BL-001'],
    ['empty', 'BL-002'],
  ]);
  expect(withLine(filled, line('BL-003', '1')).lines).toHaveLength(3);
});

test('nothing typed is nothing to keep; a note of why is', () => {
  expect(isUntouched(newTypedChange([line('', '')]))).toBe(true);
  expect(isUntouched({ ...newTypedChange([]), reason: 'Because' })).toBe(false);
});
