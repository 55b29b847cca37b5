import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ProgramChange } from '../program-events.ts';
import { createAudiences } from './audiences.ts';

/** Events of one program that the test publishes; how many subscriptions there are. */
function stage() {
  const listeners = new Set<(change: ProgramChange) => void>();
  const subscribe = (_program: string, listener: (change: ProgramChange) => void): Promise<() => void> => {
    listeners.add(listener);
    return Promise.resolve(() => void listeners.delete(listener));
  };
  const audiences = createAudiences({ subscribe }, ({ revision }) => new TextEncoder().encode(`${revision} `));
  const publish = (...revisions: number[]): void => {
    for (const revision of revisions)
      for (const listener of listeners) listener({ program: 'p', revision, by: 'Ann', tables: [], count: 1 });
  };
  return { audiences, publish, subscriptions: () => listeners.size };
}

/** One who listens, and what was heard, piece by piece. */
async function listenTo({ audiences }: ReturnType<typeof stage>): Promise<{ heard: string[]; leave: () => void }> {
  const heard: string[] = [];
  const leave = await audiences.join('p', (bytes) => heard.push(new TextDecoder().decode(bytes)));
  return { heard, leave };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a few who listen hear of each revision at once', async () => {
  const on = stage();
  const listening = await Promise.all([listenTo(on), listenTo(on)]);
  on.publish(1, 2, 3);
  for (const { heard } of listening) expect(heard).toEqual(['1 ', '2 ', '3 ']);
  expect(on.subscriptions()).toBe(1);
});

test('[FG3] many hear of the first at once and of those that follow it in one piece, of each once and in order', async () => {
  const on = stage();
  const listening = await Promise.all(Array.from({ length: 200 }, () => listenTo(on)));
  on.publish(1, 2, 3, 4);
  expect(listening[0]?.heard).toEqual(['1 ']);
  vi.advanceTimersByTime(20);
  for (const { heard } of listening) expect(heard).toEqual(['1 ', '2 3 4 ']);
  on.publish(5);
  expect(listening[0]?.heard).toHaveLength(2);
  vi.advanceTimersByTime(40);
  expect(listening[0]?.heard.at(-1)).toBe('5 ');
  on.publish(6);
  expect(listening[0]?.heard.at(-1)).toBe('6 ');
});

test('who leaves hears no more, and the last one ends the subscription', async () => {
  const on = stage();
  const [one, other] = [await listenTo(on), await listenTo(on)];
  one.leave();
  on.publish(1);
  expect([one.heard, other.heard]).toEqual([[], ['1 ']]);
  other.leave();
  other.leave();
  expect(on.subscriptions()).toBe(0);
  const again = await listenTo(on);
  on.publish(2);
  expect(again.heard).toEqual(['2 ']);
});

test('a subscription that fails is begun anew by whoever comes next', async () => {
  let fails = true;
  const subscribe = () =>
    fails ? Promise.reject(new Error('The database is away.')) : Promise.resolve(() => undefined);
  const audiences = createAudiences({ subscribe }, () => new Uint8Array());
  await expect(audiences.join('p', () => undefined)).rejects.toThrow('The database is away.');
  fails = false;
  await expect(audiences.join('p', () => undefined)).resolves.toBeTypeOf('function');
});
