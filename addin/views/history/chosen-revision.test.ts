import { expect, test } from 'vitest';
import { chosenPair, NONE, NOW, orderProblem, OTHER, revisionOf } from './chosen-revision.ts';

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

test('[FB9] a pair is compared when nothing is wrong with either, else each is told what is', () => {
  const listed = (text: string) => ({ listed: text, typed: '' });
  expect(chosenPair(listed('147'), listed('148'))).toEqual({ ok: true, from: 147, to: 148 });
  expect(chosenPair(listed('147'), listed(NOW))).toEqual({ ok: true, from: 147, to: null });
  const wrongOf = (from: string, to: string) => {
    const chosen = chosenPair(listed(from), listed(to));
    return chosen.ok ? null : [chosen.wrong.from, chosen.wrong.to];
  };
  expect(wrongOf(NONE, '148')).toEqual(['Choose a revision.', null]);
  expect(wrongOf(NONE, OTHER)).toEqual(['Choose a revision.', 'Type a number, such as 148.']);
  expect(wrongOf('147', OTHER)).toEqual([null, 'Type a number, such as 148.']);
  expect(wrongOf('148', '147')).toEqual([null, 'Choose a later revision than the first.']);
});
