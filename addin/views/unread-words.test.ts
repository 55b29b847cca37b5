import { expect, test } from 'vitest';
import { unreadWords } from './unread-words.ts';

test('[FA6, W11] a row that is not the table’s is told with its sheet, its first cell and what to do', () => {
  const row = { table: 'sites', position: 34, label: '0500' };
  expect(unreadWords({ ...row, kind: 'below' })).toBe(
    'Sites: the row “0500” stands below the table, so it is not sent. Move it up to send it.',
  );
  expect(unreadWords({ ...row, kind: 'totals', label: 'Total' })).toBe(
    'Sites: the row “Total” adds up other rows, so it is not sent.',
  );
});
