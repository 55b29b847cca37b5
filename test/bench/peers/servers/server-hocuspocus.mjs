import { Server } from '@hocuspocus/server';
import * as Y from 'yjs';
import { serveBench } from '../../harness/bench-server.ts';
import { temporaryFile } from '../../harness/temporary-file.ts';
import { storedCount, storeDurably } from '../inputs/durable-blob.mjs';

/** Stores a document as one blob, durably, right after each change. */
await serveBench(async () => {
  const file = temporaryFile('document');
  const stored = storedCount();
  const server = new Server({
    port: 0,
    address: '127.0.0.1',
    quiet: true,
    stopOnSignals: false,
    debounce: 0,
    onStoreDocument: async ({ document }) => {
      storeDurably(file, Y.encodeStateAsUpdate(document));
      stored.tell(document.getMap('rows').size);
    },
  });
  await server.listen();
  return {
    port: server.address.port,
    commands: { stored: (least) => stored.atLeast(least), reset: () => void stored.reset() },
  };
});
