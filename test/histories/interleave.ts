import type { Random } from './random.ts';

/** Work that calls `turn` wherever another's work may come in between. */
type Work = (turn: () => Promise<void>) => Promise<void>;

interface Runner {
  isDone: boolean;
  /** Goes on, to the next call of `turn` or to the end. */
  advance(): Promise<void>;
}

/**
 * Runs several pieces of asynchronous work so that just one of them moves at any time, and the random source says which
 * is next: the same seed gives the same interleaving, whatever the database behind takes its time for.
 */
export async function interleave(works: readonly Work[], random: Random): Promise<void> {
  const runners = works.map(runnerOf);
  for (let open = runners; open.length > 0; open = open.filter(({ isDone }) => !isDone)) {
    await random.pick(open).advance();
  }
}

function runnerOf(work: Work): Runner {
  let onStop: () => void = () => undefined;
  let goOn: (() => void) | null = null;
  let failure: { readonly error: unknown } | null = null;
  const turn = () =>
    new Promise<void>((resolve) => {
      goOn = resolve;
      onStop();
    });
  const start = async (): Promise<void> => {
    try {
      await work(turn);
    } catch (error) {
      failure = { error };
    }
    runner.isDone = true;
    onStop();
  };
  const runner: Runner = {
    isDone: false,
    async advance() {
      await new Promise<void>((resolve) => {
        onStop = resolve;
        if (goOn) goOn();
        else void start();
      });
      if (failure) throw failure.error;
    },
  };
  return runner;
}
