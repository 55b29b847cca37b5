import { vi } from 'vitest';
import { patient } from './patience.ts';
import { isLong } from './run-size.ts';

// Runs before every test file: the limits of tests and hooks that name none of their own.
vi.setConfig({ testTimeout: patient(isLong ? 3_600_000 : 120_000), hookTimeout: patient(240_000) });
