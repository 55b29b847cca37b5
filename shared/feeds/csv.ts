/** A value of a file of rows; null is an empty cell. */
export type FeedValue = string | number | boolean | null;

/** A row by column. */
export type FeedRow = Readonly<Record<string, FeedValue>>;

/** RFC 4180, with the mark by which Excel knows UTF-8. Columns stand in the order in which they are given. */
export function csvOf(columns: readonly string[], rows: readonly FeedRow[]): string {
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? null))];
  return `\uFEFF${lines.map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

/** What a spreadsheet program would take for the beginning of a formula, behind apostrophes that somebody has typed before it, too. */
const FORMULA = /^'*[=+\-@\t\r\n\0＝＋－＠]/;

/** A text that a spreadsheet program would take for a formula is led by an apostrophe; one that looks like that already by one more. */
function csvCell(value: FeedValue): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(value);
  const text = value ?? '';
  const safe = FORMULA.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell of such a file as it was before the apostrophe. */
export function withoutApostrophe(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
