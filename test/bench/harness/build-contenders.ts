import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { peersFolder } from './peer-packages.ts';

const ourScripts = join('test', 'bench', 'contenders');
/** Under node_modules, so that imports of packages resolve and nothing is committed. */
const ourOutput = join('node_modules', '.cache', 'sep-bench');
const peerScripts = join(peersFolder, 'contenders');
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
      const found = [ourOutput, peerOutput].map((folder) => resolve(folder, `${name}.mjs`)).find(existsSync);
      if (found === undefined) throw new Error(`There is no contender named ${name}.`);
      return found;
    },
  };
}

async function bundle(folder: string, outdir: string): Promise<void> {
  rmSync(outdir, { recursive: true, force: true });
  const entries = readdirSync(folder).filter((file) => /\.(ts|mjs)$/.test(file));
  const worker = join('server', 'workbook', 'workbook-worker.ts');
  await build({
    entryPoints: [
      ...entries.map((file) => ({ in: join(folder, file), out: file.replace(/\.(ts|mjs)$/, '') })),
      ...(folder === ourScripts && existsSync(worker) ? [{ in: worker, out: 'workbook-worker' }] : []),
    ],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    logLevel: 'error',
  });
}
