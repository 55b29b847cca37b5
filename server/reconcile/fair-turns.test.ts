import { expect, test } from 'vitest';
import { FairTurns } from './fair-turns.ts';

interface Job {
  readonly program: string;
  readonly cost: number;
  readonly name: string;
}

function waiting(...jobs: readonly (readonly [name: string, cost: number])[]): FairTurns<Job> {
  const turns = new FairTurns<Job>();
  for (const [name, cost] of jobs) turns.add({ program: name.charAt(0), cost, name });
  return turns;
}

/** The names of all turns, those done together in one text. */
function allOf(turns: FairTurns<Job>, most = 64): string[] {
  const told: string[] = [];
  while (turns.size > 0)
    told.push(
      turns
        .take(most)
        .map(({ name }) => name)
        .join(' '),
    );
  return told;
}

test('jobs of one program go in their order, as many together as may be', () => {
  expect(allOf(waiting(['p1', 9_000], ['p2', 9_000], ['p3', 10]), 2)).toEqual(['p1 p2', 'p3']);
});

test('[FG3] programs take turns, each in its order', () => {
  const turns = waiting(['p1', 10], ['p2', 10], ['p3', 10], ['q1', 10], ['r1', 10], ['q2', 10]);
  expect(allOf(turns)).toEqual(['p1 q1 r1 p2 q2 p3']);
});

test('[FG3] small ones of one program are not done together with a large one of another, nor wait for a second', () => {
  const turns = waiting(['p1', 9_000], ['p2', 9_000], ['q1', 10], ['q2', 10], ['q3', 10]);
  expect(allOf(turns)).toEqual(['p1', 'q1 q2 q3', 'p2']);
  const later = waiting(['q1', 10], ['p1', 9_000], ['q2', 10]);
  expect(allOf(later)).toEqual(['q1', 'p1', 'q2']);
});

test('[FG3] whoever comes while others wait has had no less than they', () => {
  const turns = waiting(['p1', 300], ['p2', 300], ['q1', 300], ['q2', 300]);
  expect(turns.take(64).map(({ name }) => name)).toEqual(['p1']);
  expect(turns.take(64).map(({ name }) => name)).toEqual(['q1']);
  turns.add({ program: 'r', cost: 300, name: 'r1' });
  turns.add({ program: 'r', cost: 300, name: 'r2' });
  expect(allOf(turns)).toEqual(['p2', 'q2', 'r1 r2']);
});

test('[FG3] nor do the small ones of one program go on for ever before what waits behind a large one of another', () => {
  const small = Array.from({ length: 1_000 }, (_, at) => [`q${at}`, 10] as const);
  const done = allOf(waiting(['p1', 1_000_000], ['p2', 10], ...small)).flatMap((names) => names.split(' '));
  expect([done[0], done.length]).toEqual(['p1', 1_002]);
  expect(done.indexOf('p2')).toBeGreaterThan(100);
  expect(done.indexOf('p2')).toBeLessThan(500);
});

test('[FG3] nor do small ones of ever other programs', () => {
  const turns = waiting(['p1', 1_000_000], ['p2', 10]);
  let come = 0;
  const comes = (): void => turns.add({ program: `q${++come}`, cost: 30, name: 'q' });
  for (let waits = 0; waits < 40; waits++) comes();
  const done: string[] = [];
  while (!done.includes('p2') && done.length < 1_000)
    for (const { name } of turns.take(64)) {
      done.push(name);
      comes();
    }
  expect(done[0]).toBe('p1');
  expect(done.indexOf('p2')).toBeGreaterThan(100);
});
