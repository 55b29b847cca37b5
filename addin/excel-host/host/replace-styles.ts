import { type Area, areaOf } from '../book/area.ts';
import type { Book, StylePatch } from '../book/book.ts';
import type { CellStyle } from '../book/cell.ts';

/** Every look, so that one that a style does not have goes back to Excel's default. */
const PLAIN: Readonly<Record<keyof CellStyle, undefined>> = {
  fillColor: undefined,
  fontColor: undefined,
  fontName: undefined,
  fontSize: undefined,
  bold: undefined,
  italic: undefined,
  underline: undefined,
  strikethrough: undefined,
  wrapText: undefined,
  horizontalAlignment: undefined,
  verticalAlignment: undefined,
  indentLevel: undefined,
  locked: undefined,
  formulaHidden: undefined,
  borders: undefined,
};

/** Gives cells exactly these looks; `undefined` leaves a cell as it is. Neighbours of one look are written together. */
export function replaceStyles(
  book: Book,
  sheetId: string,
  area: Area,
  styles: readonly (readonly (CellStyle | undefined)[])[],
): void {
  const before = book.readStyles(sheetId, area);
  styles.forEach((line, row) => {
    const wanted = line.map((style, column) => {
      const had = JSON.stringify(before[row]?.[column]);
      return style === undefined || JSON.stringify(style) === had ? undefined : style;
    });
    for (const { from, count, style } of runs(wanted)) {
      const patch: StylePatch = { ...PLAIN, ...style };
      book.writeStyle(sheetId, areaOf(area.row + row, area.column + from, 1, count), patch);
    }
  });
}

function runs(line: readonly (CellStyle | undefined)[]): { from: number; count: number; style: CellStyle }[] {
  const found: { from: number; count: number; style: CellStyle }[] = [];
  line.forEach((style, column) => {
    const last = found.at(-1);
    if (last !== undefined && last.style === style && last.from + last.count === column) last.count += 1;
    else if (style !== undefined) found.push({ from: column, count: 1, style });
  });
  return found;
}
