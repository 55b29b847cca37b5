import { describe, expect, test } from 'vitest';
import { createJobPlaces, type JobOwner } from './job-places.ts';

/** Takes a place and notes its name once it has one. */
function taker(limits: { places: number; waiting: number; waitingEach: number }) {
  const places = createJobPlaces(limits);
  const started: string[] = [];
  const failed: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    started,
    failed,
    counts: () => places.counts(),
    end: (name: string) => ends.get(name)?.(),
    take: async (name: string, owner: JobOwner = {}) => {
      const giveBack = await places.take(owner).catch((error: Error) => void failed.push(`${name}: ${error.name}`));
      if (giveBack === undefined) return;
      started.push(name);
      ends.set(name, giveBack);
    },
  };
}

/** Lets everything that is ready go on. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('[FD5] places for jobs', () => {
  test('as many as there are places run, the others follow in the order they came', async () => {
    const jobs = taker({ places: 2, waiting: 5, waitingEach: 5 });
    for (const name of ['a', 'b', 'c', 'd']) void jobs.take(name);
    await settled();
    expect(jobs.started).toEqual(['a', 'b']);
    expect(jobs.counts()).toEqual({ running: 2, places: 2, waiting: 2 });
    jobs.end('b');
    await settled();
    expect(jobs.started).toEqual(['a', 'b', 'c']);
    jobs.end('a');
    jobs.end('c');
    await settled();
    expect(jobs.started).toEqual(['a', 'b', 'c', 'd']);
  });

  test('one person holds one place; others pass by', async () => {
    const jobs = taker({ places: 2, waiting: 5, waitingEach: 5 });
    void jobs.take('first of Ann', { person: 'ann' });
    void jobs.take('second of Ann', { person: 'ann' });
    void jobs.take('first of Ben', { person: 'ben' });
    await settled();
    expect(jobs.started).toEqual(['first of Ann', 'first of Ben']);
    jobs.end('first of Ben');
    await settled();
    expect(jobs.started).toHaveLength(2);
    jobs.end('first of Ann');
    await settled();
    expect(jobs.started).toEqual(['first of Ann', 'first of Ben', 'second of Ann']);
  });

  test('a person with too many jobs is told to wait, a full queue that the server is busy, both with a time', async () => {
    const places = createJobPlaces({ places: 1, waiting: 3, waitingEach: 2 });
    const giveBack = await places.take({ person: 'ann' });
    const waiting = [places.take({ person: 'ann' }), places.take({ person: 'ann' })];
    const retry = { retryAfterSeconds: 20 };
    await expect(places.take({ person: 'ann' })).rejects.toMatchObject({ code: 'too_many_requests', details: retry });
    waiting.push(places.take({ person: 'ben' }));
    await expect(places.take({ person: 'cem' })).rejects.toMatchObject({ code: 'unavailable', details: retry });
    giveBack();
    for (const next of waiting) (await next)();
    (await places.take({ person: 'cem' }))();
  });

  test('who goes while waiting leaves the queue, and who has gone never enters it', async () => {
    const jobs = taker({ places: 1, waiting: 1, waitingEach: 1 });
    const client = new AbortController();
    void jobs.take('a');
    void jobs.take('b', { person: 'ben', signal: client.signal });
    await settled();
    client.abort();
    await settled();
    expect(jobs.failed).toEqual(['b: Abandoned']);
    void jobs.take('c');
    void jobs.take('d', { signal: client.signal });
    jobs.end('a');
    await settled();
    expect([jobs.started, jobs.failed]).toEqual([
      ['a', 'c'],
      ['b: Abandoned', 'd: Abandoned'],
    ]);
  });
});
