import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { rowsReply } from './cells.ts';
import { errorBody } from './error.ts';
import { program, signInReply, signInRequest } from './people.ts';
import { syncReply, syncRequest } from './sync.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** The wire of each protocol version. A version once shipped never changes: add a line, and keep answering the old ones. */
const shipped: Readonly<Record<number, string>> = {
  1: '9624ef65ea617666',
};

test('the wire schemas are those of the protocol version they claim', () => {
  const schemas = { syncRequest, syncReply, rowsReply, signInRequest, signInReply, program, errorBody };
  const text = Object.entries(schemas).map(
    ([name, schema]) => `${name} ${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))}`,
  );
  const hash = createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 16);
  expect(hash, 'The wire changed: raise PROTOCOL_VERSION and pin the new hash.').toBe(shipped[PROTOCOL_VERSION]);
});
