import { vi } from 'vitest';
import { patient } from './patience.ts';

// Runs before every test file: the limits of tests and hooks that name none of their own.
vi.setConfig({ testTimeout: patient(120_000), hookTimeout: patient(240_000) });
