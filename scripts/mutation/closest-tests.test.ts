import { expect, test } from 'vitest';
import { closestTests } from './closest-tests.ts';

const change = (id: string, line: number, file = 'a.ts') => ({ id, file, line });
const reaching = (name: string, milliseconds: number, ...ids: string[]) => ({
  name,
  milliseconds,
  passes: Object.fromEntries(ids.map((id) => [id, 1])),
});

test('tests that pass rare places close by come first, then the quick ones; what does not reach a change is left out', () => {
  const changes = [change('1', 10), change('2', 12), change('3', 90), change('4', 12, 'b.ts')];
  const tests = [
    reaching('slow', 100, '1'),
    reaching('quick', 1, '1'),
    reaching('far', 1, '1', '3', '4'),
    reaching('close', 1, '1', '2'),
    reaching('elsewhere', 1, '3'),
  ];
  const closest = closestTests(changes, tests);
  const names = (line: number, id: string) => closest(change(id, line)).map(({ name }) => name);
  expect(names(10, '1')).toEqual(['close', 'quick', 'far', 'slow']);
  expect(names(90, '3')).toEqual(['far', 'elsewhere']);
  expect(closest(change('9', 10))).toEqual([]);
});
