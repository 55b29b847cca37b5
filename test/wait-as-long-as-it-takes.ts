import { vi } from 'vitest';
import { patient } from './patience.ts';

// Runs before every test file: the limits of tests and hooks that name none of their own.
vi.setConfig({ testTimeout: patient(60_000), hookTimeout: patient(120_000) });
