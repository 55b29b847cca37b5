// Makes `npm start` and `npm test` the only commands a fresh clone needs: installs packages when node_modules is absent
// or older than the lockfile, and (with --with-browser) Chromium where apt can bring it. `--meanwhile SCRIPT…`, last, runs
// npm scripts that start node and need no database driver, while the driver is compiled, which takes a minute of one core.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`SEP Sync needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const stamp = 'node_modules/.sep-installed';
const wanted = createHash('sha256')
  .update(readFileSync('package-lock.json'))
  .update(process.versions.modules)
  .digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.error('Installing packages (once; the database driver is compiled, which takes a minute or two) …');
  const isThere = npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  const meanwhile = isThere ? begin(namedAfter('--meanwhile')) : null;
  const isCompiled = isThere && npm('rebuild', ...mayRunScripts());
  // What fails there has been said, and is said again by who asks for it by name.
  if (meanwhile !== null) await once(meanwhile, 'close');
  if (!isCompiled) {
    console.error(
      'Packages could not be installed. A compiler is needed once: python3, make and g++ (on Debian: apt-get install -y python3 make g++).',
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

if (process.argv.includes('--with-browser') && !findChromium()) installChromium();

/** @returns whether it ended well */
function npm(...args) {
  const options = { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' };
  return spawnSync('npm', [...args, '--loglevel=error'], options).status === 0;
}

function namedAfter(option) {
  return process.argv.includes(option) ? process.argv.slice(process.argv.indexOf(option) + 1) : [];
}

/** Runs npm scripts side by side; null when there are none. */
function begin(scripts) {
  if (scripts.length === 0) return null;
  return spawn(process.execPath, ['scripts/side-by-side.mjs', ...scripts], { stdio: ['ignore', 2, 2] });
}

/** Packages whose scripts are run once they are there: a script of any other one could do whatever its author likes. */
function mayRunScripts() {
  const { run } = JSON.parse(readFileSync('scripts/install-scripts.json', 'utf8'));
  return Object.keys(run).filter((name) => existsSync(`node_modules/${name}`));
}

function findChromium() {
  return (
    process.env.CHROMIUM_PATH ||
    [
      '/usr/bin/chromium-headless-shell',
      '/usr/bin/chromium',
      '/usr/bin/chromium-browser',
      '/usr/bin/google-chrome',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ].find((path) => existsSync(path))
  );
}

function installChromium() {
  const canApt = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canApt) {
    console.error('Chromium is missing: the browser tests will fail. Install it, or name one in CHROMIUM_PATH.');
    return;
  }
  console.error('Installing Chromium for the browser tests (once) …');
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium-headless-shell'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    console.error(
      'Chromium could not be installed: the browser tests will fail. Install it, or name one in CHROMIUM_PATH.',
    );
  }
}
