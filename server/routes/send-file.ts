import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { JobOwner } from '../workers/job-places.ts';
import type { AppEnv } from './route-context.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** An .xlsx file as the API's description has it. */
export const xlsxFile = z.string().meta({ format: 'binary' });

/** [FD5] Work for somebody who has gone ends. */
export function jobOwner(c: Context<AppEnv>): JobOwner {
  return { person: c.get('person').id, signal: c.req.raw.signal };
}

/** Answers with a workbook, which the browser saves under this name and keeps nowhere else. */
export function sendWorkbook(c: Context<AppEnv>, fileName: string, bytes: Uint8Array) {
  c.header('Content-Type', XLSX);
  c.header('Content-Disposition', attachment(fileName));
  c.header('Cache-Control', 'private, no-store');
  return c.body(new Uint8Array(bytes), 200);
}

/** RFC 6266: an ASCII name for old programs, the real one for the rest. */
function attachment(fileName: string): string {
  const ascii = fileName.replaceAll('–', '-').replaceAll(/[^ -~]|["\\]/g, '_');
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`;
}
