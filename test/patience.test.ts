import { describe, expect, test } from 'vitest';
import { patient, slowness } from './patience.ts';

const quiet = { wallMs: 600, cpuMs: 400, load: 0.5, cores: 2 };

describe('how long a test waits', () => {
  test('on a quiet machine is what it says', () => {
    expect(slowness(quiet)).toBe(1);
  });

  test('grows with the processes that want a core, and with how little of one the worker itself has got', () => {
    expect(slowness({ ...quiet, load: 20 })).toBe(10);
    expect(slowness({ ...quiet, wallMs: 8_000 })).toBe(10);
    expect(slowness({ ...quiet, load: 6, wallMs: 8_000 })).toBe(10);
  });

  test('has an end, and is never shorter than what is plenty on a quiet machine', () => {
    expect(slowness({ ...quiet, load: 4_000 })).toBe(30);
    expect(slowness({ ...quiet, wallMs: 1, load: 0 })).toBe(1);
    expect(patient(5_000)).toBeGreaterThanOrEqual(5_000);
  });

  test('is never longer than a timer can be, which would end it at once', () => {
    expect(patient(2 ** 40)).toBe(2 ** 31 - 1);
  });
});
