import { beforeAll, describe, expect, test } from 'vitest';
import { patient } from '../../../test/patience.ts';
import { listenToProgram, type ListenDeps } from './listen-to-program.ts';

const encoder = new TextEncoder();

/** A stream that says this and then stays open without a word. */
function stream(text: string): Response {
  const body = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(encoder.encode(text)) });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** Listens to streams in turn and notes what is told; null: nobody is signed in. */
function listening(streams: readonly (Response | null)[], options: Partial<ListenDeps> = {}) {
  const told: string[] = [];
  const waits: number[] = [];
  let opened = 0;
  const stop = listenToProgram(
    {
      open: () => Promise.resolve(streams[opened++] ?? null),
      wait: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
      ...options,
    },
    {
      revision: ({ revision, by }) => told.push(`${by} made ${revision}`),
      said: () => told.push('said'),
      presence: (people) => told.push(`here: ${people.map(({ person }) => person).join()}`),
      connection: (isOpen) => told.push(isOpen ? 'open' : 'lost'),
    },
  );
  return { told, waits, stop, opened: () => opened };
}

const comment = 'event: comment\ndata: {"number":3,"conversation":1,"by":"Ana"}\n\n';
const revision = 'event: revision\ndata: {"revision":8,"by":"Ben","tables":["sites"],"count":1}\n\n';

describe('listening to a program', () => {
  // Read beforehand, so that no silence is counted while it is read at the first event.
  beforeAll(async () => void (await import('./wire-schemas.ts')));

  test('tells what it hears once the server listens, and passes over what it does not understand', async () => {
    const text = `: listening\n\nevent: weather\ndata: sunny\n\nevent: revision\ndata: {"revision":"x"}\n\n${comment}${revision}`;
    const { told, stop } = listening([stream(text)]);
    await expect.poll(() => told).toEqual(['open', 'said', 'Ben made 8']);
    stop();
  });

  test('a stream that has gone silent is given up and opened again, later each time', async () => {
    const { told, waits } = listening([stream(': listening\n\n'), stream('nothing'), stream('nothing'), null], {
      silentForMs: patient(50),
    });
    await expect.poll(() => waits).toEqual([1_000, 2_000, 5_000]);
    expect(told).toEqual(['open', 'lost', 'lost', 'lost']);
  });

  test('the wait starts anew after each connection that was good, not only after the first', async () => {
    const good = () => new Response(encoder.encode(': listening\n\n'));
    const bad = () => new Response(null, { status: 503 });
    const { told, waits } = listening([good(), bad(), bad(), good(), bad(), good(), good(), bad(), null]);
    await expect.poll(() => waits).toEqual([1_000, 2_000, 5_000, 1_000, 2_000, 1_000, 1_000, 2_000]);
    expect(told.filter((word) => word === 'open')).toHaveLength(4);
  });

  test('the wait grows to half a minute and no further while the server does not answer', async () => {
    const bad = Array.from({ length: 7 }, () => new Response(null, { status: 503 }));
    const { waits } = listening([...bad, null]);
    await expect.poll(() => waits).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000, 30_000]);
  });

  test('ends when nobody is signed in any more', async () => {
    const { told, waits, opened } = listening([new Response(null, { status: 401 }), stream(revision)]);
    await expect.poll(opened).toBe(1);
    // Whatever would follow the answer without a wait has done so by the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    expect([told, waits, opened()]).toEqual([[], [], 1]);
  });
});
