import { expect, test } from 'vitest';
import { commentBytes, encodedOnce, eventBytes } from './event-bytes.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

test('an event has its name, its data and its id, and an empty line at its end', () => {
  expect(text(eventBytes({ event: 'revision', data: '{"by":"Ann"}', id: '7' }))).toBe(
    'event: revision\ndata: {"by":"Ann"}\nid: 7\n\n',
  );
  expect(text(eventBytes({ event: 'presence', data: '{}' }))).toBe('event: presence\ndata: {}\n\n');
  expect(text(commentBytes('still here'))).toBe(': still here\n\n');
});

test('[FG3] news is encoded once, however many are told of it', () => {
  let encoded = 0;
  const bytesOf = encodedOnce(({ data }: { readonly data: string }) => {
    encoded++;
    return { event: 'revision', data };
  });
  const [one, other] = [{ data: '1' }, { data: '2' }];
  const told = Array.from({ length: 1_000 }, () => bytesOf(one));
  expect(encoded).toBe(1);
  expect(new Set(told).size).toBe(1);
  expect(text(bytesOf(other))).toContain('data: 2');
});
