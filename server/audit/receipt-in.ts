import { strFromU8, unzipSync } from 'fflate';

/** What the properties of a document may be, unpacked. */
const MOST_PROPERTIES = 64 * 1024;
const KEYWORDS = '<pdf:Keywords>';
const LONGEST_KEYWORDS = 200;
const RECEIPT = /\b\d{1,9}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}\b/;

/** [AUD3] The receipt that a PDF or Word document of ours has among its keywords; undefined where there is none. */
export function receiptIn(bytes: Uint8Array): string | undefined {
  return RECEIPT.exec(keywordsOf(bytes))?.[0];
}

function keywordsOf(bytes: Uint8Array): string {
  if (strFromU8(bytes.subarray(0, 4), true) === '%PDF') return pdfKeywords(bytes);
  try {
    const isProperties = ({ name, originalSize }: { name: string; originalSize: number }): boolean =>
      name === 'docProps/core.xml' && originalSize <= MOST_PROPERTIES;
    const properties = unzipSync(bytes, { filter: isProperties })['docProps/core.xml'];
    return /<cp:keywords>([^<]*)</.exec(strFromU8(properties ?? new Uint8Array()))?.[1] ?? '';
  } catch {
    // Whatever else it is, it is no document of ours.
    return '';
  }
}

/** From the XMP packet, which stands in a PDF as it is. */
function pdfKeywords({ buffer, byteOffset, byteLength }: Uint8Array): string {
  const bytes = Buffer.from(buffer, byteOffset, byteLength);
  const start = bytes.indexOf(KEYWORDS);
  return start === -1 ? '' : bytes.toString('latin1', start, start + KEYWORDS.length + LONGEST_KEYWORDS);
}
