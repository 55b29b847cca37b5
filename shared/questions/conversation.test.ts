import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conversationOf, entryKinds, waitsFor, type Entry, type EntryKind, type NamedPerson } from './conversation.ts';
import { whyNotEnter } from './may-enter.ts';

const [ana, ben, cy] = ['Ana', 'Ben', 'Cy'].map((name) => ({ id: name, name }));
if (ana === undefined || ben === undefined || cy === undefined) throw new Error('Three people are needed.');

const entry = (number: number, kind: EntryKind, by: NamedPerson, more: Partial<Entry> = {}): Entry => ({
  number,
  kind,
  refers: null,
  text: ['comment', 'question', 'answer', 'edit'].includes(kind) ? `No. ${number}` : null,
  to: [],
  by,
  at: '2026-11-23T10:00:00.000Z',
  ...more,
});

const asked = entry(1, 'question', ana, { to: [ben] });

test('a question waits for whom it names until somebody answers', () => {
  const open = conversationOf([asked]);
  expect([waitsFor(open, 'Ben'), waitsFor(open, 'Ana'), waitsFor(open, 'Cy')]).toEqual([true, false, false]);
  expect(conversationOf([asked, entry(2, 'comment', ben)]).state).toBe('open');
  expect(conversationOf([asked, entry(2, 'answer', cy)]).state).toBe('answered');
});

test('whoever is drawn into an open question is asked, too; what is said later of an answered one asks nobody', () => {
  const drawnIn = conversationOf([asked, entry(2, 'comment', ben, { to: [cy, ben] })]);
  expect(drawnIn.asked).toEqual([ben, cy]);
  const later = conversationOf([asked, entry(2, 'answer', ben), entry(3, 'comment', ana, { to: [cy] })]);
  expect([later.state, later.asked]).toEqual(['answered', [ben]]);
});

test('asking again waits for whom the new question names', () => {
  const again = conversationOf([asked, entry(2, 'answer', ben), entry(3, 'question', ben, { to: [ana] })]);
  expect([again.state, again.asker, again.asked]).toEqual(['open', ben, [ana]]);
});

test('an answer that is withdrawn leaves the question open, and one of two leaves it answered', () => {
  const answers = [asked, entry(2, 'answer', ben), entry(3, 'withdraw', ben, { refers: 2 })];
  expect(conversationOf(answers).state).toBe('open');
  const two = [asked, entry(2, 'answer', ben), entry(3, 'answer', cy), entry(4, 'withdraw', ben, { refers: 2 })];
  expect(conversationOf(two).state).toBe('answered');
});

test('a comment that is withdrawn is told as withdrawn, without its words', () => {
  const { said } = conversationOf([
    entry(1, 'comment', ana),
    entry(2, 'edit', ana, { refers: 1 }),
    entry(3, 'withdraw', ana, { refers: 1 }),
  ]);
  expect(said).toMatchObject([{ text: null, former: [], withdrawn: '2026-11-23T10:00:00.000Z' }]);
});

test('whatever is entered, nothing that was said goes, and only open questions wait for somebody', () => {
  const entries = fc
    .array(
      fc.record({
        kind: fc.constantFrom(...entryKinds),
        by: fc.constantFrom(ana, ben, cy),
        to: fc.subarray([ana, ben, cy]),
        refers: fc.integer({ min: 1, max: 12 }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    .map((list) =>
      list.map(({ kind, by, to, refers }, index) =>
        entry(index + 1, kind, by, kind === 'edit' || kind === 'withdraw' ? { refers } : { to }),
      ),
    );
  fc.assert(
    fc.property(entries, (list) => {
      const told = conversationOf(list);
      const spoken = list.filter(({ kind }) => kind !== 'edit' && kind !== 'withdraw').map(({ number }) => number);
      expect(told.said.map(({ number }) => number)).toEqual(spoken);
      if (told.state !== 'open') expect([ana, ben, cy].some(({ id }) => waitsFor(told, id))).toBe(false);
      for (const each of told.said) if (each.withdrawn !== null) expect(each.text).toBeNull();
    }),
  );
});

test('a conversation takes 200 entries in words, and can be settled after that', () => {
  const full = conversationOf([asked, ...Array.from({ length: 199 }, (_, n) => entry(n + 2, 'comment', ben))]);
  const person = { id: 'Ben', administers: false };
  expect(whyNotEnter(full, { kind: 'answer' }, person)).toMatch('200 entries');
  expect(whyNotEnter(full, { kind: 'close' }, person)).toBeNull();
});

test('nothing grows without an end: of 20 edits of one entry, and of opening again what is full, there are no more', () => {
  const person = { id: 'Ana', administers: false };
  const edits = (count: number) =>
    Array.from({ length: count }, (_, n) => entry(n + 2, 'edit', ana, { refers: 1, text: `No. ${n}` }));
  expect(whyNotEnter(conversationOf([asked, ...edits(19)]), { kind: 'edit', refers: 1 }, person)).toBeNull();
  const edited = conversationOf([asked, ...edits(20)]);
  expect(whyNotEnter(edited, { kind: 'edit', refers: 1 }, person)).toMatch('changed this 20 times');
  expect(whyNotEnter(edited, { kind: 'withdraw', refers: 1 }, person)).toBeNull();
  const toAndFro = Array.from({ length: 199 }, (_, n) => entry(n + 2, n % 2 === 0 ? 'close' : 'reopen', ana));
  expect(whyNotEnter(conversationOf([asked, ...toAndFro.slice(0, 197)]), { kind: 'reopen' }, person)).toBeNull();
  expect(whyNotEnter(conversationOf([asked, ...toAndFro]), { kind: 'reopen' }, person)).toMatch('200 entries');
});
