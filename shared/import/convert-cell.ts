import { findTable } from '../tables/all-tables.ts';
import type { CodeColumn, Column } from '../tables/column.ts';
import { cellFromExcel } from '../tables/kinds/kind-of.ts';
import { normalizeText } from '../tables/kinds/text-kinds.ts';
import { convertCode, convertReference } from './convert-code.ts';
import { convertDate, convertFiscalYear, convertPeriod } from './convert-date.ts';
import { convertNumber, convertPercent } from './convert-number.ts';
import { convertFlag, convertList, convertText } from './convert-words.ts';
import { blank, plainly, propose, type Converted } from './converted.ts';
import { cellText, isBlankCell, type GridCell } from './grid.ts';
import type { KnownCodes } from './known-codes.ts';

/** What the cells of one column are read with. */
export interface ColumnReading {
  readonly column: Column;
  /** Codes of the table that the column refers to, or that a column of codes holds in the plan. */
  readonly known: KnownCodes;
  readonly date1904: boolean;
  /** Plain numbers of a percent column count per cent. */
  readonly inPoints: boolean;
  /** Dates of the column are written day first (25/12/2026). */
  readonly dayFirst?: boolean;
  /** What texts of the sheet mean, by their small letters: by the layout, or as the person says. */
  readonly meanings: ReadonlyMap<string, string>;
}

/** What people write where nothing is known. */
const emptyMarks = new Set(['n/a', 'na', '-', '–', '—', '--', 'tbd', 'none', 'null', 'nil', 'unknown', '?', '#n/a']);

/** What Excel shows for an error is no text of anybody's, in a text file or an exceptions workbook neither. */
const errorTexts = new Set(
  'N/A REF! VALUE! DIV/0! NAME? NUM! NULL! SPILL! CALC! FIELD! GETTING_DATA'.split(' ').map((name) => `#${name}`),
);

export function meaningForm(text: string): string {
  return normalizeText(text).toLowerCase();
}

/** Reads a cell of somebody's sheet as a value of the column. Nothing that is not written there so is taken as it were. */
export function convertCell(reading: ColumnReading, cell: GridCell): Converted {
  const { column, meanings } = reading;
  if (typeof cell === 'object' && cell.trouble === 'noResult') return withoutResult(column);
  const meant = meanings.get(meaningForm(cellText(cell)));
  if (meant !== undefined) return typedDefault(reading, meant);
  if (isBlankCell(cell)) return blank;
  if (typeof cell === 'object' && cell.trouble === 'error') return errorValue(column, cell.value);
  const isError = errorTexts.has(cellText(cell).toUpperCase());
  const read = isError ? errorValue(column, cellText(cell)) : ofKind(reading, cell);
  return read.kind === 'exception' && emptyMarks.has(cellText(cell).toLowerCase()) ? propose('emptyMark', null) : read;
}

function errorValue(column: Column, value: string | number | boolean): Converted {
  return plainly(cellFromExcel(column, { value, isFormula: true, isError: true, date1904: false }));
}

function withoutResult({ label }: Column): Converted {
  const message = `${label} has a formula whose result is not stored in the file. Open the file in Excel, save it, and import it again.`;
  return { kind: 'exception', rule: 'W14', message };
}

function ofKind({ column, known, date1904, inPoints, dayFirst = false }: ColumnReading, cell: GridCell): Converted {
  switch (column.kind) {
    case 'text':
    case 'longText':
      return convertText(column, cell, date1904);
    case 'code':
      return convertCode(column, cell, known, date1904);
    case 'reference':
      return convertReference(column, keyOfTable(column.table), cell, { known, date1904 });
    case 'list':
      return convertList(column, cell);
    case 'integer':
    case 'money':
    case 'decimal':
      return convertNumber(column, cell);
    case 'percent':
      return convertPercent(column, cell, inPoints);
    case 'date':
      return convertDate(column, cell, { date1904, dayFirst });
    case 'fiscalYear':
      return convertFiscalYear(column, cell, date1904);
    case 'period':
      return convertPeriod(column, cell, date1904);
    case 'flag':
      return convertFlag(column, cell);
  }
}

function keyOfTable(name: string): CodeColumn | undefined {
  const table = findTable(name);
  const column = table?.columns[table.key[0] ?? ''];
  return column?.kind === 'code' ? column : undefined;
}

/** What a person has typed for a column, in the sheet's place: every reading of it is meant. Empty is nothing. */
export function typedDefault(reading: ColumnReading, text: string): Converted {
  if (meaningForm(text) === '') return blank;
  const read = ofKind(reading, text);
  return read.kind === 'proposal' ? { kind: 'value', value: read.value } : read;
}
