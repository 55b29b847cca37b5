import type { Plugin } from 'vite';

/** Addresses of the server's pages, and where Vite has them: relative links in them must stay right. */
const places: Readonly<Record<string, string>> = {
  '/pane': '/pane/',
  '/workbench': '/workbench/page/',
  '/workbench/': '/workbench/page/',
  '/workbench/pane/': '/workbench/page/pane.html',
  '/workbench/dialog/': '/workbench/page/dialog.html',
};

/** Addresses of the web app, which has one page for all of them and names its files from the root. */
const isOfWebApp = (path: string): boolean =>
  /^\/(?:$|p\/|(?:admin|roll-ups)(?:\/|$)|(?:verify|device|link|account)$)/.test(path);

const fromServer = ['/api', '/guide', '/manifest.xml', '/office-js'];

/** Serves the pages under the addresses that the server has for them, and has the server answer everything else. */
export function serverPages(server: string): Plugin {
  return {
    name: 'server-pages',
    config: () => ({ server: { proxy: Object.fromEntries(fromServer.map((path) => [path, server])) } }),
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const [path = ''] = (request.url ?? '').split('?');
        if (isOfWebApp(path)) request.url = '/portal/index.html';
        const place = places[path];
        if (place === undefined) next();
        else response.writeHead(302, { location: place }).end();
      });
    },
    async transformIndexHtml(html, { path }) {
      return path.startsWith('/portal/') ? withFacts(html, server) : html;
    },
  };
}

/** The first page with what only the running server knows, as the server itself would say it. */
async function withFacts(html: string, server: string): Promise<string> {
  const facts = /<meta name="sep-server"[^>]*>/;
  const answer = await fetch(server).catch(() => null);
  const told = answer === null ? undefined : facts.exec(await answer.text())?.[0];
  return told === undefined ? html : html.replace(facts, () => told);
}
