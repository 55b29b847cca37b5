import { isIP } from 'node:net';

/** True where every part is an address or a network: what TRUSTED_PROXIES may hold. */
export function areNetworks(parts: readonly string[]): boolean {
  return parts.every((part) => {
    const [address = '', prefix, ...more] = part.split('/');
    const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    return (
      more.length === 0 && most > 0 && (prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= most))
    );
  });
}
