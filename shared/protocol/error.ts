import { z } from 'zod';

/** The closed list of error codes, each with the HTTP status it travels under. */
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
  too_large: 413,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]),
      message: z.string().meta({ description: 'A sentence for the person: what happened and what to do.' }),
      details: z.unknown().optional(),
    }),
  })
  .meta({ id: 'Error' });

export type ErrorBody = z.infer<typeof errorBody>;
