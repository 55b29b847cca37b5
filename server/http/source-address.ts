import { BlockList, isIP } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { z } from 'zod';
import { networkOf } from '../network-of.ts';
import type { AppEnv } from './route-context.ts';

const connection = z.object({ incoming: z.object({ socket: z.object({ remoteAddress: z.string() }) }) });

/** More proxies than this are nobody's: the rest of the header is not read. */
const MOST_PROXIES = 16;

/**
 * Where a request comes from: puts `source` (an IP address; '' in a test without a connection) and `sourceNetwork` (what limits
 * count by) into the request's context, for every route of the API.
 *
 * What the other end of the connection says of others is believed only where it is one of the proxies that the setting
 * TRUSTED_PROXIES names, and then `X-Forwarded-For` is read from its end: the last address that is no such proxy has asked.
 * Anybody can write the addresses before that one. Without the setting the header is not looked at, and behind a proxy
 * everybody comes from the proxy.
 *
 * @param trusted addresses and networks, such as 10.0.0.7 or 10.0.0.0/8
 */
export function nameSource(trusted: readonly string[]): MiddlewareHandler<AppEnv> {
  const proxies = listOf(trusted);
  return async (c, next) => {
    const source = sourceAddress(remoteAddress(c), c.req.header('x-forwarded-for'), (address) =>
      holds(proxies, address),
    );
    c.set('source', source);
    c.set('sourceNetwork', networkOf(source));
    await next();
  };
}

/** What Node's server hands on of the connection. */
function remoteAddress(c: Context<AppEnv>): string {
  return plainAddress(connection.safeParse(c.env).data?.incoming.socket.remoteAddress ?? '');
}

/** The first address from the end that is no proxy; what is no address at all ends the search at the proxy that has said it. */
export function sourceAddress(
  remote: string,
  forwardedFor: string | undefined,
  isProxy: (address: string) => boolean,
): string {
  let source = remote;
  const named = (forwardedFor ?? '').split(',').slice(-MOST_PROXIES).reverse();
  for (const text of named) {
    const address = plainAddress(text);
    if (!isProxy(source) || isIP(address) === 0) break;
    source = address;
  }
  return source;
}

/** An address as it is compared: without brackets, port and zone, IPv4 as such, in small letters. */
function plainAddress(text: string): string {
  const bare = text
    .trim()
    .toLowerCase()
    .replace(/^\[([^\]]*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '');
  return bare.replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/, '$1');
}

function listOf(parts: readonly string[]): BlockList {
  const list = new BlockList();
  for (const part of parts) {
    const [address = '', prefix] = part.split('/');
    const family = familyOf(address);
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return list;
}

function holds(list: BlockList, address: string): boolean {
  return isIP(address) !== 0 && list.check(address, familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
