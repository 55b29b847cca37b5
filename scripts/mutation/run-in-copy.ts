import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { readyMessage, runReply, type RunReply, type RunRequest } from './copy-messages.ts';

/** Runs test files in a copy by one long-lived Vitest, so that a change costs a run and not a start. */
export interface CopyRunner {
  /** The test files that the sample's configuration includes. */
  testFiles(): Promise<ReadonlySet<string>>;
  run(request: RunRequest): Promise<RunReply>;
  stop(): Promise<void>;
}

/** In place of a message: the process has ended, as a change to an exit or to memory may make it. */
const ENDED = Symbol('ended');
/** Vitest breaks a file off by itself; when it is this late with that, it hangs as well. */
const GRACE_MS = 60_000;

interface Running {
  readonly child: ChildProcess;
  readonly testFiles: ReadonlySet<string>;
}

export function createCopyRunner(root: string): CopyRunner {
  let running: Running | null = null;
  const started = async (): Promise<Running> => (running ??= await startVitest(root));
  const stop = async (): Promise<void> => {
    const ending = running?.child;
    running = null;
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return;
    ending.kill('SIGKILL');
    await once(ending, 'exit');
  };
  return {
    testFiles: async () => (await started()).testFiles,
    async run(request) {
      const { child } = await started();
      const reply = nextMessage(child);
      child.send(request);
      const message = await within(reply, request.most.seconds * 1000 + GRACE_MS);
      const none = { seconds: 0, cpuSeconds: 0, inTests: {}, outside: {} };
      if (message === ENDED) {
        running = null;
        return { failure: 'the process of the tests ended', brokenOff: false, ...none };
      }
      if (message !== null) return runReply.parse(message);
      await stop();
      return { failure: null, brokenOff: true, ...none };
    },
    stop,
  };
}

async function startVitest(root: string): Promise<Running> {
  const script = fileURLToPath(new URL('vitest-in-copy.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), script], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'test', VITEST: '1' },
  });
  const { testFiles } = readyMessage.parse(await nextMessage(child));
  return { child, testFiles: new Set(testFiles) };
}

/** The child's next message, or ENDED. */
function nextMessage(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => {
    const ended = (): void => resolve(ENDED);
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(message);
    });
  });
}

/** What a promise gives, or null when it gives nothing in time. */
async function within<T>(promise: Promise<T>, limitMs: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
