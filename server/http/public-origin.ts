import type { Context } from 'hono';
import type { AppEnv, Services } from './route-context.ts';

/**
 * [FD13] The address that links and workbooks are given, without a slash at its end: what the server was told, never what a request
 * says of itself, which anybody may forge. Only an app that its own process asks knows no other.
 */
export function publicOrigin(c: Context<AppEnv>, publicUrl: Services['publicUrl']): string {
  const address = publicUrl?.() ?? '';
  return address === '' ? new URL(c.req.url).origin : address;
}

/** True where people reach the server by https. */
export function isHttps(publicUrl: Services['publicUrl']): boolean {
  return publicUrl?.().startsWith('https:') === true;
}
