import { describe, expect, test } from 'vitest';
import type { WireProgram } from '../../../shared/protocol/people.ts';
import { showOnPage } from '../../views/testing/show-view.tsx';
import type { KeptBook } from '../../workbench/kept/kept-record.ts';
import { KeptList } from './kept-list.tsx';

const NOW = Date.parse('2026-11-28T12:00:00.000Z');
const program: WireProgram = {
  id: 'cedar-basin',
  name: 'Cedar Basin',
  district: 'Cedar Basin Unified',
  fiscalYear: 'FY2027',
  role: 'finance',
  revision: 3,
};
const book: KeptBook = { id: 'b1', name: 'Plan.xlsx', changedAt: '2026-11-28T11:55:00.000Z', standing: null };
const inProgram: KeptBook = {
  ...book,
  id: 'b2',
  name: 'Cedar.xlsx',
  standing: { program: 'cedar-basin', person: 'ana', unsent: 2, leftOut: [], isSyncing: false },
};

function show(books: readonly KeptBook[], { others = 0, isGone = true } = {}) {
  const removed: string[] = [];
  const page = showOnPage(() => (
    <KeptList
      books={books}
      now={NOW}
      others={others}
      programs={[program]}
      onRemove={(id) => {
        removed.push(id);
        return Promise.resolve(isGone);
      }}
    />
  ));
  return { ...page, removed };
}

describe('[FC13] workbooks that are kept in this browser', () => {
  test('are listed with their program, when they were changed and what of them is not sent', async () => {
    const page = show([book, inProgram]);
    await page.says('Workbooks in this browser');
    await page.says('Plan.xlsx changed 5 minutes ago · not connected to a program');
    await page.says('Cedar.xlsx Cedar Basin · changed 5 minutes ago · 2 changes not sent');
    expect([...document.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual([
      '/workbench/?book=b1',
      '/workbench/?book=b2',
    ]);
    expect(page.text()).not.toContain('of other people');
    expect(page.buttons()).toEqual(['Delete Plan.xlsx', 'Delete Cedar.xlsx']);
  });

  test('are not spoken of where there are none', async () => {
    const page = show([]);
    await page.isSilentAbout('Workbooks in this browser');
    expect(page.text()).toBe('');
  });

  test('of other people are counted, and not named', async () => {
    await show([], { others: 1 }).says('One workbook of other people is kept here as well.');
    await show([], { others: 3 }).says('3 workbooks of other people are kept here as well.');
  });

  test('are deleted after a question that says what is lost', async () => {
    const page = show([inProgram]);
    await page.press('Delete Cedar.xlsx');
    await page.says('2 changes that were not sent');
    expect(page.buttons()).toEqual(['Delete it', 'Keep it']);
    expect(page.removed).toEqual([]);
    await page.press('Delete it');
    await expect.poll(() => page.removed).toEqual(['b2']);
    await page.isSilentAbout('gone for good');
    expect(page.text()).not.toContain('It is open in a tab');
    expect(page.buttons()).toEqual(['Delete Cedar.xlsx']);
  });

  test('stay for who thinks better of it', async () => {
    const page = show([book]);
    await page.press('Delete Plan.xlsx');
    await page.says('It is in no program');
    await page.press('Keep it');
    await page.isSilentAbout('It is in no program');
    expect([page.buttons(), page.removed]).toEqual([['Delete Plan.xlsx'], []]);
  });

  test('that are open in a tab are said to be, and are not offered for deletion again', async () => {
    const page = show([book], { isGone: false });
    await page.press('Delete Plan.xlsx');
    await page.press('Delete it');
    await page.says('It is open in a tab of this browser. Close it there before you delete it.');
    expect(page.buttons()).toEqual([]);
  });
});
