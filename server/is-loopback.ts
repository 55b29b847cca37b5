import { isIP } from 'node:net';

/** Whether a host is this machine itself, by name or address. */
export function isLoopback(host: string): boolean {
  const address = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  return /^(.+\.)?localhost$/.test(address) || address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}
