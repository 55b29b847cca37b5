import { z } from '@hono/zod-openapi';

/** A quoted text as the header's draft standard has it, or a bare one. */
export const idempotencyKey = z
  .string()
  .regex(/^("[!#-~]{1,80}"|[!#-~]{1,80})$/, 'A text of 1 to 80 printable characters, in quotes or without.')
  .transform((text) => text.replaceAll('"', ''))
  .meta({
    description: 'Names this request: one per attempt, repeated when the attempt is. Without it each request counts.',
  });
