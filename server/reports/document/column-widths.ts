/** What is known of a column before it has its width. */
export interface ColumnContent {
  /** Characters of what may not be broken: the longest cell of a number or code, the longest word of a text. */
  readonly longest: number;
  /** Its part of what is left, for text that wraps; null: it takes what it needs and no more. */
  readonly part: number | null;
}

/** Size of text in tables, in points. */
export const TABLE_TEXT = 7.8;
/** Digits are half as wide as the text is high, and letters about that on average; capitals and semibold heads more. */
const CHARACTER = 0.51 * TABLE_TEXT;
const PADDING = 6;

/** Widths in points that together fill what there is, and the size of the text with which everything fits. */
export interface ColumnWidths {
  readonly widths: readonly number[];
  readonly textSize: number;
}

/** No word is broken and no figure cut: where there is too little room for that, the text is set smaller. */
export function columnWidths(columns: readonly ColumnContent[], available: number): ColumnWidths {
  const least = columns.map(({ longest }) => longest * CHARACTER + PADDING);
  const needed = sum(least);
  if (needed > available) {
    const scale = available / needed;
    return { widths: least.map((width) => width * scale), textSize: TABLE_TEXT * scale };
  }
  return { widths: shared(columns, least, available), textSize: TABLE_TEXT };
}

/** Text gets its part of the room; a column whose part is less than its longest word has that, and the others share the rest. */
function shared(columns: readonly ColumnContent[], least: readonly number[], available: number): number[] {
  const isHeld = columns.map(({ part }) => part === null);
  for (;;) {
    const room = available - sum(least.filter((_, index) => isHeld[index]));
    const parts = sum(columns.map(({ part }, index) => (isHeld[index] ? 0 : (part ?? 0))));
    const widths = columns.map(({ part }, index) =>
      isHeld[index] ? (least[index] ?? 0) : (room * (part ?? 0)) / parts,
    );
    const tooNarrow = widths.findIndex((width, index) => !isHeld[index] && width < (least[index] ?? 0));
    if (tooNarrow < 0) return widths;
    isHeld[tooNarrow] = true;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
