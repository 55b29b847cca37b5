import { z } from 'zod';

/** The closed list of error codes. */
const errorCodes = [
  'invalid_request',
  'protocol_unsupported',
  'workbook_unreadable',
  'not_signed_in',
  'sign_in_failed',
  'forbidden',
  'not_found',
  'revision_unknown',
  'sync_id_reused',
  'changed_meanwhile',
  'too_large',
  'too_many_requests',
  'internal',
  'unavailable',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** The HTTP status each code travels under. */
export const errorStatus = {
  invalid_request: 400,
  protocol_unsupported: 400,
  workbook_unreadable: 400,
  not_signed_in: 401,
  sign_in_failed: 401,
  forbidden: 403,
  not_found: 404,
  revision_unknown: 409,
  sync_id_reused: 409,
  changed_meanwhile: 409,
  too_large: 413,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Readonly<Record<ErrorCode, number>>;

export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(errorCodes),
      message: z.string().meta({ description: 'A sentence for the person: what happened and what to do.' }),
      details: z.unknown().optional(),
    }),
  })
  .meta({ id: 'Error' });

export type ErrorBody = z.infer<typeof errorBody>;
