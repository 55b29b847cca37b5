import { type CellStyle, GENERAL } from 'excel-host/book/cell.ts';
import type { ContentFile, ScalarFile, SheetFile } from 'excel-host/file/book-file.ts';
import type { Look } from './styles-part.ts';

/** Looks that are equal are one object, so that comparing them costs nothing. */
export class Looks {
  readonly #known = new Map<string, Look>();

  of(style: CellStyle, format: string): Look {
    const key = `${format}\u0000${JSON.stringify(style)}`;
    const known = this.#known.get(key) ?? { style, format };
    this.#known.set(key, known);
    return known;
  }
}

/** The cells of a sheet as plain data, by place. */
export class SheetCells {
  readonly #sheet: SheetFile;
  readonly #looks: Looks;
  readonly #formats: ReadonlyMap<number, string>;
  readonly #cached = new Map<number, Look>();
  readonly #spilled = new Map<string, ScalarFile>();
  /** Behind the last row with cells, and the last column. */
  readonly rowEnd: number;
  readonly columnEnd: number;

  constructor(sheet: SheetFile, looks: Looks) {
    this.#sheet = sheet;
    this.#looks = looks;
    this.#formats = new Map(sheet.columns.map(([column, , format]) => [column, format]));
    const { row, column, rowCount, columnCount } = sheet.cells?.area ?? {
      row: 0,
      column: 0,
      rowCount: 0,
      columnCount: 0,
    };
    this.rowEnd = row + rowCount;
    this.columnEnd = column + columnCount;
    sheet.cells?.contents.forEach((line, rowOffset) => {
      line.forEach((content, columnOffset) => {
        if (typeof content === 'object' && 'spilled' in content) {
          this.#noteSpilled(row + rowOffset, column + columnOffset, content.spilled ?? []);
        }
      });
    });
  }

  content(row: number, column: number): ContentFile {
    const { cells } = this.#sheet;
    return cells?.contents[row - cells.area.row]?.[column - cells.area.column] ?? '';
  }

  /** What a formula of another cell has put here. */
  spilled(row: number, column: number): ScalarFile | undefined {
    return this.#spilled.size === 0 ? undefined : this.#spilled.get(`${row},${column}`);
  }

  look(row: number, column: number): Look {
    const { cells } = this.#sheet;
    const [line, place] = cells === undefined ? [-1, -1] : [row - cells.area.row, column - cells.area.column];
    if (cells === undefined || cells.contents[line]?.[place] === undefined) return this.blankLook(column);
    const format = cells.formats?.cells[line]?.[place] ?? -1;
    const style = cells.styles?.cells[line]?.[place] ?? -1;
    const key = (format + 1) * 1_000_000 + style + 1;
    const known =
      this.#cached.get(key) ?? this.#looks.of(cells.styles?.list[style] ?? {}, cells.formats?.list[format] ?? GENERAL);
    this.#cached.set(key, known);
    return known;
  }

  /** How a cell of the column looks where nobody has done anything. */
  blankLook(column: number): Look {
    return this.#looks.of({}, this.#formats.get(column) ?? GENERAL);
  }

  #noteSpilled(row: number, column: number, block: readonly (readonly ScalarFile[])[]): void {
    block.forEach((line, down) => {
      line.forEach((value, right) => {
        if (down > 0 || right > 0) this.#spilled.set(`${row + down},${column + right}`, value);
      });
    });
  }
}

export function sameContent(a: ContentFile, b: ContentFile): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return Object.is(a, b) || (a === 0 && b === 0);
  if ('error' in a) return 'error' in b && a.error === b.error;
  if (!('formula' in b) || a.formula !== b.formula) return false;
  return sameResult(a.result, b.result);
}

export function sameResult(a: ScalarFile | undefined, b: ScalarFile | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameContent(a, b);
}
