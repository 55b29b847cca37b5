import { expect, test } from 'vitest';
import { decisionWho, decisionWords } from './decision-words.ts';

const person = (name: string) => ({ id: name, name, planRole: null });

test('whom a decision waits for is said by name, and that nobody is left', () => {
  const who = (...names: string[]) => decisionWho({ people: names.map(person), who: 'finance' });
  expect(who('Ana')).toBe('Ana');
  expect(who('Ana', 'Ben')).toBe('Ana or Ben');
  expect(who('Ana', 'Ben', 'Cy')).toBe('Ana, Ben or 1 other');
  expect(who()).toBe('finance, where nobody is left who may: each has asked for it, or is away');
  const deputy = { id: 'ana', name: 'Ana', planRole: 'Budget/Finance Officer' } as const;
  expect(decisionWho({ people: [deputy], who: 'finance' })).toBe('Ana (Budget/Finance Officer)');
});

test('what waits is said by what people call it', () => {
  const order = { table: 'commitmentChanges', key: 'CO-002 of 4500001234/10', title: null };
  expect(decisionWords(order)).toBe('Change order CO-002 of 4500001234/10');
  const project = { table: 'projects', key: '26.00001', title: 'LAN Refresh' };
  expect(decisionWords(project)).toBe('Closing of project 26.00001 · LAN Refresh');
  expect(decisionWords({ table: 'periods', key: '2026-10', title: null })).toBe('Closing of month 2026-10');
});
