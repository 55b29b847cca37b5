import { expect, test } from 'vitest';
import { areNetworks } from './are-networks.ts';

test.each([
  [['127.0.0.1', '10.0.0.0/8', '::1', 'fd00::/8'], true],
  [['proxy.example'], false],
  [['10.0.0.0/33'], false],
  [['10.0.0.0/8/8'], false],
  [['10.0.0.0/'], false],
])('%j are networks: %s', (parts, are) => {
  expect(areNetworks(parts)).toBe(are);
});
