import { isIP } from 'node:net';

/** Who has one IPv6 address has 2^64 of them: they count as one. */
export function networkOf(address: string): string {
  return isIP(address) === 6 ? `${groupsOf(address).slice(0, 4).join(':')}::/64` : address;
}

/**
 * What one customer of a provider of networks has at most, as a rule: with IPv6 a /48, which is 65,536 of the networks above. For
 * limits that a whole site may share.
 */
export function siteOf(address: string): string {
  return isIP(address) === 6 ? `${groupsOf(address).slice(0, 3).join(':')}::/48` : address;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const before = partsOf(head);
  const after = partsOf(tail ?? '');
  const missing = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...missing, ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

function partsOf(half: string): string[] {
  // The last four bytes may be written as IPv4, which is two groups; the network lies before them.
  return half === '' ? [] : half.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
}
