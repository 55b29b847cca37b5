import fc from 'fast-check';
import { firstSeed, tries } from './run-size.ts';

// Runs before every test file that may generate: laws are tried with other values every day, and with the same all day long, so
// that a change is not refused for what was wrong before it. What fails is told with its seed and path, and becomes a test.
const LARGEST_SEED = 2 ** 31;
fc.configureGlobal({ seed: firstSeed() % LARGEST_SEED, numRuns: tries(100) });
