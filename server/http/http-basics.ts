import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { isHttps } from './public-origin.ts';
import type { AppEnv, Services } from './route-context.ts';

const REQUEST_ID_BYTES = 9;
/** Below this, packing saves less than its header costs. */
const PACK_FROM_BYTES = 1024;
/** Quality 4 packs tables to half of gzip's size at gzip's speed. */
const BROTLI_QUALITY = 4;

/** Names each request, and writes one line about it: never its body, query or headers. */
export function nameAndLog({
  log,
  randomBytes,
  metrics,
}: Pick<Services, 'log' | 'randomBytes' | 'metrics'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const requestId = Buffer.from(randomBytes(REQUEST_ID_BYTES)).toString('base64url');
    c.set('requestId', requestId);
    c.header('X-Request-Id', requestId);
    const startMs = performance.now();
    await next();
    const durationMs = Math.round(performance.now() - startMs);
    log('debug', 'Request answered.', {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      durationMs,
    });
    const { method } = c.req;
    metrics?.answered({ method, route: routeOf(c), status: c.res.status, ms: performance.now() - startMs });
  };
}

/** The pattern that a request has met, so that no name or number of anybody gets into the figures. */
function routeOf(c: Context<AppEnv>): string {
  const patterns = matchedRoutes(c).map(({ path }) => path);
  const met = patterns.filter((path) => !path.endsWith('*'));
  return met.toSorted((a, b) => b.length - a.length)[0] ?? 'none';
}

/**
 * The API answers data only: nothing of it may be framed, sniffed or run. Answers differ by who asks. Served by https, it is asked
 * by https alone from then on [FD13].
 */
export function secureAnswers({ publicUrl }: Pick<Services, 'publicUrl'>): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const headers = c.res.headers;
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Referrer-Policy', 'no-referrer');
    if (isHttps(publicUrl)) headers.set('Strict-Transport-Security', 'max-age=31536000');
    headers.append('Vary', 'Authorization');
    if (!headers.has('Content-Security-Policy')) {
      headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    }
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  };
}

const packers = {
  br: (bytes: Uint8Array) =>
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } }),
  gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
};

/** Packs JSON answers with brotli or gzip, whichever the caller takes; streams pass untouched. */
export function packAnswers(): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const type = c.res.headers.get('content-type') ?? '';
    if (!type.startsWith('application/json') || c.res.headers.has('content-encoding')) return;
    c.res.headers.append('Vary', 'Accept-Encoding');
    const accepted = acceptedEncodings(c);
    const encoding = accepted.has('br') ? 'br' : accepted.has('gzip') ? 'gzip' : undefined;
    if (encoding === undefined) return;
    const plain = new Uint8Array(await c.res.arrayBuffer());
    const headers = new Headers(c.res.headers);
    const isWorthIt = plain.byteLength >= PACK_FROM_BYTES;
    if (isWorthIt) headers.set('Content-Encoding', encoding);
    headers.delete('Content-Length');
    const body = isWorthIt ? await packers[encoding](plain) : plain;
    const { status } = c.res;
    c.res = undefined;
    c.res = new Response(new Uint8Array(body), { status, headers });
  };
}

/** Names of the encodings that a caller takes. */
export function acceptedEncodings(c: Pick<Context<AppEnv>, 'req'>): ReadonlySet<string> {
  const accepted = (c.req.header('accept-encoding') ?? '').split(',').flatMap((part) => {
    const [name = '', ...parameters] = part.trim().toLowerCase().split(';');
    return parameters.some((parameter) => /^\s*q=0(\.0*)?\s*$/.test(parameter)) ? [] : [name.trim()];
  });
  return new Set(accepted);
}
