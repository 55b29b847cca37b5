import { expect, test } from 'vitest';
import type { BasketPlace } from './baskets.ts';
import { revisionDigestPieces } from './revision-digest.ts';
import { sealedRevisionPieces, type SealedChange, type SealedHeader, type SealedRevision } from './revision-seal.ts';

const header: SealedHeader = {
  program: 'cedar-basin',
  revision: 2,
  author: 'p1',
  authorName: 'Ana',
  at: '2026-01-01T00:00:00Z',
  door: 'sync',
  workbook: 'w',
  syncId: 's',
  note: 'n',
  accepted: 2,
  changes: 2,
  acts: 1,
  actsHash: 'a',
  previousHash: 'h',
};
const update: SealedChange = {
  table: 'sites',
  row: 'B',
  kind: 'update',
  before: { name: 'x' },
  after: { name: 'y' },
  ordinal: 0,
  previous: 1,
};
const insertion: SealedChange = {
  table: 'projects',
  row: 'C',
  kind: 'insert',
  before: {},
  after: { number: '1' },
  ordinal: 1,
  previous: null,
};
const place: BasketPlace = { table: 'sites', row: 'B', column: 'name', basket: 'b' };
const whole: SealedRevision = { header, changes: [update, insertion], baskets: [place] };

function textOf(revision: SealedRevision): string {
  return [...sealedRevisionPieces(revision)].join('');
}

test('[REV7] the sealed text is fixed for ever', () => {
  expect(textOf(whole)).toBe(
    [
      '{"accepted":2,"acts":1,"actsHash":"a","at":"2026-01-01T00:00:00Z","author":"p1","authorName":"Ana","changes":2,"door":"sync","note":"n","previousHash":"h","program":"cedar-basin","revision":2,"seal":2,"syncId":"s","workbook":"w"}',
      '{"after":{"name":"y"},"before":{"name":"x"},"kind":"update","ordinal":0,"previous":1,"row":"B","table":"sites"}',
      '{"after":{"number":"1"},"before":{},"kind":"insert","ordinal":1,"previous":null,"row":"C","table":"projects"}',
      '{"basket":"b","column":"name","row":"B","table":"sites"}',
    ].join('\n'),
  );
});

test('[REV7] every member of header, change and basket counts, and so does the order of the changes', () => {
  const others = [
    ...Object.keys(header).map((name) => textOf({ ...whole, header: { ...header, [name]: 'other' } })),
    ...Object.keys(update).map((name) => textOf({ ...whole, changes: [{ ...update, [name]: 'other' }, insertion] })),
    ...Object.keys(place).map((name) => textOf({ ...whole, baskets: [{ ...place, [name]: 'other' }] })),
    textOf({ ...whole, changes: [insertion, update] }),
    textOf({ ...whole, changes: [update] }),
    textOf({ ...whole, baskets: [] }),
    textOf({ ...whole, baskets: [place, { ...place, column: null }] }),
    [...revisionDigestPieces(header, [...whole.changes])].join(''),
  ];
  expect(new Set([textOf(whole), ...others]).size).toBe(others.length + 1);
});

test('[REV7] the order in which baskets are read does not matter', () => {
  const other = { ...place, row: 'A' };
  expect(textOf({ ...whole, baskets: [place, other] })).toBe(textOf({ ...whole, baskets: [other, place] }));
});
