// Builds what the package is when it is installed: dist/ with plain JavaScript and types, module by module, and
// dist/browser.js, one script for a page without a bundler that defines the global ExcelHost. `npm pack` runs it first.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const home = import.meta.dirname;
const require = createRequire(import.meta.url);
// Built aside and then put in place: two builds at once do no harm.
const aside = join(home, 'dist', `.building-${process.pid}`);
mkdirSync(aside, { recursive: true });

const tsc = join(dirname(require.resolve('typescript-7/package.json')), 'bin', 'tsc');
execFileSync(process.execPath, [tsc, '-p', join(home, 'tsconfig.build.json'), '--outDir', aside], { stdio: 'inherit' });
pointTypesAtJavaScript(aside);
await bundleForPages(join(aside, 'browser.js'));

for (const name of readdirSync(join(home, 'dist'))) {
  if (!name.startsWith('.building-')) rmSync(join(home, 'dist', name), { recursive: true, force: true });
}
for (const name of readdirSync(aside)) renameSync(join(aside, name), join(home, 'dist', name));
rmSync(aside, { recursive: true });

/** The compiler writes `./area.js` into the JavaScript, but leaves `./area.ts` in the types. */
function pointTypesAtJavaScript(folder) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.d\.m?ts$/.test(name)) continue;
    const path = join(folder, name);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/(from '\.[^']*\.m?)ts'/g, "$1js'"));
  }
}

async function bundleForPages(outfile) {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: [join(home, 'index.ts')],
    outfile,
    bundle: true,
    format: 'iife',
    globalName: 'ExcelHost',
    target: 'es2022',
    minify: true,
    metafile: true,
    logLevel: 'warning',
  });
  // The packages that went in want to be named where they are handed on.
  const packages = new Set(
    Object.keys(metafile.inputs).flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  );
  const licences = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
    return `${name} ${version}${license === undefined ? '' : ` (${license})`}\n\n${text}`;
  });
  writeFileSync(`${outfile}.licenses.txt`, `${licences.join('\n\n---\n\n')}\n`);
}
