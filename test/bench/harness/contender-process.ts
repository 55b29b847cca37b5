import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { ContenderOptions } from './contender.ts';

const measuredSample = z.object({
  ms: z.number(),
  cpuMs: z.number(),
  peakBytes: z.number(),
  facts: z.record(z.string(), z.number()).default({}),
});

/** One timed run with what the contender's process used meanwhile. */
export type MeasuredSample = z.output<typeof measuredSample>;

const answer = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ sample: measuredSample }),
  z.object({ error: z.string() }),
]);

/** A contender in a process of its own, so that neither heap nor compiled code of one burdens another. */
export interface RunningContender {
  run(): Promise<MeasuredSample>;
  close(): Promise<void>;
}

/** Starts a built contender script and waits until it has prepared. Throws an Error with the contender's own words. */
export async function startContender(script: string, options: ContenderOptions): Promise<RunningContender> {
  const child = fork(script, [JSON.stringify(options)], {
    execArgv: ['--expose-gc', '--enable-source-maps', '--max-old-space-size=8192'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (complaints = (complaints + text).slice(-2000)));
  // A process that ends between two runs is told of at the next one; an unheard "error" would end the bench.
  child.on('error', (error) => (complaints += error.message));
  const hear = () => nextAnswer(child, () => complaints);
  await hear().catch((error: unknown) => {
    // What it has started goes with it, and nobody else would end it.
    child.kill('SIGKILL');
    throw error;
  });
  return {
    run: async () => {
      if (!child.connected) throw new Error(`The contender ended between runs. ${complaints}`);
      child.send('run');
      const heard = await hear();
      if (!('sample' in heard)) throw new Error('The contender did not measure.');
      return heard.sample;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.send('close');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(force);
    },
  };
}

type Answer = Exclude<z.output<typeof answer>, { error: string }>;

async function nextAnswer(child: ChildProcess, complaints: () => string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => {
      reject(new Error(`The contender ended (exit code ${code}). ${complaints()}`));
    };
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      const heard = answer.parse(message);
      if ('error' in heard) reject(new Error(heard.error));
      else resolve(heard);
    });
  });
}
