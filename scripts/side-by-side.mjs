// Runs npm scripts side by side, the named ones and those that a name with a * stands for (`check:*`), as many at a time
// as there are cores. With `--beside COMMAND` they run one after the other behind that command, on what it leaves of the
// machine. Ends with 1 when one has failed, and says last what that one has said.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const args = process.argv.slice(2);
const beside = args.includes('--beside') ? args.slice(args.indexOf('--beside') + 1) : [];
const names = args.includes('--beside') ? args.slice(0, args.indexOf('--beside')) : args;
const isNamed = (name) => names.some((asked) => matches(asked, name));
const waiting = Object.keys(scripts).filter(isNamed);
const failures = [];
if (waiting.length === 0) throw new Error(`No script is named ${names.join(' ')}.`);

function matches(asked, name) {
  return asked.endsWith('*') ? name.startsWith(asked.slice(0, -1)) : name === asked;
}

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await run(name);
}

/** npm has put the installed programs into PATH. */
async function run(name) {
  let said = '';
  const child = spawn(scripts[name], { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  if (beside.length > 0 && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const code = await endOf(child);
  if (code !== 0) failures.push(`FAILED ${name}: ${scripts[name]}\n${said}`);
}

function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
}

/** What the others stand behind; it says what it says as if it ran alone. */
async function runInFront([command, ...given]) {
  const child = spawn(command, given, { stdio: 'inherit', shell: process.platform === 'win32' });
  if ((await endOf(child)) !== 0) process.exitCode = 1;
}

if (beside.length > 0) await Promise.all([runInFront(beside), work()]);
else await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
