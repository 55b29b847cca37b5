import { expect, test } from 'vitest';
import { returnAddress } from './return-address.ts';

const own = 'https://sep.example';

test.each(['/', '/p/cedar-basin/money?asOf=2026-12-01#top', '/verify', '/p/a%2F%2Fb', '/@evil.example'])(
  '[SGN2] %s of this server is returned to',
  (asked) => {
    expect(returnAddress(asked, own)).toBe(asked);
  },
);

test.each([
  'https://evil.example/',
  '//evil.example/',
  '///evil.example/',
  '/\\evil.example/',
  '\\\\evil.example/',
  '/\t/evil.example/',
  '/\n/evil.example/',
  '/.//evil.example/',
  '/x/..//evil.example/',
  'javascript:alert(1)',
  'data:text/html,x',
  'p/cedar-basin',
  ' /p/cedar-basin',
  'https://sep.example@evil.example/',
  '//sep.example:443@evil.example',
  'https://sep.example/p',
  '',
])('[SGN2] %j is not, and the first page is opened in its place', (asked) => {
  expect(returnAddress(asked, own)).toBe('/');
});
