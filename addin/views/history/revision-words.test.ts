import { expect, test } from 'vitest';
import { wayIn } from '../../../shared/protocol/history.ts';
import { revisionChoice, revisionLines } from './revision-words.ts';

const now = new Date(2026, 9, 20, 12);
const revision = {
  revision: 150,
  at: new Date(2026, 9, 19, 10, 31).toISOString(),
  by: 'Cara Lopez',
  workbook: 'w',
  note: 'Bids of October 14',
  door: 'upload',
  accepted: 4,
  rows: 1,
  hash: '0123456789abcdef'.repeat(4),
} as const;

test('[FB9, AUD3] a revision tells when, its note, its way in, how much and its receipt', () => {
  expect(revisionLines(revision, now)).toEqual([
    'Revision 150, Oct 19, 10:31',
    'Bids of October 14',
    'From a workbook sent back · 4 changes in 1 row',
    'Receipt 150-04HM-ASW9-NF6Y-Y093',
  ]);
});

test('[FB9] a revision from before its way in was kept, without a note, has neither', () => {
  expect(revisionLines({ ...revision, note: '', door: null }, now)).toEqual([
    'Revision 150, Oct 19, 10:31',
    '4 changes in 1 row',
    'Receipt 150-04HM-ASW9-NF6Y-Y093',
  ]);
});

test('a revision that was imported says so, whatever older panes read of it', () => {
  const [, , way] = revisionLines({ ...revision, ...wayIn('import') }, now);
  expect(way).toBe('Imported from an office’s own table · 4 changes in 1 row');
  expect(wayIn('import').door).toBe('upload');
});

test('[FB9] a revision to choose is known by date, person and note', () => {
  expect(revisionChoice(revision, now)).toBe('150 · Oct 19, 10:31 · Cara Lopez · Bids of October 14');
});
