import { expect, test } from 'vitest';
import type { SumsQuestion } from '../../shared/sync/merge/questions.ts';
import { seedDemo } from '../demo/seed-demo.ts';
import { createProgramEvents } from '../program-events.ts';
import { createSyncService } from '../reconcile/sync-program.ts';
import { openDatabase } from '../storage/database.ts';
import { readProgram } from '../storage/programs.ts';
import { readTogether } from '../storage/read-together.ts';
import { notFound } from '../errors.ts';
import { entrySumsReader } from './entry-sums.ts';

const PROGRAM = 'cedar-basin';

test('a program whose sums are not kept yet is read once for all batches of a merge, and says what is kept of another', async () => {
  const heard: string[] = [];
  const store = await openDatabase({ file: ':memory:' }, (statement) => void heard.push(statement));
  const events = createProgramEvents(store);
  await seedDemo(store, createSyncService({ store, events, now: () => new Date('2026-11-23T10:00:00.000Z') }), 'mini');
  const program = await readProgram(store.read, PROGRAM);
  if (program === undefined) throw notFound('such program');
  const after = '2025-12-31';
  const questions: readonly SumsQuestion[] = [
    { kind: 'sums', of: 'line', after, keys: ['BL-007', 'BL-008'] },
    { kind: 'sums', of: 'source', after, keys: ['BND-A'] },
    { kind: 'sums', of: 'line', after, keys: ['BL-001'] },
  ];
  const answersOf = async (sums_revision: number | null) => {
    heard.length = 0;
    const reader = entrySumsReader(store.read, { ...program, sums_revision });
    const answers = [];
    for (const question of questions) {
      const found = await readTogether(store.read, reader.selectionsOf(question));
      // No invariant of entries asks what is still to come: that is an estimate, not a posting.
      const sums = await reader.answer(question, found);
      answers.push(
        [...sums].map(([key, { all, later }]) => [key, { ...all, etc: 0 }, Object.fromEntries(later ?? [])]),
      );
    }
    return { answers, ofLines: heard.filter((statement) => /from "?budget_lines/i.test(statement)).length };
  };
  const kept = await answersOf(program.revision);
  expect(kept.ofLines).toBe(0);
  expect(kept.answers.map((sums) => sums.length)).toEqual([2, 1, 1]);
  for (const [, , later] of kept.answers.flat()) expect(later).not.toEqual({});
  expect(await answersOf(null)).toEqual({ answers: kept.answers, ofLines: 1 });
  await events.close();
  await store.close();
});
