import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { ProcessFigures } from './process-figures.ts';

/** A server in a process of its own. */
export interface ServerProcess {
  /** Such as http://127.0.0.1:34567. */
  readonly url: string;
  /** Asks for one of the server's commands and gives its answer. */
  command(name: string, argument?: unknown): Promise<unknown>;
  startFigures(): Promise<void>;
  readFigures(): Promise<ProcessFigures>;
  stop(): Promise<void>;
}

const answered = z.object({ id: z.number(), value: z.unknown().optional(), error: z.string().optional() });
const listening = z.object({ port: z.number() });
const figures = z.object({ cpuMs: z.number(), peakBytes: z.number() });

/** Starts a built server script that lies beside the running contender. */
export async function startServerProcess(script: string, databaseUrl?: string): Promise<ServerProcess> {
  const path = fileURLToPath(new URL(`./${script}.js`, import.meta.url));
  const child = fork(path, [databaseUrl ?? ''], {
    execArgv: ['--expose-gc', '--enable-source-maps'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, (answer: z.output<typeof answered>) => void>();
  let lastId = 0;
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${script} ended (exit code ${code}).`)));
    child.once('message', (message) => resolve(listening.parse(message).port));
  });
  child.once('exit', (code) => {
    for (const [id, tell] of waiting) tell({ id, error: `${script} ended (exit code ${code}).` });
  });
  child.on('message', (message) => {
    const answer = answered.parse(message);
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  const command = (name: string, argument?: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, ({ value, error }) => (error === undefined ? resolve(value) : reject(new Error(error))));
      child.send({ id, command: name, argument });
    });
  return {
    url: `http://127.0.0.1:${port}`,
    command,
    startFigures: async () => void (await command('startFigures')),
    readFigures: async () => figures.parse(await command('readFigures')),
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}
