import { createHash, timingSafeEqual } from 'node:crypto';
import { isLoopback } from '../is-loopback.ts';
import type { Metrics } from './metrics.ts';

/** Who gets the figures. */
export interface MetricsAccess {
  /** Whoever bears it; null: none is set. */
  readonly token: string | null;
  /** Others reach the server through a proxy, which may be of this machine and say nothing of whom it asks for. */
  readonly isBehindProxy: boolean;
}

/** How somebody asks for the figures. */
export interface MetricsAsker {
  readonly request: Request;
  /** Network address of the connection. */
  readonly address: string | undefined;
}

/** Headers by which a proxy says that it asks for somebody else: then its own address on this machine says nothing. */
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * The figures for monitoring: with the token, or where there is none, and the server is for this machine alone, from here. To
 * everybody else there is nothing at this address.
 */
export async function answerMetrics(metrics: Metrics, access: MetricsAccess, asker: MetricsAsker): Promise<Response> {
  const { token, isBehindProxy } = access;
  const may = token === null ? !isBehindProxy && isFromHere(asker) : bears(asker.request, token);
  if (!may) return new Response('There is nothing at this address.\n', { status: 404 });
  const headers = {
    'Content-Type': metrics.contentType,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  };
  return new Response(await metrics.text(), { headers });
}

function isFromHere({ request, address = '' }: MetricsAsker): boolean {
  if (forwarded.some((name) => request.headers.has(name))) return false;
  // A proxy that hands on the name by which it was asked.
  if (!isLoopback(new URL(request.url).hostname)) return false;
  return address === '::1' || /^(?:::ffff:)?127\./.test(address);
}

function bears(request: Request, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? '';
  const [a, b] = [given, token].map((text) => createHash('sha256').update(text).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
