import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseArea } from 'excel-host/book/address.ts';
import type { Area } from 'excel-host/book/area.ts';
import type { MemoryBook } from 'excel-host/book/memory-book.ts';
import { openBook } from 'excel-host/file/open-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { savedByLibreOffice } from '../../../server/workbook/testing/libre-office.ts';
import { validationErrors } from '../../../server/workbook/testing/ooxml-validator.ts';
import { followPackage } from './opened-package.ts';
import { openXlsx } from './open-xlsx.ts';
import type { SavedPackage } from './package/save-package.ts';
import { saveXlsx } from './save-xlsx.ts';
import { attempt, steps } from './testing/arbitrary-edits.ts';
import { type ForeignFacts, foreignFacts, foreignWorkbook } from './testing/foreign-workbook.ts';
import { tries } from '../../../test/run-size.ts';

let foreign: Uint8Array;
let facts: ForeignFacts;

beforeAll(async () => {
  foreign = await foreignWorkbook();
  facts = await foreignFacts(foreign);
});

function area(address: string): Area {
  const found = parseArea(address);
  if (found === undefined) throw new Error(`${address} is no address`);
  return found;
}

function idOf(book: MemoryBook, name: string): string {
  return book.sheets().find((sheet) => sheet.name === name)?.id ?? '';
}

/** Opens the file, edits the book, and saves. */
async function edited(edit: (book: MemoryBook, plan: string) => void): Promise<SavedPackage> {
  const { book: file, opened } = await openXlsx('foreign.xlsx', foreign);
  const book = openBook(file);
  const current = followPackage(book, opened);
  edit(book, idOf(book, 'Plan'));
  return saveXlsx(saveBook(book), current());
}

/** Paths of the parts that are not byte for byte what they were. */
function changedParts(before: Uint8Array, after: Uint8Array): string[] {
  const [was, is] = [unzipSync(before), unzipSync(after)];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((path) => Buffer.compare(was[path] ?? new Uint8Array(), is[path] ?? new Uint8Array()) !== 0)
    .toSorted();
}

/** A part without its cells. */
function aroundCells(bytes: Uint8Array, path: string): string {
  return new TextDecoder().decode(unzipSync(bytes)[path]).replace(/<sheetData>.*<\/sheetData>/s, '');
}

/** What Excel would repair in a file, but for what was wrong with it before. LibreOffice opens it and saves it again, or this throws. */
async function repairsOf(bytes: Uint8Array): Promise<unknown[]> {
  const known = new Set((await validationErrors(foreign)).map((error) => JSON.stringify(error)));
  await savedByLibreOffice(bytes);
  return (await validationErrors(bytes)).filter((error) => !known.has(JSON.stringify(error)));
}

describe('[PRO6, FA9] a file with much that the workbench knows nothing of', () => {
  test('one edited cell changes its sheet’s cells and what they come to, and nothing else', async () => {
    const { bytes, findings } = await edited((book, plan) => book.write(plan, 2, 2, [[7777]]));
    expect(findings).toEqual([]);
    // openpyxl stores no results, so every sheet with formulas gets them; the others stay.
    expect(changedParts(foreign, bytes)).toEqual([
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet3.xml',
      'xl/worksheets/sheet4.xml',
    ]);
    expect(aroundCells(bytes, 'xl/worksheets/sheet1.xml')).toBe(aroundCells(foreign, 'xl/worksheets/sheet1.xml'));
    expect(await foreignFacts(bytes)).toEqual(facts);
    const again = openBook((await openXlsx('foreign.xlsx', bytes)).book);
    expect(again.readValues(idOf(again, 'Plan'), area('C3'))).toEqual([[7777]]);
    expect(await repairsOf(bytes)).toEqual([]);
  });

  test('saved twice without a change, the second file is the first, byte for byte', async () => {
    const { bytes } = await edited(() => undefined);
    const { book, opened } = await openXlsx('foreign.xlsx', bytes);
    expect(Buffer.compare((await saveXlsx(saveBook(openBook(book)), opened)).bytes, bytes)).toBe(0);
  });

  test('what is tied to places goes along when rows and columns come and go and the sheet gets another name', async () => {
    const { bytes, findings } = await edited((book, plan) => {
      book.insertCells(plan, area('3:4'), 'down');
      book.deleteCells(plan, area('9:9'), 'up');
      book.insertCells(plan, area('B:B'), 'right');
      book.updateSheet(plan, { name: 'The plan' });
    });
    expect(findings).toEqual([]);
    const { sheets, names } = await foreignFacts(bytes);
    expect(sheets['The plan']).toEqual({
      ...facts.sheets['Plan'],
      merged: ['A13:D13'],
      conditional: [
        ['A2:C10', [['$D2>5000']]],
        ['D2:D10', [['4000']]],
        ['E2:E10', [[]]],
      ],
      rules: [
        ['D2:D10', 'whole', '0', null],
        ['F2:F10', 'list', 'Kinds', 'Choose one.'],
      ],
      notes: { C5: 'Ask the architect.', D7: 'Estimated.' },
      links: { A15: 'https://example.org/district', A16: '#Lists!A1' },
      print: [['$A$1:$F$16'], '1:1', 'landscape', 'Page &P'],
      charts: [[1, 7, "'The plan'!$D$2:$D$10"]],
      breaks: [10],
      outline: [['I', 1, true]],
      rowOutline: [15, 16],
      borders: ['C2'],
      gradients: ['C6'],
      turned: ['F2', 'F3', 'F4'],
    });
    expect(names).toEqual(facts.names);
    const again = openBook((await openXlsx('foreign.xlsx', bytes)).book);
    expect(again.readFormulas(idOf(again, 'Notes'), area('B2'))).toEqual([["=SUM('The plan'!D2:D10)"]]);
    expect(await repairsOf(bytes)).toEqual([]);
  });

  test('notes go with their rows when these are sorted, and rules stay where they are', async () => {
    const { bytes } = await edited((book, plan) => book.sortCells(plan, area('A2:E9'), [{ key: 0, ascending: false }]));
    const plan = (await foreignFacts(bytes)).sheets['Plan'];
    expect(plan).toMatchObject({ notes: { B8: 'Ask the architect.', C6: 'Estimated.' }, gradients: ['B7'] });
    expect(plan?.['conditional']).toEqual(facts.sheets['Plan']?.['conditional']);
    expect(await repairsOf(bytes)).toEqual([]);
  });

  test('notes and links go with cells that are cut, those of cells put down upon are gone, and a cut to another sheet is told', async () => {
    const cut = (book: MemoryBook, sheetId: string, from: string, to: string): void => {
      const [left, taken] = [area(from), area(to)];
      const values = book.readValues(sheetId, left);
      book.clear(sheetId, left, 'contents');
      book.write(sheetId, taken.row, taken.column, values);
      book.noteMove(sheetId, { area: left, to: { row: taken.row, column: taken.column } });
    };
    const { notes, links } = facts.sheets['Plan'] ?? {};
    expect({ notes, links }).toEqual({
      notes: { B3: 'Ask the architect.', C5: 'Estimated.' },
      links: { A14: 'https://example.org/district', A15: '#Lists!A1' },
    });
    const moved = await edited((book, plan) => {
      cut(book, plan, 'B3', 'G20');
      cut(book, plan, 'A14', 'C5');
    });
    expect(moved.findings).toEqual([]);
    expect((await foreignFacts(moved.bytes)).sheets['Plan']).toMatchObject({
      notes: { G20: 'Ask the architect.' },
      links: { C5: 'https://example.org/district', A15: '#Lists!A1' },
    });
    expect(await repairsOf(moved.bytes)).toEqual([]);

    const left = await edited((book, plan) => {
      book.noteMove(plan, { area: area('B3:C4'), to: null });
      book.noteMove(plan, { area: area('A15'), to: null });
    });
    expect(left.findings).toEqual([
      'The link of A15 on Plan stays there: cells that are cut go to another sheet without it.',
      'The note of B3 on Plan stays there: cells that are cut go to another sheet without it.',
    ]);
    expect((await foreignFacts(left.bytes)).sheets['Plan']).toMatchObject({ notes, links });
  });

  test('what hangs on deleted cells goes with them, and merged cells torn apart are told', async () => {
    const { bytes, findings } = await edited((book, plan) => {
      book.insertCells(plan, area('A11:B11'), 'down');
      book.deleteCells(plan, area('3:3'), 'up');
      book.deleteCells(plan, area('E:E'), 'left');
    });
    expect(findings).toEqual([
      'The merged cells A12:B12 and C11 on Plan are single cells again: only some of them were moved.',
    ]);
    expect((await foreignFacts(bytes)).sheets['Plan']).toMatchObject({
      merged: [],
      notes: { C4: 'Estimated.' },
      rules: [['C2:C8', 'whole', '0', null]],
    });
    expect(await repairsOf(bytes)).toEqual([]);
  });

  test('sheets come and go with what belongs to them; the others keep theirs', async () => {
    const { bytes, findings } = await edited((book) => {
      book.deleteSheet(idOf(book, 'Costs'));
      const { id } = book.addSheet('Über & <uns>');
      book.write(id, 0, 0, [
        ['Name', 'Amount'],
        [' x\n', { formula: '=SUM(Plan!C2:C9)' }],
      ]);
      book.addTable(id, area('A1:B2'), true);
      book.updateSheet(id, { position: 0 });
    });
    expect(findings).toEqual([]);
    const { sheets } = await foreignFacts(bytes);
    expect(Object.keys(sheets)).toEqual(['Über & <uns>', 'Plan', 'Lists', 'Notes']);
    expect(sheets['Plan']).toEqual(facts.sheets['Plan']);
    expect(Object.keys(unzipSync(bytes)).filter((path) => path.includes('/tables/'))).toEqual(['xl/tables/table2.xml']);
    expect(await repairsOf(bytes)).toEqual([]);
  });

  test('tables of the file are renamed, grow and get columns without losing what is theirs', async () => {
    const { bytes, findings } = await edited((book) => {
      const [table] = book.tables();
      book.updateTable(table?.id ?? '', { name: 'Expenses' });
      book.insertTableRows(table?.id ?? '', 5, 2);
      book.insertTableColumn(table?.id ?? '', 1, 'Note');
      book.write(idOf(book, 'Costs'), 0, 2, [['Unit price']]);
    });
    expect(findings).toEqual([]);
    const { sheets } = await foreignFacts(bytes);
    expect(sheets['Costs']?.['tables']).toEqual([
      ['Expenses', 'A1:E8', ['Item', 'Note', 'Unit price', 'Pieces', 'Sum']],
    ]);
    expect(await repairsOf(bytes)).toEqual([]);
  });

  test.each(Array.from({ length: tries(6) }, (_, index) => index + 1))(
    'whatever is done to it, Excel opens what was saved without repair (seed %i)',
    async (seed) => {
      const edits = fc.sample(fc.array(steps, { minLength: 12, maxLength: 25 }), { numRuns: 1, seed }).flat();
      const { bytes } = await edited((book) => {
        for (const step of edits) attempt(book, step);
      });
      expect(await repairsOf(bytes)).toEqual([]);
    },
  );

  test('macros are said to be there, and stay', async () => {
    const { notes } = await openXlsx('foreign.xlsx', foreign);
    expect(notes).toEqual(['foreign.xlsx holds macros. They do not run here and stay in the file when it is saved.']);
    const { bytes } = await edited((book, plan) => book.insertCells(plan, area('1:1'), 'down'));
    const [was, is] = [unzipSync(foreign), unzipSync(bytes)];
    for (const path of [
      'xl/vbaProject.bin',
      'customXml/item1.xml',
      'xl/printerSettings/printerSettings1.bin',
      'xl/theme/theme1.xml',
      'docProps/core.xml',
    ]) {
      expect(is[path]).toEqual(was[path]);
    }
  });
});
