import { describe, expect, test } from 'vitest';
import { nearestValue } from './nearest-value.ts';

/** Of Contract, PO, Task Order and Blanket release. */
const typeMeant = (typed: string) => nearestValue('commitments', 'type', typed);

describe('the value that a wrong one stands for', () => {
  test.each([
    ['contract', 'Contract'],
    ['Contr', 'Contract'],
    ['Contarct', 'Contract'],
    ['Cotnact', 'Contract'],
    ['task-order', 'Task Order'],
    ['TASKORDR', 'Task Order'],
    ['Blanket releas', 'Blanket release'],
    ['p', 'PO'],
  ])('%s is %s', (typed, meant) => {
    expect(typeMeant(typed)).toBe(meant);
  });

  test.each([
    ['nothing', ''],
    ['no letters', ' - '],
    ['three letters wrong', 'Cxxxract'],
    ['as many letters wrong as there are', 'xy'],
    ['something else', 'Invoice'],
  ])('is not guessed from %s', (_what, typed) => {
    expect(typeMeant(typed)).toBeNull();
  });

  test('is not guessed where two are as near', () => {
    expect(nearestValue('changes', 'status', 'P')).toBe('Pending');
    expect(nearestValue('commitments', 'status', 'C')).toBeNull();
    expect(nearestValue('commitments', 'status', 'Cl')).toBe('Closed');
  });

  test('is asked for only in a drop-down column of the plan, and from text', () => {
    expect(nearestValue('commitments', 'vendor', 'Contr')).toBeNull();
    expect(nearestValue('commitments', 'mine', 'Contr')).toBeNull();
    expect(nearestValue('own', 'type', 'Contr')).toBeNull();
    expect(nearestValue('commitments', 'type', 5)).toBeNull();
    expect(nearestValue('commitments', 'type', null)).toBeNull();
  });
});
