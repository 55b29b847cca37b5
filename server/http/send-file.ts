import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { JobOwner } from '../workers/job-places.ts';
import type { AppEnv } from './route-context.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const PDF = 'application/pdf';

const file = z.string().meta({ format: 'binary' });

/** Files as the API's description has them. */
export const xlsxFile = file;
export const pdfFile = file;
export const docxFile = file;

/** [FD5] Work for somebody who has gone ends. */
export function jobOwner(c: Context<AppEnv>): JobOwner {
  return { person: c.get('person').id, signal: c.req.raw.signal };
}

/** A file that is made for who asks for it. */
export interface MadeFile {
  readonly fileName: string;
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Answers with a file, which the browser saves under its name and keeps nowhere else. */
export function sendFile(c: Context<AppEnv>, { fileName, type, bytes }: MadeFile) {
  c.header('Content-Type', type);
  c.header('Content-Disposition', attachment(plainFileName(fileName)));
  c.header('Cache-Control', 'private, no-store');
  return c.body(new Uint8Array(bytes), 200);
}

/** A title as the name of a file: systems take no slashes, colons or quotes in one, and hide one that begins with a point. */
export function plainFileName(title: string): string {
  return title.replaceAll(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').replace(/^[ .]+/, '');
}

/** RFC 6266: an ASCII name for old programs, the real one for the rest; what RFC 8187 has no letters for is a number there. */
export function attachment(fileName: string): string {
  const ascii = fileName.replaceAll('–', '-').replaceAll(/[^ -~]|["\\]/g, '_');
  const encoded = encodeURIComponent(fileName).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
