import type { z } from 'zod';
import type { DownloadedFile } from './downloaded-file.ts';
import type { PortalOutcome } from './portal-problem.ts';

/** How calls of one subject ask the server. Paths are below the address of its API, with their query. */
export interface Asks {
  readonly ask: <T>(schema: z.ZodType<T>, path: string, init: RequestInit) => Promise<PortalOutcome<T>>;
  readonly get: <T>(schema: z.ZodType<T>, path: string) => Promise<PortalOutcome<T>>;
  /** `id`: repeated under it, the request has no further effect. */
  readonly send: <T>(
    method: 'POST' | 'PUT' | 'PATCH',
    schema: z.ZodType<T>,
    path: string,
    body: unknown,
    id?: string,
  ) => Promise<PortalOutcome<T>>;
  /** `name`: of the file where the server gives it none. */
  readonly getFile: (path: string, name: string, init?: RequestInit) => Promise<PortalOutcome<DownloadedFile>>;
  readonly postFile: <T>(schema: z.ZodType<T>, path: string, content: Blob) => Promise<PortalOutcome<T>>;
}
