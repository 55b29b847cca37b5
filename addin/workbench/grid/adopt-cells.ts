import type { Worksheet } from '@univerjs/core';
import { type Area, areaOf, boundingArea } from 'excel-host/book/area.ts';
import { BookError, type StylePatch } from 'excel-host/book/book.ts';
import { type CellStyle, type Content, GENERAL, isFormula } from 'excel-host/book/cell.ts';
import { fillColumnFormula } from 'excel-host/book/fill-column-formula.ts';
import { growTable, tableGrowingBeside, tableGrowingInto, widenTable } from 'excel-host/book/grow-table.ts';
import { type Interpreted, parseTypedText } from 'excel-host/book/parse-typed-text.ts';
import { formulaRefusal } from 'excel-host/functions/formula-refusal.ts';
import { contentOf, sameContent } from './cell-data.ts';
import { differingLooks, formatOf, lookPatch } from './cell-look.ts';
import type { Cells } from './changed-cells.ts';
import type { Hearing } from './hearing.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/** How cells came to hold what they hold. */
export interface Entry {
  /** Not an undo: a table grows with what is entered below it. */
  readonly grows: boolean;
  readonly isPasted: boolean;
  /** A number format that is not there any more was taken away; else the cell has the one of its column. */
  readonly isClearing: boolean;
}

/** Takes into the book what cells of Univer hold and how they look, where that differs. A formula that Excel would not take is a `BookError`. */
export function adoptCells(hearing: Hearing, sheetId: string, cells: Cells, entry: Entry): void {
  const sheet = hearing.spreadsheet.workbook.getSheetBySheetId(sheetId);
  if (!sheet) return;
  for (const area of blocks(cells)) {
    const differences = compare(hearing, sheetId, sheet, area, cells, entry);
    if (entry.grows) checkFormulas(hearing, sheetId, differences);
    adoptLooks(hearing, sheetId, differences);
    adoptContents(hearing, sheetId, differences, entry.grows);
  }
}

/** One block where the cells lie close together, else row by row. */
function blocks({ area, rows }: Cells): Area[] {
  if (area === undefined) return [];
  if (rows === undefined) return [area];
  const count = [...rows.values()].reduce((sum, columns) => sum + columns.length, 0);
  if (area.rowCount * area.columnCount <= 4 * count + 1000) return [area];
  return [...rows].map(([row, columns]) => {
    const first = columns.reduce((least, column) => Math.min(least, column), Number.POSITIVE_INFINITY);
    const last = columns.reduce((most, column) => Math.max(most, column), 0);
    return areaOf(row, first, 1, last - first + 1);
  });
}

interface Differences {
  contents: { row: number; column: number; content: Content }[];
  formats: { row: number; column: number; format: string }[];
  looks: { row: number; column: number; patch: StylePatch }[];
}

function compare(
  { book, spreadsheet }: Hearing,
  sheetId: string,
  sheet: Worksheet,
  area: Area,
  { hasLook = () => true }: Cells,
  { isPasted, isClearing }: Entry,
): Differences {
  const values = book.readValues(sheetId, area);
  const formulas = book.readFormulas(sheetId, area);
  const formats = book.readFormats(sheetId, area);
  const styles = book.readStyles(sheetId, area);
  const differences: Differences = { contents: [], formats: [], looks: [] };
  const univerStyles = spreadsheet.workbook.getStyles();
  values.forEach((line, rowOffset) => {
    line.forEach((value, offset) => {
      const [row, column] = [area.row + rowOffset, area.column + offset];
      const cell = sheet.getCellRaw(row, column);
      const look = univerStyles.getStyleByCell(cell);
      const known = formats[rowOffset]?.[offset] ?? GENERAL;
      const shownFormat = hasLook(row, column) && (look?.n || isClearing) ? formatOf(look) : known;
      const shown = contentOf(cell, formulaAt(spreadsheet, sheetId, sheet, row, column));
      const { content, format = shownFormat } = isPasted ? asPasted(shown, shownFormat) : { content: shown };
      const formula = formulas[rowOffset]?.[offset];
      if (!sameContent(content, formula === undefined ? value : { formula }))
        differences.contents.push({ row, column, content });
      if (format !== known) differences.formats.push({ row, column, format });
      if (!hasLook(row, column)) return;
      const style: CellStyle = styles[rowOffset]?.[offset] ?? {};
      const patch = differingLooks(style, lookPatch(look));
      if (patch !== undefined) differences.looks.push({ row, column, patch });
    });
  });
  return differences;
}

function checkFormulas({ book }: Hearing, sheetId: string, { contents }: Differences): void {
  const tables = book.tables();
  for (const { row, column, content } of contents) {
    if (content === undefined || !isFormula(content)) continue;
    const refusal = formulaRefusal(content.formula, tables, { sheetId, row, column });
    if (refusal !== undefined) {
      const sentence = `Excel does not take ${content.formula}: ${refusal}. The cell is as it was.`;
      throw new BookError('InvalidArgument', sentence);
    }
  }
}

/** Text from another program is read as if it were typed; text cells keep it. */
function asPasted(content: Content, format: string): Interpreted {
  if (typeof content !== 'string') return { content };
  return parseTypedText(content.replace(/\r$/, ''), format, new Date().getFullYear());
}

/** A formula that was filled or copied is kept once and told for each of its cells. */
export function formulaAt(
  { formulas }: Spreadsheet,
  sheetId: string,
  sheet: Worksheet,
  row: number,
  column: number,
): string | undefined {
  const cell = sheet.getCellRaw(row, column);
  if (!cell?.f && !cell?.si) return undefined;
  return formulas.getFormulaStringByCell(row, column, sheetId, UNIT_ID) ?? cell.f ?? undefined;
}

function adoptLooks({ book }: Hearing, sheetId: string, { formats, looks }: Differences): void {
  const area = around(formats);
  if (area !== undefined) {
    const block = emptyBlock<string>(area);
    for (const { row, column, format } of formats) put(block, area, row, column, format);
    book.writeFormats(sheetId, area, block);
  }
  for (const { area: run, patch } of lookRuns(looks)) book.writeStyle(sheetId, run, patch);
}

/** Equal looks one below the other are one: a pasted block is a few edits, not thousands. */
function lookRuns(looks: Differences['looks']): { area: Area; patch: StylePatch }[] {
  const runs = new Map<string, { area: Area; patch: StylePatch }>();
  const done: { area: Area; patch: StylePatch }[] = [];
  for (const { row, column, patch } of looks) {
    const key = `${column} ${JSON.stringify(patch)}`;
    const run = runs.get(key);
    if (run !== undefined && run.area.row + run.area.rowCount === row) {
      runs.set(key, { patch, area: { ...run.area, rowCount: run.area.rowCount + 1 } });
    } else {
      if (run !== undefined) done.push(run);
      runs.set(key, { patch, area: areaOf(row, column, 1, 1) });
    }
  }
  return [...done, ...runs.values()];
}

/** Writes what differs; a table takes in what was entered right below or beside it, and a lone formula fills its column. */
function adoptContents({ book }: Hearing, sheetId: string, { contents }: Differences, grows: boolean): void {
  const area = around(contents);
  if (area === undefined) return;
  const block = emptyBlock<Content>(area);
  for (const { row, column, content } of contents) put(block, area, row, column, content);
  const isEntry = grows && contents.some(({ content }) => content !== '');
  const table = isEntry ? tableGrowingInto(book, sheetId, area) : undefined;
  const widening = isEntry ? tableGrowingBeside(book, sheetId, area) : undefined;
  book.write(sheetId, area.row, area.column, block);
  if (table !== undefined) growTable(book, table, area);
  if (widening !== undefined) widenTable(book, widening);
  if (isEntry) fillColumnFormula(book, sheetId, area, block);
}

function around(cells: readonly { row: number; column: number }[]): Area | undefined {
  return cells.reduce<Area | undefined>((area, { row, column }) => {
    const here = areaOf(row, column, 1, 1);
    return area === undefined ? here : boundingArea(area, here);
  }, undefined);
}

function emptyBlock<T>(area: Area): (T | undefined)[][] {
  return Array.from({ length: area.rowCount }, () => Array.from<T | undefined>({ length: area.columnCount }));
}

function put<T>(block: (T | undefined)[][], area: Area, row: number, column: number, item: T): void {
  const line = block[row - area.row];
  if (line !== undefined) line[column - area.column] = item;
}
