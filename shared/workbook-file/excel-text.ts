/** Characters that XML 1.0 cannot hold, and the carriage return that every XML reader would drop. */
const FORBIDDEN_CLASS = String.raw`[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]`;
const FORBIDDEN = new RegExp(FORBIDDEN_CLASS);
const EVERY_FORBIDDEN = new RegExp(FORBIDDEN_CLASS, 'g');

/** `_x` and four hexadecimal digits and `_`: how Office writes a character that XML cannot hold. */
const ESCAPE_LOOKALIKE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Text as a cell's string has to hold it: what looks like Office's own escape (`_x0041_`) has its underscore escaped,
 * characters that XML forbids (control characters, U+FFFE, U+FFFF) are written as escapes. Spreadsheet programs show the
 * original text.
 * Source: ECMA-376 part 1, 22.9.2.19 ST_Xstring.
 */
export function excelText(text: string): string {
  let escaped = text;
  if (text.includes('_x')) escaped = escaped.replaceAll(ESCAPE_LOOKALIKE, '_x005F_');
  if (FORBIDDEN.test(escaped)) escaped = escaped.replaceAll(EVERY_FORBIDDEN, characterEscape);
  return escaped;
}

/** Text for XML that has no such escapes, a page of Word or a drawing: what it cannot hold is a space there. */
export function withoutForbidden(text: string): string {
  return FORBIDDEN.test(text) ? text.replaceAll(EVERY_FORBIDDEN, ' ') : text;
}

function characterEscape(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** Escapes markup in the text of an XML element. */
export function xmlText(text: string): string {
  return /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
}
