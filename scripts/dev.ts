// `npm run dev`: the server starts anew and the pages reload as soon as a source file is saved. Vite serves the pages
// from their sources at the address of the settings and hands everything else on to the server, which is the one of
// `npm start` with the same settings and the same data, run from its sources on a port of its own.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer as createViteServer } from 'vite';
import { processEnvironment, readConfig, type Config } from '../server/config.ts';
import { freePort } from './dev/free-port.ts';
import { serverPages } from './dev/server-pages.ts';

const settings = readConfig(processEnvironment());
if ('problems' in settings) {
  for (const problem of settings.problems) console.error(problem);
  process.exitCode = 1;
} else {
  await develop(settings.config);
}

async function develop(config: Config): Promise<void> {
  // The server will not start without built pages, though here nobody is shown them.
  if (!existsSync('dist/addin')) spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  const port = config.port === 0 ? await freePort() : config.port;
  const publicUrl = config.publicUrl ?? `${config.tls === null ? 'http' : 'https'}://localhost:${port}`;
  const serverPort = await freePort();
  const pages = await createViteServer({
    configFile: 'addin/vite.config.ts',
    logLevel: 'warn',
    plugins: [serverPages(`http://127.0.0.1:${serverPort}`)],
    server: { host: config.host, port, strictPort: true, ...(config.tls === null ? {} : { https: config.tls }) },
  });
  await pages.listen();
  const server = watchServer({ PORT: String(serverPort), HOST: '127.0.0.1', PUBLIC_URL: publicUrl });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      server.kill('SIGTERM');
      void pages.close();
    });
  }
  server.once('exit', () => void pages.close());
}

/** The server from its sources, started anew on every save; it prints the address and the demo's sign-ins. */
function watchServer(own: Readonly<Record<string, string>>): ChildProcess {
  const command = [fileURLToPath(import.meta.resolve('tsx/cli')), 'watch', '--clear-screen=false', 'server/main.ts'];
  // Pages are served over HTTPS by Vite, so the server behind it needs no certificate.
  const env = { ...process.env, TLS_CERT: '', TLS_KEY: '', ...own };
  return spawn(process.execPath, command, { env, stdio: ['ignore', 'inherit', 'inherit'] });
}
