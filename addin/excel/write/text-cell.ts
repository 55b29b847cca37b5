/** Starts that Excel takes for a formula, an apostrophe prefix or white space to drop; full-width forms count as well. */
const RISKY_START = /^[=+\-@'\t\r\n\0＝＋－＠]/u;

/** Digits somewhere, and nothing but what numbers, amounts, percentages, times and dates are made of. */
const LIKE_NUMBER_OR_DATE = /^[\s\d.,:/()$€£%eE+-]*\d[\s\d.,:/()$€£%eE+-]*(?:[ap]m)?$/iu;

/** "Mar 5", "5-Mar-26", "March 2026": in any language a word with a number before or behind it may be a date. */
const LIKE_NAMED_DATE =
  /^(?:\d{1,4}[\s./-]*\p{L}{3,12}\.?(?:[\s./,-]*\d{1,4})?|\p{L}{3,12}\.?[\s./,-]*\d{1,4}(?:[\s,./-]+\d{1,4})?)$/u;

const LIKE_FLAG_OR_ERROR = /^(?:true|false|#[A-Z0-9/!?_]+)$/iu;

/** True when Excel could turn this text into something else on the way into a cell, or when the cell is edited. */
export function isRiskyText(text: string): boolean {
  return (
    RISKY_START.test(text) ||
    LIKE_NUMBER_OR_DATE.test(text) ||
    LIKE_NAMED_DATE.test(text) ||
    LIKE_FLAG_OR_ERROR.test(text)
  );
}

/**
 * [A4] The text to hand to Excel so that it stays this text: with the apostrophe that Excel takes away again where it
 * could become a formula, number, date or truth value. The cell has the text format as well, and is read back.
 */
export function textForExcel(text: string): string {
  return isRiskyText(text) ? `'${text}` : text;
}
