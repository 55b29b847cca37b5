import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono, type Context } from 'hono';
import type { ServerFacts } from '../shared/protocol/server-facts.ts';
import { SIGN_IN_RETURN } from '../shared/protocol/sign-in.ts';
import { demoSignIns } from './demo/demo-sign-ins.ts';
import { frontPage } from './pages/front-page.ts';
import { manifestFor } from './pages/manifest-for.ts';
import { contentSecurityPolicy, openerPolicy, type PagePlace } from './pages/page-security.ts';
import { builtFiles, officeLibraryFile, type PageFile } from './pages/page-files.ts';
import { sendFile } from './pages/send-file.ts';

export interface PagesDeps {
  /** Folder of the built add-in, dist/addin. */
  readonly root: string;
  /** Folder of the repository: package.json, manifest.xml. */
  readonly projectRoot: string;
  readonly officeJs: 'cdn' | 'local';
  /** Address people use, without a slash at its end. Asked for at each request: the port may be known only after listening. */
  readonly publicUrl: () => string;
  readonly version: string;
  readonly demo: boolean;
  /** By which ways people sign in; default: by password alone. */
  readonly signIn?: ServerFacts['signIn'];
  /** Nobody has an account yet; default: somebody has. */
  readonly isNew?: () => Promise<boolean>;
}

const OFFICE_CDN = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/**
 * Everything that is not `/api`: the web app, the task pane, the workbench, the manifest and the icons. Only files
 * found in the built folder at the start, and files of Microsoft's npm package, can be answered; any other path is 404.
 */
export function createStaticPages(deps: PagesDeps): Hono {
  const files = builtFiles(deps.root);
  const manifest = readFileSync(join(deps.projectRoot, 'manifest.xml'), 'utf8');
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Permissions-Policy', 'camera=(), geolocation=(), microphone=()');
    if (deps.publicUrl().startsWith('https:')) c.header('Strict-Transport-Security', 'max-age=31536000');
  });

  const webApp = async (c: Context, place: 'front' | 'signInReturn'): Promise<Response> => {
    const { version, signIn } = deps;
    const isNew = (await deps.isNew?.()) ?? false;
    const facts = { version, publicUrl: deps.publicUrl(), demo: deps.demo ? demoSignIns : null, signIn, isNew };
    return page(c, place, frontPage(textOf(files, '/portal/index.html'), facts));
  };
  const front = (c: Context): Promise<Response> => webApp(c, 'front');
  app.get('/', front);
  // The pages of a program, each at an address of its own: which there are, the page itself knows.
  app.get('/p/*', front);
  app.get('/verify', front);
  app.get(SIGN_IN_RETURN, (c) => webApp(c, 'signInReturn'));
  app.get('/roll-ups/*', front);
  app.get('/admin/*', front);
  app.get('/device', front);
  app.get('/link', front);
  app.get('/account', front);
  app.get('/pane', (c) => c.redirect('/pane/', 301));
  app.get('/workbench', (c) => c.redirect('/workbench/', 301));
  app.get('/pane/', (c) => page(c, 'pane', officePage(textOf(files, '/pane/index.html'), deps.officeJs)));
  app.get('/dialog/', (c) => page(c, 'dialog', officePage(textOf(files, '/dialog/index.html'), deps.officeJs)));
  app.get('/workbench/', (c) => page(c, 'workbench', textOf(files, '/workbench/page/index.html')));
  app.get('/workbench/pane/', (c) => page(c, 'workbenchPane', textOf(files, '/workbench/page/pane.html')));
  app.get('/workbench/dialog/', (c) => page(c, 'workbenchDialog', textOf(files, '/workbench/page/dialog.html')));
  app.get('/manifest.xml', (c) =>
    c.body(manifestFor(manifest, deps.publicUrl()), 200, {
      'Content-Type': 'application/xml; charset=utf-8',
      'Content-Disposition': 'attachment; filename="sep-sync-manifest.xml"',
      'Cache-Control': 'no-cache',
    }),
  );
  app.get('/office-js/*', (c) => {
    const file = officeLibraryFile(c.req.path.slice('/office-js/'.length));
    return file === undefined ? c.notFound() : sendFile(c, file, 'public, max-age=86400');
  });
  app.get('/assets/*', (c) => sendBuilt(c, files, 'public, immutable, max-age=31536000'));
  app.get('/icons/*', (c) => sendBuilt(c, files, 'public, max-age=86400'));
  app.get('/functions.js', (c) => sendBuilt(c, files, 'no-cache'));
  app.get('/functions.json', (c) => {
    // Excel on the web reads the list from a page of Microsoft's.
    c.header('Access-Control-Allow-Origin', '*');
    return sendBuilt(c, files, 'no-cache');
  });
  app.notFound((c) => c.text('There is no page here. Start at /.', 404));
  return app;
}

function sendBuilt(c: Context, files: ReadonlyMap<string, PageFile>, caching: string): Response | Promise<Response> {
  const file = files.get(c.req.path);
  return file === undefined ? c.notFound() : sendFile(c, file, caching);
}

function page(c: Context, place: PagePlace, html: string): Response {
  const etag = `"${createHash('sha256').update(html).digest('base64url').slice(0, 22)}"`;
  c.header('Content-Security-Policy', contentSecurityPolicy(place));
  c.header('Cross-Origin-Opener-Policy', openerPolicy(place));
  c.header('Cache-Control', 'no-cache');
  c.header('ETag', etag);
  if (place !== 'pane' && place !== 'workbenchPane') c.header('X-Frame-Options', 'DENY');
  return c.req.header('If-None-Match') === etag ? c.body(null, 304) : c.html(html);
}

/** A page of Excel's with the library from Microsoft's network, or from the npm copy in a closed network. */
function officePage(html: string, officeJs: 'cdn' | 'local'): string {
  return officeJs === 'cdn' ? html : html.replace(OFFICE_CDN, '/office-js/office.js');
}

function textOf(files: ReadonlyMap<string, PageFile>, path: string): string {
  const file = files.get(path);
  if (file === undefined) throw new Error(`${path} is missing from the build: run \`npm run build\`.`);
  return readFileSync(file.path, 'utf8');
}
