import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const here = import.meta.dirname;

export interface SyncedServer {
  readonly port: number;
  readonly process: ChildProcess;
  /** How often the process has waited for the disk so far. */
  syncs(): number;
  stop(): Promise<void>;
}

/**
 * Serves a SQLite file in a process of its own and counts its calls of fsync and fdatasync, by a small library that is
 * compiled into `folder` and loaded before it. Throws when there is no C compiler.
 */
export async function startSyncedServer(database: string, folder: string): Promise<SyncedServer> {
  const library = join(folder, 'count-syncs.so');
  const counted = join(folder, 'syncs');
  compile(library);
  writeFileSync(counted, '');
  const child = spawn(process.execPath, ['--import', 'tsx', join(here, 'sync-server.ts'), database], {
    env: { PATH: process.env['PATH'], LD_PRELOAD: library, SYNCS_COUNTED_IN: counted },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.on('data', (line) => resolve(Number(/:(\d+)/.exec(String(line))?.[1])));
    child.on('exit', (code) => reject(new Error(`The server ended with ${code}.`)));
  });
  const stop = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  };
  return { port, process: child, syncs: () => statSync(counted).size, stop };
}

function compile(library: string): void {
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-o', library, join(here, 'count-syncs.c'), '-ldl']);
  } catch (error) {
    throw new Error('To count what is waited for, this test needs a C compiler: install g++ (README, Try it).', {
      cause: error,
    });
  }
}
