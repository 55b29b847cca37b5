import { createHash } from 'node:crypto';

/** Address in the manifest as committed, for development on one's own machine. */
const DEVELOPMENT_URL = 'https://localhost:3000';

/**
 * The add-in manifest for a server's public address. Each address gets an id of its own, made from the address, so that
 * a test and a production server can be installed side by side and an update keeps its id.
 */
export function manifestFor(xml: string, publicUrl: string): string {
  if (publicUrl === DEVELOPMENT_URL) return xml;
  return xml
    .replaceAll(DEVELOPMENT_URL, escapeXml(publicUrl))
    .replace(/<Id>[^<]*<\/Id>/, `<Id>${idFor(publicUrl)}</Id>`);
}

/** A version 8 UUID (RFC 9562: custom, here from SHA-256) of the address. */
function idFor(publicUrl: string): string {
  const hex = createHash('sha256').update(`sep-sync manifest ${publicUrl}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
