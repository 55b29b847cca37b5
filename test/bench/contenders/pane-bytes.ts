import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { serveContender, timed } from '../harness/contender.ts';
import { temporaryFile } from '../harness/temporary-file.ts';

/** Script and style files that the pane's page loads before its first screen: those it names and what they import. */
function firstScreenFiles(root: string): string[] {
  const page = readFileSync(join(root, 'pane', 'index.html'), 'utf8');
  const files = new Set<string>();
  const add = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    if (!file.endsWith('.js')) return;
    const text = readFileSync(join(root, 'assets', file), 'utf8');
    for (const [, imported = ''] of text.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) add(imported);
  };
  for (const [, file = ''] of page.matchAll(/(?:src|href)="\/assets\/([^"]+\.(?:js|css))"/g)) add(file);
  return [...files].map((file) => join(root, 'assets', file));
}

/** Builds the pane into a temporary folder and weighs it. The time is that of the build. */
await serveContender(() => ({
  run: async () => {
    const root = join(dirname(temporaryFile('x')), 'addin');
    const ms = await timed(() =>
      build({
        configFile: join('addin', 'vite.config.ts'),
        logLevel: 'silent',
        build: { outDir: root, emptyOutDir: true },
      }),
    );
    const files = firstScreenFiles(root).map((file) => readFileSync(file));
    const sum = (sizeOf: (bytes: Buffer) => number) => files.reduce((total, bytes) => total + sizeOf(bytes), 0);
    const whole = readdirSync(join(root, 'assets')).filter((file) => /\.(js|css)$/.test(basename(file)));
    return {
      ms,
      facts: {
        files: files.length,
        rawBytes: sum((bytes) => bytes.length),
        gzipBytes: sum((bytes) => gzipSync(bytes, { level: 9 }).length),
        brotliBytes: sum((bytes) => brotliCompressSync(bytes).length),
        filesWithWorkbench: whole.length,
      },
    };
  },
}));
