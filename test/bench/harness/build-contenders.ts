import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { peersFolder } from './peer-packages.ts';

const ourScripts = [join('test', 'bench', 'contenders'), join('test', 'bench', 'servers')];
/** Under node_modules, so that imports of packages resolve and nothing is committed. */
const ourOutput = join('node_modules', '.cache', 'sep-bench');
const peerScripts = [join(peersFolder, 'contenders'), join(peersFolder, 'servers')];
const peerOutput = join(peersFolder, 'node_modules', '.cache', 'sep-bench');

/** Where built contenders lie. */
export interface ContenderScripts {
  /** Throws an Error when there is no such script. */
  pathOf(name: string): string;
}

/** Bundles the contenders the way the server is bundled, so that what is measured is what is shipped. */
export async function buildContenders(withPeers: boolean): Promise<ContenderScripts> {
  await bundle(ourScripts, ourOutput);
  if (withPeers) await bundle(peerScripts, peerOutput);
  return {
    pathOf: (name) => {
      const found = [ourOutput, peerOutput].map((folder) => resolve(folder, `${name}.js`)).find(existsSync);
      if (found === undefined) throw new Error(`There is no contender named ${name}.`);
      return found;
    },
  };
}

async function bundle(folders: readonly string[], outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'package.json'), '{"type":"module"}');
  const scripts = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  // As in production, the server's workers lie beside it, with the templates that one of them sets.
  const workers = [
    join('server', 'workbook', 'worker', 'workbook-worker.ts'),
    join('server', 'pdf', 'pdf-worker.ts'),
    join('server', 'word', 'word-worker.ts'),
    join('server', 'reports', 'worker', 'report-worker.ts'),
    join('server', 'reading', 'reading-worker.ts'),
  ];
  cpSync(join('server', 'pdf', 'templates'), join(outdir, 'templates'), { recursive: true });
  await build({
    entryPoints: Object.fromEntries(
      [...scripts, ...workers].map((path) => [basename(path).replace(/\.(ts|mjs)$/, ''), path]),
    ),
    outdir,
    bundle: true,
    packages: 'external',
    // A package of ours, whose sources Node does not read by themselves.
    alias: { 'excel-host': './addin/excel-host' },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
}
