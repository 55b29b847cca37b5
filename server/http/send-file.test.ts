import { expect, test } from 'vitest';
import { attachment, plainFileName } from './send-file.ts';

test.each([
  ['State / Ohio: “2026” | all, 2026-11-29.xlsx', 'State Ohio “2026” all, 2026-11-29.xlsx'],
  ['Plan "A" \\ B\r\nX: y.pdf', 'Plan A B X y.pdf'],
  ['../../etc/passwd.csv', 'etc passwd.csv'],
  ['Mayor’s (new) plan 🚀 = 100 %.docx', 'Mayor’s (new) plan 🚀 = 100 %.docx'],
])('a file is saved under a name that every system takes: %j', (title, name) => {
  expect(plainFileName(title)).toBe(name);
});

test('a name comes through the header whole, whatever stands in it', () => {
  const name = `It's (a) "plan" 100% – ünd 🚀; x=1.xlsx`;
  const header = attachment(name);
  expect(decodeURIComponent(/filename\*=UTF-8''([^;]+)$/.exec(header)?.[1] ?? '')).toBe(name);
  // RFC 8187, section 3.2.1: nothing else may stand there as it is.
  expect(header).toMatch(/; filename="[ -~]*"; filename\*=UTF-8''[\w!#$&+.^`|~%-]+$/);
});
