import { expect, test } from 'vitest';
import { networkOf, siteOf } from './network-of.ts';

test('the addresses of one IPv6 network of 64 bits count as one, however they are written', () => {
  const ours = '2001:db8:0:1::/64';
  for (const address of ['2001:db8:0:1::', '2001:0db8::1:a:b:c:d', '2001:db8:0:1:ffff::1', '2001:db8::1:0:0:1.2.3.4'])
    expect([address, networkOf(address)]).toEqual([address, ours]);
  expect(networkOf('2001:db8:0:2::1')).not.toBe(ours);
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
});

test('the networks of one IPv6 site of 48 bits count as one where a whole site is counted', () => {
  for (const address of ['2001:db8::1', '2001:db8:0:ffff::1']) expect(siteOf(address)).toBe('2001:db8:0::/48');
  expect(siteOf('2001:db8:1::1')).not.toBe(siteOf('2001:db8::1'));
  expect(siteOf('203.0.113.9')).toBe('203.0.113.9');
});
