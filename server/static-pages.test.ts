import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { serverFacts } from '../shared/protocol/server-facts.ts';
import { createStaticPages } from './static-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'sep-pages-'));
const root = join(folder, 'addin');
const script = 'export const pane = 1;\n'.repeat(50);

function put(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

put('manifest.xml', '<Id>63142728-655a-4765-b52e-7b42f0689aa6</Id><Url DefaultValue="https://localhost:3000/pane/"/>');
put('addin/pane/index.html', '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>');
put('addin/portal/index.html', '<head><meta name="sep-server" content="" /></head>');
put('addin/workbench/page/index.html', 'workbench');
put('addin/workbench/page/pane.html', 'pane of the workbench');
put('addin/assets/main-1.js', script);
put('addin/icons/icon-32.png', 'png');
put('addin/functions.json', '{"functions":[]}');
put('addin/functions.js', '// hold');
put('secret.js', 'not for the web');

afterAll(() => rmSync(folder, { recursive: true }));

function pages(officeJs: 'cdn' | 'local' = 'cdn', publicUrl = 'https://plan.example.org', demo = true) {
  return createStaticPages({
    root,
    projectRoot: folder,
    officeJs,
    publicUrl: () => publicUrl,
    version: '1.2.3',
    demo,
  });
}

describe('pages', () => {
  test('the front door is told version, address and, on a demo server, who can sign in', async () => {
    const facts = async (publicUrl: string, demo: boolean) => {
      const text = await (await pages('cdn', publicUrl, demo).request('/')).text();
      const attribute = /<meta name="sep-server" content="([^"]*)" \/>/.exec(text)?.[1] ?? '';
      return serverFacts.parse(JSON.parse(attribute.replaceAll('&quot;', '"').replaceAll('&amp;', '&')));
    };
    const told = await facts('https://plan.example.org/a&b', true);
    expect(told).toMatchObject({ version: '1.2.3', publicUrl: 'https://plan.example.org/a&b' });
    expect(told.demo?.people[0]?.email).toBe('north@cedar-basin.example');
    expect((await facts('https://plan.example.org', false)).demo).toBeNull();
  });

  test('every page that the web app has can be opened and reloaded by its address', async () => {
    const app = readFileSync('addin/portal/shell/portal-app.tsx', 'utf8');
    const paths = [...app.matchAll(/\bpath="(\/[^"]*)"/g)].map(([, path = '']) => path);
    expect(paths).toContain('/roll-ups/*');
    const start = await (await pages().request('/')).text();
    const asked = paths.flatMap((path) => [path.replace('/*', ''), path.replace('*', 'any')]);
    for (const path of asked.map((each) => each.replace(':program', 'cedar-basin')))
      expect([path, await (await pages().request(path)).text()]).toEqual([path, start]);
  });

  test('every page of a program is the web app’s, whatever its address', async () => {
    const start = await (await pages().request('/')).text();
    for (const path of [
      '/verify',
      '/p/cedar-basin',
      '/p/cedar-basin/schools/0417',
      '/p/cedar-basin/money?asOf=2026-10-31',
    ]) {
      const page = await pages().request(path);
      expect([page.status, await page.text()]).toEqual([200, start]);
      expect(page.headers.get('X-Frame-Options')).toBe('DENY');
    }
  });

  test('an address can say nothing but an address in the front door', async () => {
    const text = await (await pages('cdn', 'https://x.test/"><script>alert(1)</script>').request('/')).text();
    expect(text).not.toContain('<script>');
  });

  test('the pane may be framed by Office and by nobody else; other pages by nobody', async () => {
    const policy = async (path: string) => (await pages().request(path)).headers.get('Content-Security-Policy') ?? '';
    expect(await policy('/pane/')).toContain("frame-ancestors 'self' https://*.officeapps.live.com");
    expect(await policy('/workbench/pane/')).toMatch(/frame-ancestors 'self'$/);
    expect(await policy('/workbench/')).toMatch(/frame-ancestors 'none'$/);
    expect(await policy('/')).toMatch(/frame-ancestors 'none'$/);
    expect((await pages().request('/')).headers.get('X-Frame-Options')).toBe('DENY');
    expect((await pages().request('/pane/')).headers.get('X-Frame-Options')).toBeNull();
  });

  test('scripts come from the server and Microsoft’s network only, never from the page itself', async () => {
    for (const path of ['/', '/pane/', '/workbench/', '/workbench/pane/']) {
      const policy = (await pages().request(path)).headers.get('Content-Security-Policy') ?? '';
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
      expect(scripts).not.toContain('unsafe');
      expect(scripts.replaceAll(/'self'|https:\/\/appsforoffice\.microsoft\.com/g, '').trim()).toBe('');
    }
  });

  test('Office’s library is Microsoft’s own, or the local copy in a closed network', async () => {
    expect(await (await pages('cdn').request('/pane/')).text()).toContain('https://appsforoffice.microsoft.com/');
    expect(await (await pages('local').request('/pane/')).text()).toContain('src="/office-js/office.js"');
    const library = await pages('local').request('/office-js/office.js');
    expect(library.status).toBe(200);
    expect(library.headers.get('Content-Type')).toContain('javascript');
  });

  test('built files are kept for ever by browsers, pages are asked for again', async () => {
    const asset = await pages().request('/assets/main-1.js');
    expect(asset.headers.get('Cache-Control')).toContain('immutable');
    const page = await pages().request('/workbench/');
    expect(page.headers.get('Cache-Control')).toBe('no-cache');
    const again = await pages().request('/workbench/', {
      headers: { 'If-None-Match': page.headers.get('ETag') ?? '' },
    });
    expect(again.status).toBe(304);
  });

  test('Excel on the web may read the list of custom functions from its own page, and only that', async () => {
    const list = await pages().request('/functions.json');
    expect(await list.json()).toEqual({ functions: [] });
    expect(list.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const script = await pages().request('/functions.js');
    expect(script.headers.get('Content-Type')).toContain('text/javascript');
    expect(script.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });

  test('text is sent compressed to those who take it', async () => {
    const plain = await pages().request('/assets/main-1.js');
    expect(await plain.text()).toBe(script);
    const packed = await pages().request('/assets/main-1.js', { headers: { 'Accept-Encoding': 'gzip, br' } });
    expect(packed.headers.get('Content-Encoding')).toBe('br');
    expect(brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(script);
  });

  test.each([
    '/assets/../../secret.js',
    '/assets/%2e%2e/%2e%2e/secret.js',
    '/assets/..%2f..%2fsecret.js',
    '/office-js/../package.json',
    '/office-js/..%2fpackage.json',
    '/office-js/%2e%2e/package.json',
    '/office-js//etc/passwd',
    '/pane/index.html',
    '/portal/index.html',
    '/package.json',
    '/.env',
  ])('%s is not there: nothing but the pages is served', async (path) => {
    expect((await pages().request(path)).status).toBe(404);
  });

  test('the manifest names the public address', async () => {
    const response = await pages().request('/manifest.xml');
    expect(await response.text()).toContain('https://plan.example.org/pane/');
    expect(response.headers.get('Content-Type')).toContain('application/xml');
  });
});
