import { expect, test } from 'vitest';
import type { RevisionRow } from './schema.ts';
import { asSealed, readSealedTexts, recordSealedTexts } from './sealed-texts.ts';
import { openDatabase } from './database.ts';

const revision: RevisionRow = {
  program: 'elm',
  number: 2,
  person: 'a',
  person_name: 'Ana',
  at: '2026-11-23T10:00:00.000Z',
  door: 'sync',
  workbook: 'w',
  sync_id: 's',
  note: 'half \uFFFD a note',
  changes: 1,
  accepted: 1,
  hash: '',
  prev_hash: '',
};

test('[FD3] a text that was sealed stands in for what the database gives back of it, one broken character or several', () => {
  expect(asSealed(revision, { note: 'half \ud800 a note' }).note).toBe('half \ud800 a note');
  const bytewise = { ...revision, note: 'half \uFFFD\uFFFD\uFFFD a note' };
  expect(asSealed(bytewise, { note: 'half \ud800 a note' })).toEqual({ ...bytewise, note: 'half \ud800 a note' });
});

test('[FD3] it excuses no other change, and none of another text', () => {
  for (const note of ['half \ud800 another note', 'half  a note', '\ud800']) {
    expect(asSealed(revision, { note })).toEqual(revision);
  }
  expect(asSealed(revision, { workbook: 'half \ud800 a note' })).toEqual(revision);
  expect(asSealed(revision)).toEqual(revision);
});

test('[FD3] what was recorded is found by revision and text, of the program alone', async () => {
  const store = await openDatabase({ file: ':memory:' });
  await recordSealedTexts(store.write, []);
  const text = (program: string, number: number, field: 'note' | 'workbook', sealed: string) => ({
    program,
    revision: number,
    field,
    sealed: JSON.stringify(sealed),
    stored_hex: '00',
    recorded_at: '2026-11-23T10:00:00.000Z',
  });
  for (const id of ['elm', 'oak']) {
    const program = { id, name: id, district: 'Elm', fiscal_year: '2026-27', revision: 0, hash: '' };
    await store.write.insertInto('programs').values(program).execute();
  }
  await recordSealedTexts(store.write, [
    text('elm', 2, 'note', '\ud800'),
    text('elm', 2, 'workbook', 'w\udfff'),
    text('elm', 3, 'note', 'x'),
    text('oak', 2, 'note', 'of another'),
  ]);
  expect([...(await readSealedTexts(store.read, 'elm'))]).toEqual([
    [2, { note: '\ud800', workbook: 'w\udfff' }],
    [3, { note: 'x' }],
  ]);
  await store.close();
});
