// Builds what `npm start` runs: server and command line by esbuild into dist/server, pane and workbench by Vite into
// dist/addin. When no input has changed since the last build, nothing is done. `--force` builds anyway;
// `--server-into FOLDER` builds the server alone, there; `--pages-into FOLDER` the pages.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

// A test run says NODE_ENV=test, which would bundle React's slow development build.
process.env.NODE_ENV = 'production';

const stamp = 'dist/.built-from';
const inputs = ['addin', 'server', 'shared', 'manifest.xml', 'package-lock.json', 'tsconfig.json', 'scripts/build.mjs'];
const serverEntries = [
  'server/main.ts',
  'server/cli.ts',
  'server/identity/scrypt-worker.ts',
  'server/workbook/worker/workbook-worker.ts',
  'server/pdf/pdf-worker.ts',
  'server/word/word-worker.ts',
  'server/reports/worker/report-worker.ts',
  'server/reading/reading-worker.ts',
  'server/backup/backup-worker.ts',
  'server/demo/seed-worker.ts',
];

const folderAfter = (option) => process.argv[process.argv.indexOf(option) + 1];
const digest = digestOf(inputs);
if (process.argv.includes('--server-into')) await buildServer(folderAfter('--server-into'));
else if (process.argv.includes('--pages-into')) await buildAddin(resolve(folderAfter('--pages-into')));
else if (process.argv.includes('--force') || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
  // Built aside and then put in place, so that a failed build leaves the last good one, and two builds at once do no harm.
  const aside = `node_modules/.cache/sep-build-${process.pid}`;
  mkdirSync(aside, { recursive: true });
  await Promise.all([buildServer(`${aside}/server`), buildAddin(resolve(aside, 'addin'))]);
  writeFileSync(`${aside}/.built-from`, digest);
  putInPlace(aside);
}

/** By renaming alone, which is done as a whole: of two builds at once the one that comes last stays. */
function putInPlace(aside) {
  const former = `${aside}-former`;
  try {
    renameSync('dist', former);
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  rmSync(former, { recursive: true, force: true });
  try {
    renameSync(aside, 'dist');
  } catch (error) {
    // Another one has put its own there in between.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    putInPlace(aside);
  }
}

async function buildServer(outdir) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: Object.fromEntries(
      serverEntries.filter((path) => existsSync(path)).map((path) => [path.replace(/^.*\/|\.ts$/g, ''), path]),
    ),
    outdir,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  });
  cpSync('server/pdf/templates', `${outdir}/templates`, { recursive: true });
}

async function buildAddin(outDir) {
  const { build } = await import('vite');
  await build({ configFile: 'addin/vite.config.ts', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  cpSync('addin/icons', `${outDir}/icons`, { recursive: true });
}

/** Digest over path and content of every input file, tests apart. */
function digestOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(filesOf)) hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

function filesOf(path) {
  if (!existsSync(path)) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .filter((entry) => !/(?:^|\/)dist(?:\/|$)/.test(entry.parentPath ?? entry.path))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}
