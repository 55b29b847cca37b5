import { expect, test } from 'vitest';
import type { RowChange } from './journal.ts';
import { revisionDigestPieces, type RevisionHeader } from './revision-digest.ts';

const header: RevisionHeader = {
  program: 'cedar-basin',
  revision: 2,
  author: 'p1',
  at: '2026-01-01T00:00:00Z',
  workbook: 'w',
  syncId: 's',
  note: 'n',
  previousHash: 'h',
};
const update: RowChange = { table: 'sites', row: 'B', kind: 'update', before: { name: 'x' }, after: { name: 'y' } };
const removal: RowChange = { table: 'sites', row: 'A', kind: 'delete', before: { zip: 'z', code: '1' }, after: {} };
const insertion: RowChange = { table: 'projects', row: 'C', kind: 'insert', before: {}, after: { number: '1' } };

function revisionDigestInput(...of: Parameters<typeof revisionDigestPieces>): string {
  return [...revisionDigestPieces(...of)].join('');
}

test('the digested text is fixed for ever', () => {
  expect(revisionDigestInput(header, [update, removal, insertion])).toBe(
    [
      '{"at":"2026-01-01T00:00:00Z","author":"p1","note":"n","previousHash":"h","program":"cedar-basin","revision":2,"syncId":"s","workbook":"w"}',
      '{"after":{"number":"1"},"before":{},"kind":"insert","row":"C","table":"projects"}',
      '{"after":{},"before":{"code":"1","zip":"z"},"kind":"delete","row":"A","table":"sites"}',
      '{"after":{"name":"y"},"before":{"name":"x"},"kind":"update","row":"B","table":"sites"}',
    ].join('\n'),
  );
});

test('the order in which changes are held does not matter; journal columns beside them do not either', () => {
  const entry = { ...update, revision: 2, by: 'Ana', at: 'now' };
  expect(revisionDigestInput(header, [insertion, entry, removal])).toBe(
    revisionDigestInput(header, [update, removal, insertion]),
  );
});

test('every member of the header, every change and every value counts', () => {
  const text = revisionDigestInput(header, [update, removal]);
  const others = [
    ...Object.keys(header).map((name) => revisionDigestInput({ ...header, [name]: 'other' }, [update, removal])),
    revisionDigestInput(header, [update]),
    revisionDigestInput(header, [update, { ...removal, row: 'A0' }]),
    revisionDigestInput(header, [{ ...update, after: { name: 'z' } }, removal]),
    revisionDigestInput(header, [{ ...update, before: { name: null } }, removal]),
  ];
  expect(new Set([text, ...others]).size).toBe(others.length + 1);
});

test('a large revision comes in several pieces of the same text', () => {
  const changes = Array.from({ length: 3000 }, (_, index): RowChange => ({ ...update, row: `R${10_000 + index}` }));
  const pieces = [...revisionDigestPieces(header, changes)];
  expect(pieces.length).toBeGreaterThan(1);
  const lines = pieces.join('').split('\n').slice(1);
  expect(lines).toEqual(changes.map((change) => revisionDigestInput(header, [change]).split('\n')[1]));
});
