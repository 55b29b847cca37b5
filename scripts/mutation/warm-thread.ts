import { ThreadsPoolWorker, type PoolOptions, type PoolRunnerInitializer, type PoolWorker } from 'vitest/node';

export interface WarmThread {
  /** What Vitest's configuration takes as its `pool`. */
  readonly pool: PoolRunnerInitializer;
  /** Ends the thread, whatever it is doing. The next run starts another. */
  end(): Promise<void>;
}

type Listener = Parameters<PoolWorker['on']>[1];

const NAME = 'warm-thread';

/**
 * One thread for all runs. Vitest ends its threads with every run, and a new one reads all packages and modules again,
 * which takes longer than most test files do.
 */
export function createWarmThread(): WarmThread {
  let warm: ThreadsPoolWorker | null = null;
  const end = async (): Promise<void> => {
    const ending = warm;
    warm = null;
    await ending?.stop();
  };
  return { pool: { name: NAME, createPoolWorker }, end };

  /** What Vitest takes for a worker of its own: its start and its stop are answered here where the thread goes on. */
  function createPoolWorker(options: PoolOptions): PoolWorker {
    let thread: ThreadsPoolWorker;
    let isReady = false;
    const heard: { event: string; listener: Listener }[] = [];
    const answer = (type: 'started' | 'stopped'): void => {
      const listeners = heard.filter(({ event }) => event === 'message');
      for (const { listener } of listeners) listener({ type, __vitest_worker_response__: true });
    };
    return {
      name: NAME,
      async start() {
        isReady = warm !== null;
        thread = warm ??= new ThreadsPoolWorker(options);
        if (!isReady) await thread.start();
      },
      send(message) {
        if (message.type === 'start' && isReady) answer('started');
        else if (message.type === 'stop') answer('stopped');
        else thread.send(message);
      },
      on(event, listener) {
        heard.push({ event, listener });
        thread.on(event, listener);
      },
      off(event, listener) {
        if (thread === warm) thread.off(event, listener);
      },
      stop() {
        if (thread === warm) for (const { event, listener } of heard) thread.off(event, listener);
        return Promise.resolve();
      },
      deserialize: (data) => data,
    };
  }
}
