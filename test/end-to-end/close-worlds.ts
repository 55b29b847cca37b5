import { afterAll } from 'vitest';
import { closeServers } from './world.ts';

// Runs before every test file: files share modules, and a module's own hooks would belong to the first one only.
afterAll(closeServers);
