import { expect, test } from 'vitest';
import { forwardedNews, piecesOf } from './presence-news.ts';

const id = (n: number): string => `R${String(n).padStart(15, '0')}`;

test('nothing to say is one empty piece', () => {
  expect(piecesOf({})).toEqual([{}]);
});

test('pieces hold all rows in their tables, and each fits a notification of PostgreSQL', () => {
  const drafts = {
    commitmentChanges: Array.from({ length: 1_300 }, (_, n) => id(n)),
    sites: Array.from({ length: 700 }, (_, n) => id(5_000 + n)),
  };
  const pieces = piecesOf(drafts);
  expect(pieces.length).toBe(8);
  expect(pieces.flatMap((piece) => piece['commitmentChanges'] ?? [])).toEqual(drafts.commitmentChanges);
  expect(pieces.flatMap((piece) => piece['sites'] ?? [])).toEqual(drafts.sites);
  for (const piece of pieces) {
    const message = {
      from: 'x'.repeat(36),
      presence: {
        kind: 'here',
        program: 'p'.repeat(100),
        account: 'a'.repeat(36),
        workbook: 'w'.repeat(100),
        name: '名'.repeat(320),
        drafts: piece,
      },
    };
    expect(forwardedNews.safeParse(message).success).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(8_000);
  }
});
