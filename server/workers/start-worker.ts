import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a worker of the server. In production the bundled worker lies beside the bundled server; from sources (development,
 * tests) it is bundled once per process, since threads do not understand TypeScript.
 * @param entry `import.meta.url` of the file that starts it
 * @param name file of the worker beside `entry`, without its ending
 */
export async function startWorker(entry: string, name: string, options: WorkerOptions): Promise<Worker> {
  const here = fileURLToPath(entry);
  if (!here.endsWith('.ts')) return new Worker(join(dirname(here), `${name}.js`), options);
  return new Worker(await bundledOnce(join(dirname(here), `${name}.ts`)), { ...options, eval: true });
}

const bundles = new Map<string, Promise<string>>();

function bundledOnce(entry: string): Promise<string> {
  const known = bundles.get(entry);
  if (known) return known;
  const bundle = bundled(entry);
  bundles.set(entry, bundle);
  return bundle;
}

async function bundled(entry: string): Promise<string> {
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // They find their compiled parts by where they lie themselves; the second is only looked for.
    external: ['better-sqlite3', 'pg-native'],
    write: false,
    sourcemap: 'inline',
    // What a package says of itself there is of no use in a bundle.
    logOverride: { 'empty-import-meta': 'silent' },
  });
  return result.outputFiles.map(({ text }) => text).join('');
}
