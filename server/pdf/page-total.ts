import { deflateSync, inflateSync } from 'node:zlib';

/** Bytes of a glyph's number. */
const GLYPH = 2;
const DIGITS = 10;

/**
 * Puts a number where a page of a part says 0123456789 at its very end: how many pages there are is not known before all
 * parts are set, and the ten digits tell which glyph of the page's font shows which.
 *
 * @param content compressed content of a page
 */
export function withTotal(content: Buffer, total: number): Buffer {
  const text = inflateSync(content).toString('latin1');
  // The compiler writes each text on a line of its own, line ends within it as \\n.
  const end = text.lastIndexOf('] TJ');
  const begin = text.lastIndexOf('\n[', end) + '\n['.length;
  const shown = text.slice(begin, end);
  const glyphs = bytesShown(shown);
  const digits = Array.from({ length: DIGITS }, (_, digit) =>
    glyphs.subarray(digit * GLYPH, (digit + 1) * GLYPH).toString('hex'),
  );
  if (glyphs.length !== DIGITS * GLYPH || new Set(digits).size !== DIGITS) {
    throw new Error('A page of a part does not end with the place of its total.');
  }
  const number = Array.from(String(total), (digit) => digits[Number(digit)] ?? '').join('');
  return deflateSync(Buffer.from(`${text.slice(0, begin)}<${number}>${text.slice(end)}`, 'latin1'));
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** A string in parentheses, which may hold others in pairs; or one in hexadecimal digits. */
const STRING = /\(((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*)\)|<([\dA-Fa-f]*)>/g;

/** Bytes of the strings among numbers that move them closer. */
function bytesShown(shown: string): Buffer {
  const pieces = [...shown.matchAll(STRING)].map(([, literal, hex]) =>
    literal === undefined ? Buffer.from(hex ?? '', 'hex') : Buffer.from(unescaped(literal), 'latin1'),
  );
  return Buffer.concat(pieces);
}

function unescaped(literal: string): string {
  return literal.replaceAll(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
    /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (escapes[code] ?? code),
  );
}
