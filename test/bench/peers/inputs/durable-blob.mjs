import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** Writes bytes to a file and waits until the disk has them. */
export function storeDurably(path, bytes) {
  const file = openSync(path, 'w');
  writeSync(file, bytes);
  fsyncSync(file);
  closeSync(file);
}

/** Lets a caller wait until rows of a document have been stored. */
export function storedCount() {
  let [count, waiting] = [0, []];
  return {
    tell: (stored) => {
      count = stored;
      for (const { least, resolve } of waiting) if (count >= least) resolve();
      waiting = waiting.filter(({ least }) => least > count);
    },
    atLeast: (least) => new Promise((resolve) => (count >= least ? resolve() : waiting.push({ least, resolve }))),
    reset: () => (count = 0),
  };
}
