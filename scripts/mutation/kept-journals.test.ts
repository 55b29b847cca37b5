import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keptJournals } from './kept-journals.ts';
import { writeLine } from './replays.ts';

const folder = mkdtempSync(join(tmpdir(), 'sep-journals-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a run goes on with what was played of the same code, and asks first who noticed a change before', () => {
  const first = keptJournals(folder, 'code-a');
  expect([first.journals, [...first.asked]]).toEqual([[], []]);
  const journal = first.begin();
  expect(first.journals).toEqual([journal]);
  writeLine(journal, { change: 'a.ts:1:1 1 true', verdict: 'noticed', by: 'a.test.ts: it is so' });
  writeLine(journal, { change: 'a.ts:1:1 1 false', verdict: 'unnoticed', by: null });

  const again = keptJournals(folder, 'code-a');
  expect(again.journals).toEqual([journal]);
  const other = keptJournals(folder, 'code-b');
  expect(other.journals).toEqual([]);
  expect([...other.asked]).toEqual([['a.ts:1:1 1 true', 'a.test.ts: it is so']]);

  again.forget();
  expect([again.journals, keptJournals(folder, 'code-a').journals]).toEqual([[], []]);
});
