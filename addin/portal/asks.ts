import type { z } from 'zod';
import type { PortalOutcome } from './portal-problem.ts';

/** How calls of one subject ask the server. */
export interface Asks {
  readonly get: <T>(schema: z.ZodType<T>, path: string) => Promise<PortalOutcome<T>>;
  /** `id`: repeated under it, the request has no further effect. */
  readonly send: <T>(
    method: 'POST' | 'PUT' | 'PATCH',
    schema: z.ZodType<T>,
    path: string,
    body: unknown,
    id?: string,
  ) => Promise<PortalOutcome<T>>;
}
