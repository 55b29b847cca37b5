// Runs npm scripts side by side, the named ones and those that a name with a * stands for (`check:*`), as many at a time
// as there are cores. Ends with 1 when one has failed, and says what that one has said.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const isNamed = (name) => process.argv.slice(2).some((asked) => matches(asked, name));
const waiting = Object.keys(scripts).filter(isNamed);
if (waiting.length === 0) throw new Error(`No script is named ${process.argv.slice(2).join(' ')}.`);

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
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part));
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code === 0) return;
  process.exitCode = 1;
  console.error(`FAILED ${name}: ${scripts[name]}\n${said}`);
}

await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work));
