import { expect, test } from 'vitest';
import { mentioned, offered } from './mentions.ts';

const people = ['Ana', 'Ana Ortiz', 'Ben Okafor', 'Anatol'].map((name) => ({ id: name, name }));
const names = (found: readonly { readonly name: string }[] | undefined) => found?.map(({ name }) => name);

test('people whose name begins with what is typed after an @ are offered, until the name is whole', () => {
  expect(names(offered(people, 'Ask @an')?.people)).toEqual(['Ana', 'Ana Ortiz', 'Anatol']);
  expect(names(offered(people, '@Ana O')?.people)).toEqual(['Ana Ortiz']);
  expect(offered(people, 'Ask @Ana Ortiz')).toBeNull();
  expect(offered(people, 'mail a@an')).toBeNull();
  expect(offered(people, 'nobody @zz')).toBeNull();
  expect(offered(people, 'Ask @b')?.from).toBe(4);
});

test('a text names whom it names whole; where one name begins another, the longer one is meant', () => {
  expect(names(mentioned(people, '@Ana Ortiz and @Ben Okafor, not Ana'))).toEqual(['Ana Ortiz', 'Ben Okafor']);
  expect(names(mentioned(people, '@Ana, see @Ana again'))).toEqual(['Ana']);
  expect(names(mentioned(people, 'x@y @ @@Ana'))).toEqual(['Ana']);
});

test('a hundred mentions are each found once', () => {
  const many = Array.from({ length: 100 }, (_, n) => ({ id: String(n), name: `Person ${n}.` }));
  const text = many.map(({ name }) => `@${name}`).join(' ');
  expect(mentioned(many, text)).toHaveLength(100);
});
