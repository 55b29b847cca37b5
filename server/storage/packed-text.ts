import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** No JSON text begins so. */
const PACKED = 'gz:';
/** Below this, packing saves nothing worth having. */
const PACK_FROM = 1024;

/** A JSON text as it is kept: a long one packed, since what it says is mostly the same sentence again [FD10]. */
export async function packText(text: string): Promise<string> {
  if (text.length < PACK_FROM) return text;
  return PACKED + (await promisify(gzip)(text)).toString('base64');
}

/** The text that was packed; one that an older version has kept as it is, is given back as it is. */
export async function unpackText(kept: string): Promise<string> {
  if (!kept.startsWith(PACKED)) return kept;
  return (await promisify(gunzip)(Buffer.from(kept.slice(PACKED.length), 'base64'))).toString();
}
