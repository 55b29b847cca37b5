import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { BookError } from 'excel-host/book/book.ts';
import { type Content, isCellError } from 'excel-host/book/cell.ts';
import { toRange } from './ranges.ts';
import { openMirroredBook } from './testing/open-mirrored-book.ts';

type Opened = ReturnType<typeof openMirroredBook>;

const rows = fc.nat(7);
const columns = fc.nat(4);
const scalars = fc.oneof(
  fc.constantFrom<Content>(
    '',
    'a',
    'Ann',
    '0417',
    true,
    { formula: '=B2+1' },
    { formula: '=SUM(A1:B3)' },
    { formula: '=SUM(People[Amount])' },
    { formula: '=SUM(No[Such])' },
    { formula: '=SEQUENCE(2,2)' },
    { formula: '=XLOOKUP("Ann",A1:A8,B1:B8,"none")' },
    { formula: '=COUNTIF(A:A,"a*")&TEXT(A1,"0.0")' },
  ),
  fc.integer({ min: -9, max: 99 }),
);

/** One thing the person does in the grid. */
const gestures: fc.Arbitrary<(opened: Opened) => Promise<unknown>> = fc.oneof(
  fc.tuple(rows, columns, scalars).map(
    ([row, column, content]) =>
      ({ run }: Opened) =>
        run('sheet.command.set-range-values', { range: toRange(areaOf(row, column, 1, 1)), value: cellOf(content) }),
  ),
  fc.tuple(fc.constantFrom('insert-row', 'insert-col', 'remove-row', 'remove-col'), rows, columns).map(
    ([id, row, column]) =>
      ({ run }: Opened) =>
        run(`sheet.command.${id}`, { range: lines(id, row, column), direction: id === 'insert-row' ? 0 : 3 }),
  ),
  fc.constantFrom('undo', 'redo').map(
    (id) =>
      ({ run }: Opened) =>
        run(`univer.command.${id}`),
  ),
  fc.tuple(rows, columns).map(
    ([row, column]) =>
      ({ run }: Opened) =>
        run('sheet.command.set-style', {
          range: toRange(areaOf(row, column, 2, 1)),
          style: { type: 'bl', value: 1 },
        }),
  ),
  fc.boolean().map((isAscending) => async ({ run, table }: Opened) => {
    const area = table()?.area;
    if (area === undefined) return;
    await run('sheet.command.sort-range', {
      range: toRange({ ...area, row: area.row + 1, rowCount: area.rowCount - 1 }),
      orderRules: [{ type: isAscending ? 'asc' : 'desc', colIndex: area.column }],
      hasTitle: false,
    });
  }),
);

/** One thing an add-in does to the book; what the book refuses is no step. */
const calls: fc.Arbitrary<(opened: Opened) => void> = fc.oneof(
  fc.tuple(rows, columns, fc.array(scalars, { minLength: 1, maxLength: 3 })).map(
    ([row, column, line]) =>
      ({ book, sheetId }: Opened) =>
        book.write(sheetId, row, column, [line]),
  ),
  fc.tuple(rows, columns, fc.constantFrom('@', '0.00', 'General')).map(
    ([row, column, format]) =>
      ({ book, sheetId }: Opened) =>
        book.writeFormats(sheetId, areaOf(row, column, 2, 1), format),
  ),
  fc
    .tuple(fc.constantFrom('insert', 'delete', 'sort', 'column'), rows)
    .map(([what, index]) => ({ book, tableId, table }: Opened) => {
      const rowCount = (table()?.area.rowCount ?? 1) - 1;
      if (what === 'insert') book.insertTableRows(tableId, index % (rowCount + 1), 1);
      else if (what === 'delete') book.deleteTableRows(tableId, index % rowCount, 1);
      else if (what === 'sort') book.sortTable(tableId, [{ key: 0 }]);
      else book.insertTableColumn(tableId, index % 2, 'New');
    }),
  fc.tuple(rows, fc.boolean()).map(
    ([row, isDown]) =>
      ({ book, sheetId }: Opened) =>
        isDown
          ? book.insertCells(sheetId, areaOf(row, 6, 1, 2), 'down')
          : book.insertCells(sheetId, areaOf(row, 0, 1, 16_384), 'down'),
  ),
);

const steps = fc.array(
  fc.oneof(
    gestures.map((gesture) => ({ gesture })),
    calls.map((call) => ({ call })),
  ),
  { minLength: 1, maxLength: 12 },
);

test(
  '[FC1, FC2] grid and book show the same, formulas and what they come to, after whatever the person and an add-in do',
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        const opened = openMirroredBook();
        try {
          for (const step of list) {
            if ('gesture' in step) await step.gesture(opened);
            else tryCall(() => step.call(opened));
            expect(opened.differences()).toEqual([]);
          }
        } finally {
          opened.close();
        }
      }),
      { numRuns: Number(process.env['SEP_MIRROR_RUNS'] ?? 60) },
    );
  },
);

function tryCall(call: () => void): void {
  try {
    call();
  } catch (error) {
    if (!(error instanceof BookError)) throw error;
  }
}

function cellOf(content: Content) {
  if (typeof content === 'object') return isCellError(content) ? { v: content.error } : { f: content.formula, v: null };
  if (content === '') return { v: null, f: null };
  return typeof content === 'boolean' ? { v: Number(content), t: 3, f: null } : { v: content, f: null };
}

function lines(id: string, row: number, column: number) {
  return id.endsWith('row') ? toRange(areaOf(row, 0, 1, 26)) : toRange(areaOf(0, column, 200, 1));
}
