import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { rowsReply } from './cells.ts';
import { errorBody } from './error.ts';
import { presenceEvent, revisionEvent } from './events.ts';
import { membershipReply, program, signInReply, signInRequest } from './people.ts';
import { presenceReply, presenceRequest } from './presence.ts';
import { syncReply, syncRequest } from './sync.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** The wire of each protocol version. A version once shipped never changes: add a line, and keep answering the old ones. */
const shipped: Readonly<Record<number, string>> = {
  1: '9624ef65ea617666',
};

/**
 * Routes added to a version after it was shipped. An older pane never asks for them and a newer one does without, so they
 * raise no version; what they say never changes either.
 */
const added = {
  presence: { schemas: { presenceRequest, presenceReply, revisionEvent, presenceEvent }, hash: '468e234ef39630e4' },
  membership: { schemas: { membershipReply }, hash: '45d35000a7ec374f' },
} as const;

test('the wire schemas are those of the protocol version they claim', () => {
  const schemas = { syncRequest, syncReply, rowsReply, signInRequest, signInReply, program, errorBody };
  const hash = hashOf(schemas);
  expect(hash, 'The wire changed: raise PROTOCOL_VERSION and pin the new hash.').toBe(shipped[PROTOCOL_VERSION]);
});

test.each(Object.entries(added))('what was added for %s is as it was shipped', (_name, { schemas, hash }) => {
  expect(hashOf(schemas), 'The wire changed: raise PROTOCOL_VERSION and pin the new hash.').toBe(hash);
});

function hashOf(schemas: Readonly<Record<string, z.ZodType>>): string {
  const text = Object.entries(schemas).map(
    ([name, schema]) => `${name} ${JSON.stringify(z.toJSONSchema(schema, { io: 'input' }))}`,
  );
  return createHash('sha256').update(text.join('\n')).digest('hex').slice(0, 16);
}
