import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocketServer } from 'ws';
import * as sync from 'y-protocols/sync';
import * as Y from 'yjs';
import { serveBench } from '../../harness/bench-server.ts';
import { temporaryFile } from '../../harness/temporary-file.ts';
import { storedCount, storeDurably } from '../inputs/durable-blob.mjs';

const SYNC = 0;

/** The least server for y-websocket's provider: one document per path, stored as one blob after each change. */
await serveBench(async () => {
  const file = temporaryFile('document');
  const stored = storedCount();
  const docs = new Map();
  const docAt = (path) => {
    if (!docs.has(path)) docs.set(path, open());
    return docs.get(path);
  };
  const open = () => {
    const doc = new Y.Doc();
    doc.on('update', () => {
      storeDurably(file, Y.encodeStateAsUpdate(doc));
      stored.tell(doc.getMap('rows').size);
    });
    return doc;
  };
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  sockets.on('connection', (socket, request) => {
    const doc = docAt(request.url);
    const send = (write) => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, SYNC);
      write(encoder);
      if (encoding.length(encoder) > 1) socket.send(encoding.toUint8Array(encoder));
    };
    socket.on('message', (message) => {
      const decoder = decoding.createDecoder(new Uint8Array(message));
      if (decoding.readVarUint(decoder) !== SYNC) return;
      send((encoder) => sync.readSyncMessage(decoder, encoder, doc, socket));
    });
    const forward = (update, origin) => {
      if (origin !== socket) send((encoder) => sync.writeUpdate(encoder, update));
    };
    doc.on('update', forward);
    socket.on('close', () => doc.off('update', forward));
    send((encoder) => sync.writeSyncStep1(encoder, doc));
  });
  await new Promise((resolve) => sockets.once('listening', resolve));
  return {
    port: sockets.address().port,
    commands: { stored: (least) => stored.atLeast(least), reset: () => void stored.reset() },
  };
});
