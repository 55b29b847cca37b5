import { deserialize, serialize } from 'node:v8';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { SeedStep } from './seed-steps.ts';

/** What a history tells of its steps beforehand. */
export type ToldStep = Pick<SeedStep, 'on' | 'note'>;

/** A step that waits for its turn. */
export interface StepLaidAside extends ToldStep, Pick<SeedStep, 'by'> {
  take(): SeedStep;
}

/**
 * The steps with their rows packed, out of the heap: those of a state are half a gigabyte, and each time that memory is collected
 * all of them would be looked through. The list is left empty, so that nothing holds a row twice.
 */
export function stepsLaidAside(steps: SeedStep[]): StepLaidAside[] {
  const aside: StepLaidAside[] = [];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const { on, note, by, inserts, updates, ...rest } = step;
    const packed = deflateRawSync(serialize({ inserts, updates }), { level: 1 });
    aside.push({ on, note, by, take: () => ({ ...rest, on, note, by, ...rowsOf(packed) }) });
  }
  return aside.reverse();
}

function rowsOf(packed: Buffer): Pick<SeedStep, 'inserts' | 'updates'> {
  return deserialize(inflateRawSync(packed));
}
