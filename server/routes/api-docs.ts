import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/route-context.ts';

/** Swagger UI from the installed package: nothing is loaded from elsewhere. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>SEP Sync API</title>
    <link rel="stylesheet" href="docs/swagger-ui.css" />
    <link rel="icon" href="docs/favicon-32x32.png" />
  </head>
  <body>
    <div id="api"></div>
    <script src="docs/swagger-ui-bundle.js"></script>
    <script src="docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#api', deepLinking: true });\n`;

/** Swagger UI sets styles on elements and draws its icons from data addresses; scripts come from here only. */
const SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Describes every route of `api` at /openapi.json, and shows it to people at /docs. */
export function apiDocs(api: OpenAPIHono<AppEnv>, version: string): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  routes.get('/openapi.json', (c) => c.json(describeApi(api, version)));
  routes.use('/docs/*', async (c, next) => {
    await next();
    c.res.headers.set('Content-Security-Policy', SECURITY_POLICY);
  });
  routes.get('/docs', (c) => c.html(page));
  routes.get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }));
  routes.get('/docs/:asset', async (c, next) => {
    const asset = c.req.param('asset');
    const type = Object.hasOwn(assets, asset) ? assets[asset] : undefined;
    if (type === undefined) return next();
    const bytes = new Uint8Array(await readFile(join(folder, asset)));
    return c.body(bytes, 200, { 'content-type': type, 'cache-control': 'public, max-age=86400' });
  });
  return routes;
}

/** The OpenAPI 3.1 document of these routes. */
export function describeApi(api: OpenAPIHono<AppEnv>, version: string) {
  return api.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'SEP Sync',
      version,
      description:
        'Keeps the workbooks of a Strategic Execution Plan in step. Amounts are integer cents, dates YYYY-MM-DD; errors are {"error":{"code","message","details"}}.',
    },
  });
}
