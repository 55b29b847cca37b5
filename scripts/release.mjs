// Makes one archive of what has been built: dist/sep-sync-<version>.tar.gz with the server, the pages, the packages that the
// server needs while it runs, a bill of materials (CycloneDX) and checksums. `node server/main.js` in the unpacked folder runs
// it. The same sources give the same archive, byte for byte, on the same machine. Needs GNU tar.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const project = JSON.parse(readFileSync('package.json', 'utf8'));
const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const name = `sep-sync-${project.version}`;
const aside = `node_modules/.cache/sep-release-${process.pid}`;
const folder = join(aside, name);

mkdirSync(folder, { recursive: true });
try {
  const runtime = neededBy(packagesNamedIn('dist/server'));
  cpSync('dist/server', join(folder, 'server'), { recursive: true });
  cpSync('dist/addin', join(folder, 'addin'), { recursive: true });
  for (const path of runtime) copyPackage(path);
  for (const file of ['manifest.xml', 'docs/install.md', 'CHANGELOG.md'])
    cpSync(file, join(folder, file.split('/').pop()));
  writeJson('package.json', aboutRelease(runtime));
  writeJson('sbom.cdx.json', billOfMaterials());
  writeFileSync(join(folder, 'SHA256SUMS'), sumsOf(folder));
  const archive = `dist/${name}.tar.gz`;
  pack(archive);
  writeFileSync(`${archive}.sha256`, `${sha256(readFileSync(archive))}  ${name}.tar.gz\n`);
  const megabytes = (statSync(archive).size / 1_000_000).toFixed(1);
  console.log(`${archive}: ${megabytes} MB, ${runtime.length} packages.`);
} finally {
  rmSync(aside, { recursive: true, force: true });
}

/** Names of our dependencies that stand as texts in the bundled server: all it imports, resolves or starts. */
function packagesNamedIn(server) {
  const text = filesIn(server)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(server, file), 'utf8'))
    .join('\n');
  const isNamed = (dependency) =>
    new RegExp(`["'\`]${dependency.replaceAll(/[/.]/g, '\\$&')}(?:/[^"'\`]*)?["'\`]`).test(text);
  return Object.keys(project.dependencies).filter(isNamed);
}

/** Where these packages and everything they need lie, as the lockfile has it. */
function neededBy(names) {
  const found = new Set();
  const visit = (dependency, from) => {
    const path = placeOf(dependency, from);
    if (path === undefined || found.has(path)) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = locked[path];
    for (const each of Object.keys({ ...dependencies, ...optionalDependencies })) visit(each, path);
  };
  for (const each of names) visit(each, '');
  const there = [...found].filter((path) => existsSync(path));
  return there.sort((a, b) => (a < b ? -1 : 1));
}

/** As node finds a package: in the nearest node_modules above. */
function placeOf(dependency, from) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const path = at === '' ? `node_modules/${dependency}` : `${at}/node_modules/${dependency}`;
    if (locked[path] !== undefined) return path;
    if (at === '') return undefined;
  }
}

/** Without the packages inside it, which come by themselves, and what compiling has left. */
function copyPackage(path) {
  const isKept = (from) =>
    !from.slice(path.length).includes('/node_modules') && !/\/build\/Release\/\.?(?:obj|deps)/.test(from);
  cpSync(path, join(folder, path), { recursive: true, filter: isKept });
}

function aboutRelease(runtime) {
  const { version, description, license, type, engines } = project;
  const versions = Object.entries(project.dependencies).filter(([each]) => runtime.includes(`node_modules/${each}`));
  const scripts = { start: 'node server/main.js', sep: 'node server/cli.js' };
  return {
    name: project.name,
    version,
    description,
    private: true,
    license,
    type,
    engines,
    scripts,
    dependencies: Object.fromEntries(versions),
  };
}

/** Everything that is in the archive, in the pages as well; without the number and time that npm gives each bill. */
function billOfMaterials() {
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const bill = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  // npm leaves out packages that others want as their peers, such as react, which is in the pages.
  const listed = new Set(bill.components.map((each) => `${componentName(each)}@${each.version}`));
  for (const [path, { version, license, dev, devOptional, link }] of Object.entries(locked)) {
    const name = path.split('node_modules/').at(-1);
    if (!path.startsWith('node_modules/') || dev || devOptional || link || listed.has(`${name}@${version}`)) continue;
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    bill.components.push({
      'bom-ref': `${name}@${version}`,
      type: 'library',
      name,
      version,
      purl,
      licenses: [{ license: { id: license } }],
    });
  }
  return bill;
}

function componentName({ group, name }) {
  return group ? `${group}/${name}` : name;
}

function writeJson(file, value) {
  writeFileSync(join(folder, file), `${JSON.stringify(value, null, 2)}\n`);
}

function sumsOf(root) {
  return filesIn(root)
    .map((file) => `${sha256(readFileSync(join(root, file)))}  ${file}\n`)
    .join('');
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Paths below a folder, in one order everywhere. */
function filesIn(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}

function pack(archive) {
  const plain = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--mode=u+rwX,go-w'];
  execFileSync('tar', [...plain, '-C', aside, '-cf', `${aside}/all.tar`, name]);
  execFileSync('gzip', ['-n', '-6', '-f', `${aside}/all.tar`]);
  cpSync(`${aside}/all.tar.gz`, archive);
}
