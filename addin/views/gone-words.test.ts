import { expect, test } from 'vitest';
import { goneWords } from './gone-words.ts';

test('[W16] what is not found any more is named as the sheet named it, with what to do', () => {
  expect(goneWords({ table: 'budgetLines', column: 'note' })).toBe(
    'Budget Lines: no column is headed “Note” any more, so nothing of it is sent. Give it that header again.',
  );
  expect(goneWords({ table: 'budgetLines', column: 'unspent' })).toContain('so it is not kept up to date.');
  expect(goneWords({ table: 'sites', column: null })).toBe(
    'Sites: the table is not in this workbook any more, so nothing of it is sent. Undo what took it away, or name the table SEP_Sites again (Table Design, Table Name).',
  );
});
