import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { openReader } from '../storage/database.ts';
import { createReadingApp } from './reading-app.ts';
import type { ReadingRequest } from './reading-messages.ts';

const address = z.union([z.object({ url: z.string() }), z.object({ file: z.string() })]);

/** Answers what reads much of a plan, one request at a time, beside the server's own thread. See plan-reader.ts for the other end. */
const answer = createReadingApp(openReader(address.parse(workerData)));

parentPort?.on('message', (request: ReadingRequest) => {
  void answer(request).then((reply) => parentPort?.postMessage(reply, []));
});
