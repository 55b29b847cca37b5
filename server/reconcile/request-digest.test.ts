import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ParsedSyncRequest } from '../../shared/protocol/sync.ts';
import { requestDigest } from './request-digest.ts';

const empty: ParsedSyncRequest = { protocol: 1, base: 3, syncId: 's-"1"', workbook: 'w', edits: {} };

function rows(count: number) {
  return Array.from({ length: count }, (_, index) => ({ row: `R${index}`, cells: { name: `n ${index}`, zip: null } }));
}

const requests: Readonly<Record<string, ParsedSyncRequest>> = {
  'without edits': empty,
  'with what is left out': { ...empty, note: undefined, edits: { sites: {}, systems: { inserts: [] } } },
  'with a few edits': {
    ...empty,
    note: 'é\n',
    edits: { sites: { inserts: rows(2), updates: [{ row: 'R9', cells: { name: 'x' }, seen: { name: 2 } }] } },
    decisions: [{ conflict: 'c', outcome: 'mine' }],
  },
  'with many edits': {
    ...empty,
    edits: { sites: { inserts: rows(1001), deletes: [{ row: 'R2000', seen: undefined }] } },
  },
};

test.each(Object.entries(requests))('the digest of a request %s is that of its JSON', (_name, request) => {
  expect(requestDigest(request)).toBe(createHash('sha256').update(JSON.stringify(request)).digest('hex'));
});
