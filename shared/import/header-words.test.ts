import { expect, test } from 'vitest';
import { headerWords } from './header-words.ts';

test.each([
  ['Proj. No.', ['project', 'number']],
  ['Amt of the PO', ['amount', 'commitment', 'number']],
  // A name that every object of JavaScript has.
  ['Constructor', ['constructor']],
])('the words of %s', (header, words) => {
  expect([...headerWords(header)]).toEqual(words);
});
