import { expect, test } from 'vitest';
import { NONE, NOW, orderProblem, OTHER, revisionOf } from './chosen-revision.ts';

test('[FB9] a revision is chosen from the list, or by a number that is typed', () => {
  expect(revisionOf({ listed: '148', typed: '' })).toBe(148);
  expect(revisionOf({ listed: OTHER, typed: ' 12 ' })).toBe(12);
  expect(revisionOf({ listed: NOW, typed: '' })).toBeNull();
});

test('[FB9] what is no revision is said', () => {
  expect(revisionOf({ listed: NONE, typed: '' })).toBe('Choose a revision.');
  expect(revisionOf({ listed: OTHER, typed: 'last week' })).toBe('Type a number, such as 148.');
});

test('[FB9] the second revision is the later one, and now is later than each', () => {
  expect(orderProblem(148, 147)).toBe('Choose a later revision than the first.');
  expect([orderProblem(148, 148), orderProblem(148, 149), orderProblem(148, null)]).toEqual([null, null, null]);
});
