import { setFlagsFromString } from 'node:v8';

/** By how much the heap may grow beyond what is alive before it is collected again; 0: as V8 sees fit, up to fourfold. */
const growthFlag = (percent: number): string => `--heap-growing-percent=${percent}`;

const SPARING_PERCENT = 40;

/**
 * Runs work that leaves behind several times of what it holds, such as a first push of a hundred thousand rows, while garbage is
 * collected early. That takes an eighth more of CPU, so it is not for what is small. The heap is that of the process: it spares
 * until the last of several is done.
 */
export type Sparing = <T>(work: () => Promise<T>) => Promise<T>;

export function createSparing(setFlag: (flag: string) => void): Sparing {
  let underWay = 0;
  return async (work) => {
    if (underWay++ === 0) setFlag(growthFlag(SPARING_PERCENT));
    try {
      return await work();
    } finally {
      if (--underWay === 0) setFlag(growthFlag(0));
    }
  };
}

export const sparingMemory: Sparing = createSparing(setFlagsFromString);
