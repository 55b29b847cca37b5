import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { patient } from './patience.ts';
import { isLong } from './run-size.ts';

/** As deep as where the build is made, since maps of sources say where these lie from there. */
const again = join('node_modules', '.cache', `sep-again-${process.pid}`);

afterAll(() => rmSync(again, { recursive: true, force: true }));

/** Digest of every file in a folder, by its path there. */
function digests(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    statSync(join(folder, path)).isFile(),
  );
  return Object.fromEntries(
    paths.sort().map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
    ]),
  );
}

const server = { part: 'server', from: 'dist/server', holds: 'main.js' };
/** Half a minute of work. */
const pages = { part: 'pages', from: 'dist/addin', holds: 'functions.json' };

test.each(isLong ? [server, pages] : [server])(
  '[SEC23] a second build of the $part makes the same files to the byte',
  ({ part, from, holds }) => {
    const folder = join(again, part);
    execFileSync(process.execPath, ['scripts/build.mjs', `--${part}-into`, folder]);
    const built = digests(from);
    expect(Object.keys(built)).toContain(holds);
    expect(digests(folder)).toEqual(built);
  },
  patient(600_000),
);
