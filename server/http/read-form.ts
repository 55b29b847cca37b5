import type { Context } from 'hono';
import { invalidRequest } from '../errors.ts';
import { declaredLength, type LimitOf } from './body-limit.ts';
import { gathered, upTo } from './read-body.ts';
import type { AppEnv } from './route-context.ts';

export interface UploadedForm {
  readonly file: { readonly name: string; readonly bytes: Uint8Array };
  /** The form's other fields, texts. */
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads a form with a file, of at most so many bytes. Throws too_large, and invalid_request where there is none. */
export async function readForm(c: Context<AppEnv>, limitOf: LimitOf): Promise<UploadedForm> {
  const type = c.req.header('content-type') ?? '';
  if (!/^multipart\/form-data\b/i.test(type)) {
    throw invalidRequest('', 'Send a form (multipart/form-data) with the file in the field file.');
  }
  const limit = limitOf(c);
  const declared = declaredLength(c, limit);
  const { body } = c.req.raw;
  const bytes = body === null ? new Uint8Array() : await gathered(upTo(limit, body), declared);
  const form = await parsedForm(bytes, type);
  const file = form.get('file');
  if (file === null) throw invalidRequest('file', 'The form has no file.');
  const texts = [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  const fields = new Map(texts);
  if (typeof file === 'string') return { file: { name: '', bytes: new TextEncoder().encode(file) }, fields };
  return { file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, fields };
}

async function parsedForm(bytes: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  } catch (error) {
    if (error instanceof TypeError) throw invalidRequest('', 'The form cannot be read.');
    throw error;
  }
}
