import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openReader } from '../storage/database.ts';
import { createReadingApp } from './reading-app.ts';
import type { ReadingRequest } from './reading-messages.ts';

const given = z.object({
  address: z.union([z.object({ url: z.string() }), z.object({ file: z.string() })]),
  version: z.string(),
});
const { address, version } = given.parse(workerData);

/** Answers what reads much of a plan, one request at a time, beside the server's own thread. See plan-reader.ts for the other end. */
const answer = createReadingApp(openReader(address), version);

parentPort?.on('message', (request: ReadingRequest) => {
  // The bytes are handed over, not copied: there may be many.
  void answer(request).then((reply) => parentPort?.postMessage(reply, [reply.body.buffer]));
});
