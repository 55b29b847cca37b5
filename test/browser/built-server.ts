import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { patient } from '../patience.ts';

/** Tests and the bench, whose scripts are bundled elsewhere, run in the folder of the repository. */
const root = process.cwd();
const START_WITHIN_MS = patient(60_000);

/** Builds what `npm start` would build; quick when nothing has changed. */
export async function build(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: root });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly complaints: string;
}

export interface BuiltServer {
  readonly url: string;
  readonly process: ChildProcess;
  /** Asks it to stop as a service manager would, and waits until it has. */
  stop(): Promise<Ended>;
}

/** Tests act faster than people do. */
const withoutLimits = {
  SYNCS_PER_PERSON: '0',
  SYNCS_PER_PROGRAM: '0',
  REQUESTS_PER_PERSON: '0',
  LONG_REQUESTS_PER_PERSON: '0',
  REQUESTS_PER_SOURCE: '0',
};

/** Variables of the run that started the tests must not reach the server. */
function environment(extra: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], PORT: '0', ...withoutLimits, ...extra };
}

/** Runs dist/server/main.js until it ends by itself. */
export async function runServer(extra: Readonly<Record<string, string>>): Promise<Ended> {
  const data = mkdtempSync(join(tmpdir(), 'sep-server-'));
  const env = environment({ SEP_DATA: data, ...extra });
  const result = await ended(spawn(process.execPath, ['dist/server/main.js'], { cwd: root, env }));
  rmSync(data, { recursive: true });
  return result;
}

/**
 * Starts dist/server/main.js on a free port with a data folder of its own, and waits until it listens.
 * @param filledFrom a folder whose files the server finds in its data folder, SEP_DATA or its own
 */
export async function startServer(extra: Readonly<Record<string, string>>, filledFrom?: string): Promise<BuiltServer> {
  const data = mkdtempSync(join(tmpdir(), 'sep-server-'));
  if (filledFrom !== undefined) cpSync(filledFrom, extra['SEP_DATA'] ?? data, { recursive: true });
  const child = spawn(process.execPath, ['dist/server/main.js'], {
    cwd: root,
    env: environment({ SEP_DATA: data, LOG_LEVEL: 'error', ...extra }),
  });
  const end = ended(child);
  const url = await listening(child, end).catch((error: unknown) => {
    // Nobody else knows of it.
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    process: child,
    stop: async () => {
      child.kill('SIGTERM');
      const result = await end;
      rmSync(data, { recursive: true, force: true });
      return result;
    },
  };
}

async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let complaints = '';
  child.stdout?.on('data', (part) => (out += String(part)));
  child.stderr?.on('data', (part) => (complaints += String(part)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, complaints };
}

async function listening(child: ChildProcess, end: Promise<Ended>): Promise<string> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      let text = '';
      const late = (): void =>
        reject(new Error(`The server did not start in ${START_WITHIN_MS} ms. It has said: ${text}`));
      timer = setTimeout(late, START_WITHIN_MS);
      child.stdout?.on('data', (part) => {
        text += String(part);
        const url = /running at (\S+)/.exec(text)?.[1];
        if (url !== undefined) resolve(url);
      });
      void end.then(({ code, complaints }) => reject(new Error(`The server ended with ${code}: ${complaints}`)));
    });
  } finally {
    clearTimeout(timer);
  }
}
