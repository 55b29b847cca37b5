/** Places in a text, lines and columns from 0, the end not included. */
export interface Range {
  readonly start: Place;
  readonly end: Place;
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * Puts a replacement in the place of a range. An expression gets parentheses, because `a && b` inside
 * `a && b && c` would otherwise, as `a || b`, bind to another neighbour than the syntax tree says.
 */
export function spliceChange(
  text: string,
  range: Range,
  replacement: string,
): { readonly original: string; readonly changedText: string } {
  const [start, end] = [offsetOf(text, range.start), offsetOf(text, range.end)];
  const isExpression = !/^(\{|case\b|default\b)/.test(replacement);
  return {
    original: text.slice(start, end),
    changedText: text.slice(0, start) + (isExpression ? `(${replacement})` : replacement) + text.slice(end),
  };
}

function offsetOf(text: string, { line, column }: Place): number {
  let lineStart = 0;
  for (let passed = 0; passed < line; passed += 1) lineStart = text.indexOf('\n', lineStart) + 1;
  return lineStart + column;
}
