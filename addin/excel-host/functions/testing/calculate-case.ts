import { areaOf } from '../../book/area.ts';
import { type Content, type Scalar, errorOfText, isCellError } from '../../book/cell.ts';
import { MemoryBook } from '../../book/memory-book.ts';

/** Rows from A1; texts beginning with `=` are formulas, null is a blank cell, texts like `#N/A` are errors. */
export type CaseData = readonly (readonly (Scalar | null)[])[];
/** One value, or the rows of a block; errors are their text. */
export type CaseResult = Scalar | readonly (readonly Scalar[])[];

/** Where a formula is calculated: well away from the cells it reads, with room to spill. */
const PLACE = areaOf(0, 30, 1, 1);

/** What Excel's book shows for a formula beside some cells, in as many cells as are expected. */
export function calculateCase(data: CaseData, formula: string, expected: CaseResult): unknown[][] {
  const { book, id } = openCells(data);
  book.write(id, PLACE.row, PLACE.column, [[{ formula }]]);
  const rows = rowsOf(expected);
  const area = { ...PLACE, rowCount: rows.length, columnCount: rows[0]?.length ?? 1 };
  return book.readValues(id, area).map((row) => row.map(shown));
}

export function rowsOf(expected: CaseResult): readonly (readonly Scalar[])[] {
  return isRows(expected) ? expected : [[expected]];
}

function isRows(expected: CaseResult): expected is readonly (readonly Scalar[])[] {
  return Array.isArray(expected);
}

function openCells(data: CaseData): { readonly book: MemoryBook; readonly id: string } {
  const book = new MemoryBook();
  const { id } = book.addSheet('Sheet1');
  if (data.length > 0)
    book.write(
      id,
      0,
      0,
      data.map((row) => row.map(contentOf)),
    );
  return { book, id };
}

function contentOf(value: Scalar | null): Content {
  if (typeof value !== 'string') return value ?? '';
  return value.startsWith('=') && value !== '=' && !value.startsWith('="=') ? { formula: value } : plain(value);
}

/** A criterion such as `="=Apple"` is a formula in the documentation, and a text by what it gives. */
function plain(value: string): Content {
  return value.startsWith('="=') ? value.slice(2, -1) : (errorOfText(value) ?? value);
}

function shown(value: Scalar | undefined): unknown {
  return isCellError(value) ? value.error : value;
}
