import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PresentPerson } from '../../shared/protocol/presence.ts';
import type { PresenceNews } from './presence-news.ts';
import { createProgramPresence, type Announcement, type ProgramPresence } from './program-presence.ts';

const start = new Date('2026-11-23T10:00:00.000Z');
const noOther = { forward: () => Promise.resolve(), hearForwarded: () => Promise.resolve() };

function here(name: string, more: Partial<Announcement> = {}): Announcement {
  return { program: 'p', account: name, workbook: `${name}’s`, name, drafts: {}, ...more };
}

function presence(): ProgramPresence {
  return createProgramPresence({ events: noOther, now: () => new Date() });
}

/** What a watcher was told, each time as "name: rows". */
async function watched(watchedPresence: ProgramPresence, account = 'Watcher'): Promise<string[][]> {
  const told: string[][] = [];
  const words = ({ person, drafts }: PresentPerson) => `${person}: ${Object.values(drafts).flat().join(' ')}`;
  await watchedPresence.watch('p', { account }, (people) => void told.push(people.map(words)));
  return told;
}

beforeEach(() => void vi.useFakeTimers({ now: start }));
afterEach(() => void vi.useRealTimers());

describe('who is in a program', () => {
  test('[FG3] whoever comes after the database was away is heard and hears again', async () => {
    let isAway = true;
    const hearForwarded = () => (isAway ? Promise.reject(new Error('The database is away.')) : Promise.resolve());
    const p = createProgramPresence({ events: { ...noOther, hearForwarded }, now: () => new Date() });
    await expect(p.announce(here('Ann'))).rejects.toThrow('away');
    isAway = false;
    await p.announce(here('Ann'));
    expect(p.people('p', { account: 'Ben' })).toMatchObject([{ person: 'Ann' }]);
  });

  test('an announcement counts for a minute, and repeating it keeps when it began', async () => {
    const p = presence();
    await p.announce(here('Ann'));
    vi.advanceTimersByTime(59_000);
    await p.announce(here('Ann'));
    vi.advanceTimersByTime(59_999);
    expect(p.people('p', { account: 'Ben' })).toMatchObject([{ person: 'Ann', since: start.toISOString() }]);
    vi.advanceTimersByTime(1);
    expect(p.people('p', { account: 'Ben' })).toEqual([]);
    await p.announce(here('Ann'));
    expect(p.people('p', { account: 'Ben' })).toMatchObject([{ since: new Date().toISOString() }]);
  });

  test('a person does not see the own workbook, and other ones of theirs are marked', async () => {
    const p = presence();
    await p.announce(here('Ann', { workbook: 'one' }));
    await p.announce(here('Ann', { workbook: 'two' }));
    await p.announce(here('Zoe', { program: 'other' }));
    const seen = p.people('p', { account: 'Ann', workbook: 'one' });
    expect(seen.map(({ workbook, isYou }) => [workbook, isYou])).toEqual([['two', true]]);
    expect(p.people('p', { account: 'Ben', workbook: 'one' }).map(({ isYou }) => isYou)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('who opens more workbooks than twenty loses the ones heard of longest ago', async () => {
    const p = presence();
    for (let n = 0; n < 22; n++) await p.announce(here('Ann', { workbook: `w${n}` }));
    await p.announce(here('Ben'));
    const workbooks = p.people('p', { account: 'Zoe' }).map(({ workbook }) => workbook);
    expect(workbooks).toHaveLength(21);
    expect(workbooks).not.toContain('w0');
    expect(workbooks).not.toContain('w1');
    expect(workbooks).toContain('Ben’s');
  });
});

describe('telling those who watch', () => {
  test('changes of a second are told together, and repeats are not told', async () => {
    const p = presence();
    const told = await watched(p);
    await p.announce(here('Ann', { drafts: { sites: ['R1'] } }));
    await p.announce(here('Ann', { drafts: { sites: ['R1', 'R2'] } }));
    await p.announce(here('Ben'));
    expect(told).toEqual([]);
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([['Ann: R1 R2', 'Ben: ']]);
    await p.announce(here('Ben'));
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(1);
  });

  test('leaving and running out are told, too', async () => {
    const p = presence();
    const told = await watched(p);
    await p.announce(here('Ann'));
    await p.announce(here('Ben'));
    vi.advanceTimersByTime(1_000);
    await p.leave(here('Ann'));
    vi.advanceTimersByTime(1_000);
    expect(told.at(-1)).toEqual(['Ben: ']);
    vi.advanceTimersByTime(57_000);
    expect(told).toHaveLength(2);
    vi.advanceTimersByTime(1_000);
    expect(told.slice(2)).toEqual([[]]);
  });

  test('who starts to watch hears who is there already; who has stopped hears nothing', async () => {
    const p = presence();
    await p.announce(here('Ann'));
    vi.advanceTimersByTime(10_000);
    const told: PresentPerson[][] = [];
    const stop = await p.watch('p', { account: 'Ben' }, (people) => void told.push(people));
    vi.advanceTimersByTime(1_000);
    expect(told).toMatchObject([[{ person: 'Ann' }]]);
    stop();
    await p.announce(here('Cy'));
    vi.advanceTimersByTime(5_000);
    expect(told).toHaveLength(1);
  });

  test('a program that nobody is in and nobody watches keeps no timer', async () => {
    const p = presence();
    await p.leave(here('Nobody'));
    await p.announce(here('Ann'));
    vi.advanceTimersByTime(61_000);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('several processes', () => {
  /** Two processes that hear each other at once. */
  function pair(): [ProgramPresence, ProgramPresence] {
    const hearers: ((news: PresenceNews) => void)[][] = [[], []];
    const process = (own: 0 | 1) =>
      createProgramPresence({
        now: () => new Date(),
        events: {
          forward: (news) => {
            for (const each of news) for (const hear of hearers[1 - own] ?? []) hear(each);
            return Promise.resolve();
          },
          hearForwarded: (hear) => Promise.resolve(void hearers[own]?.push(hear)),
        },
      });
    return [process(0), process(1)];
  }

  test('one tells the other who is there, with every row, and who has left', async () => {
    const [a, b] = pair();
    const told = await watched(b);
    const ids = Array.from({ length: 600 }, (_, n) => `R${n}`);
    await a.announce(here('Ann', { drafts: { sites: ids.slice(0, 100), budgetLines: ids.slice(100) } }));
    const [seen] = b.people('p', { account: 'Ben' });
    expect(seen?.drafts).toEqual({ sites: ids.slice(0, 100), budgetLines: ids.slice(100) });
    await a.announce(here('Ann', { drafts: { sites: ['R7'] } }));
    expect(b.people('p', { account: 'Ben' })).toMatchObject([{ drafts: { sites: ['R7'] } }]);
    vi.advanceTimersByTime(1_000);
    await a.leave(here('Ann'));
    vi.advanceTimersByTime(1_000);
    expect(told).toEqual([['Ann: R7'], []]);
  });
});
