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
/** What has begun and not ended, with how to end it. */
const running = new Map();
if (waiting.length === 0) throw new Error(`No script is named ${names.join(' ')}.`);

function matches(asked, name) {
  return asked.endsWith('*') ? name.startsWith(asked.slice(0, -1)) : name === asked;
}

async function work() {
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await run(name);
}

const isWindows = process.platform === 'win32';

/** npm has put the installed programs into PATH. A shell does not end what it has begun, so a script is a group of its own. */
async function run(name) {
  let said = '';
  const child = spawn(scripts[name], { shell: true, detached: !isWindows, stdio: ['ignore', 'pipe', 'pipe'] });
  running.set(child, (signal) => endGroup(child, signal));
  if (beside.length > 0 && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const code = await endOf(child);
  if (code !== 0 && endedBy === null) failures.push(`FAILED ${name}: ${scripts[name]}\n${said}`);
}

function endGroup(child, signal) {
  if (isWindows || child.pid === undefined) return child.kill(signal);
  try {
    return process.kill(-child.pid, signal);
  } catch {
    // It has ended in this moment.
    return false;
  }
}

function endOf(child) {
  return new Promise((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  }).finally(() => running.delete(child));
}

/** What the others stand behind; it says what it says as if it ran alone. */
async function runInFront([command, ...given]) {
  const child = spawn(command, given, { stdio: 'inherit', shell: isWindows });
  running.set(child, (signal) => child.kill(signal));
  if ((await endOf(child)) !== 0) process.exitCode = 1;
}

let endedBy = null;
/** Who is ended ends what it has begun, and begins nothing more. A second time it goes at once. */
function endAll(signal) {
  endedBy = signal;
  waiting.length = 0;
  for (const end of running.values()) end(signal);
}
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.once(signal, endAll);

// What is still waiting when that command ends has the whole machine.
if (beside.length > 0) await Promise.all([runInFront(beside).then(work), work()]);
else await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
for (const failure of failures) console.error(failure);
if (failures.length > 0) process.exitCode = 1;
if (endedBy !== null) process.exitCode = 128 + constants.signals[endedBy];
