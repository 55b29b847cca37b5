// Derives keys of passwords, one after another, in a thread of its own.
import { scryptSync } from 'node:crypto';
import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { ScryptJob, ScryptReply } from './password-threads.ts';

const MEMORY_LIMIT = 128 * 1024 * 1024;
const LOW_PRIORITY = 10;

// On Linux a thread has a priority of its own: whatever else the server does goes before a sign-in. Elsewhere it is the process's.
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

if (parentPort === null) throw new Error('This file runs as a worker.');
const port = parentPort;

port.on('message', ({ password, salt, bytes, cost }: ScryptJob) => {
  port.postMessage(derive(password, salt, bytes, cost));
});

function derive(password: string, salt: Uint8Array, bytes: number, cost: ScryptJob['cost']): ScryptReply {
  try {
    return { hash: new Uint8Array(scryptSync(password, salt, bytes, { ...cost, maxmem: MEMORY_LIMIT })) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}
