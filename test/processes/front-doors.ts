import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { vi } from 'vitest';
import { asPostgresUser } from '../postgres/embedded-postgres.ts';
import { patient } from '../patience.ts';

/** A program that stands before others: HAProxy or PgBouncer. */
export interface FrontDoor {
  /** Ends it at once and starts it anew. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const debianPackages = { haproxy: 'haproxy', pgbouncer: 'pgbouncer' } as const;
type Program = keyof typeof debianPackages;

/** Debian keeps them where only administrators look. */
const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin`;

/** Throws an Error that says what to install. */
export function assertInstalled(program: Program): void {
  const { error } = spawnSync(program, ['-v'], { env: { PATH } });
  if (error === undefined) return;
  throw new Error(
    `This test needs ${program}, and there is none in the PATH. Install the Debian package ${debianPackages[program]}, as .ci/run does.`,
  );
}

/** An example of docs/several-servers.md: the block of this language. Throws when there is none. */
export function documented(language: 'haproxy' | 'ini'): string {
  const page = readFileSync('docs/several-servers.md', 'utf8');
  const [, block] = new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(page) ?? [];
  if (block === undefined) throw new Error(`docs/several-servers.md has no example in ${language}.`);
  return block;
}

/** Puts other addresses into an example. Throws when one of the words to replace is not in it. */
export function replaced(text: string, words: Readonly<Record<string, string>>): string {
  return Object.entries(words).reduce((whole, [word, other]) => {
    if (!whole.includes(word)) throw new Error(`"${word}" is not in the example any more.`);
    return whole.replaceAll(word, other);
  }, text);
}

/** Starts HAProxy or PgBouncer with a configuration, as who may run PostgreSQL, and waits until its ports answer. */
export async function openFrontDoor(
  program: Program,
  folder: string,
  { config, ports }: { readonly config: string; readonly ports: readonly number[] },
): Promise<FrontDoor> {
  const file = join(folder, `${program}.conf`);
  writeFileSync(file, config);
  chmodSync(file, 0o644);
  const args = program === 'haproxy' ? ['-db', '-f', file] : [file];
  let running: ChildProcess;
  const start = async (): Promise<void> => {
    const child = spawn(program, args, { ...asPostgresUser, env: { PATH }, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (said += String(text)));
    running = child;
    const answers = async (): Promise<void> => {
      const isOver = child.exitCode !== null;
      const isAnswering = (await Promise.all(ports.map(isOpen))).every(Boolean);
      if (isOver || !isAnswering) throw new Error(`${program} ${isOver ? 'has ended' : 'does not answer'}: ${said}`);
    };
    await vi.waitFor(answers, { timeout: patient(20_000), interval: 20 });
  };
  const stop = async (): Promise<void> => {
    const child = running;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  await start();
  return { restart: () => stop().then(start), stop };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() !== undefined));
    socket.once('error', () => resolve(false));
  });
}
