import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveContender, timed } from '../../harness/contender.ts';
import { authorTables, rowLines } from '../inputs/author-tables.mjs';

await serveContender(({ size }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sep-bench-'));
  const paths = Object.entries(authorTables(size)).map(([name, table]) => {
    const path = join(folder, name);
    writeFileSync(path, rowLines(table).join('\n'));
    return path;
  });
  const [base, a, b] = paths;
  return {
    run: async () => ({
      ms: await timed(() => {
        const merged = spawnSync('git', ['merge-file', '-p', a, base, b], { maxBuffer: 2 ** 30 });
        if (merged.error) throw merged.error;
        if (merged.stdout.length === 0) throw new Error(`git merged nothing: ${merged.stderr.toString()}`);
      }),
    }),
    close: () => rmSync(folder, { recursive: true }),
  };
});
