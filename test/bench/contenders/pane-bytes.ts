import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'vite';
import { serveContender, timed } from '../harness/contender.ts';
import { firstScreenFiles } from '../../first-screen-files.ts';
import { temporaryFile } from '../harness/temporary-file.ts';

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
    const files = firstScreenFiles(root, join('pane', 'index.html')).map((file) => readFileSync(file));
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
