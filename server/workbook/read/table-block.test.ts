import { describe, expect, test } from 'vitest';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import { columnLabel } from '../../../shared/tables/table.ts';
import type { SheetCell, SheetRow } from './read-sheet.ts';
import { bearsHeaders, locateTable } from './table-block.ts';
import type { TablePart } from './workbook-package.ts';

const sites = tableNamed('sites');
const HEADERS = ['Row ID', 'Location Code', 'Site Name'];

function row(number: number, ...cells: SheetCell[]): SheetRow {
  return { number, cells };
}

function part(range: string, totalsRows = 0): TablePart {
  return { name: 'SEP_Sites', sheet: 'Sites', range, totalsRows, isFiltered: false };
}

/** Where the table was found: its columns, its last row, and the numbers of its filled rows. */
function located(rows: readonly SheetRow[], excelTable?: TablePart) {
  const block = locateTable(sites, rows, excelTable);
  return (
    block && [Object.fromEntries(block.match.indexByColumn), block.lastOwnRow, block.rows.map(({ number }) => number)]
  );
}

describe('within the Excel table of that name', () => {
  const rows = [
    row(2, 'Sites of the district'),
    row(14, 'Site Name', ...HEADERS, 'Region'),
    row(15, 'x', 'R1', '0417', 'Alder'),
  ];

  test.each(['B14:D19', '$B$14:$D$19', 'b14:d19'])('%s begins with its headers and has its columns', (range) => {
    expect(located(rows, part(range))).toEqual([{ code: 2, name: 3 }, 19, [15]]);
  });

  test('columns beyond one letter are found', () => {
    const far = [
      row(1, ...Array.from<undefined>({ length: 26 }), ...HEADERS),
      row(2, ...Array.from<undefined>({ length: 26 }), 'R1', '0417'),
    ];
    expect(located(far, part('AA1:AC2'))).toEqual([{ code: 27, name: 28 }, 2, [2]]);
  });

  test('headers that are formulas or numbers count as what they show', () => {
    const header = { value: 'Site Name', isFormula: true, isError: false };
    expect(located([row(1, 'Row ID', 'Location Code', header, 7)], part('A1:D2'))).toEqual([
      { code: 1, name: 2 },
      2,
      [],
    ]);
  });

  test('its totals are no rows; what stands below them is', () => {
    const all = [row(1, ...HEADERS), row(2, 'R1', '0417'), row(3, 'Total'), row(4, 'Total'), row(5, 'R2', '0418')];
    expect(located(all, part('A1:C4', 2))).toEqual([{ code: 1, name: 2 }, 2, [2, 5]]);
    expect(located(all, part('A1:C4', 0))?.[2]).toEqual([2, 3, 4, 5]);
  });

  test('rows without anything in the plan’s columns are none, rows with only a Row ID are', () => {
    const all = [
      row(1, ...HEADERS, 'Mine'),
      row(2, undefined, undefined, undefined, 'note'),
      row(3, 'R1'),
      row(4, undefined, undefined, 'Alder'),
    ];
    expect(located(all, part('A1:D4'))?.[2]).toEqual([3, 4]);
  });

  test('without its header row or any of its columns there is no table', () => {
    expect(located([row(2, 'R1', '0417')], part('A1:C2'))).toBeUndefined();
    expect(located([row(1, 'Row ID', 'Colour')], part('A1:B2'))).toBeUndefined();
  });

  test('without a Row ID column it is found all the same, for the reader to say what is missing', () => {
    expect(located([row(1, 'Location Code', 'Site Name'), row(2, '0417')], part('A1:B2'))).toEqual([
      { code: 0, name: 1 },
      2,
      [2],
    ]);
  });
});

describe('below the first row that bears the headers', () => {
  const rows = [row(1, 'Sites'), row(3, 'Site Name', 'row  id', 'LOCATION CODE'), row(4, 'Alder', 'R1', '0417')];

  test('the table goes on as far as the sheet does', () => {
    expect(located(rows)).toEqual([{ name: 0, code: 2 }, 3, [4]]);
  });

  test.each(['', 'Sites', 'A1', 'A1:B2:C3', 'AAAA1:B2', '#REF!', '-A1:B2', 'A1:B2x'])(
    'also when the Excel table’s range is %j',
    (range) => {
      expect(located(rows, part(range))).toEqual([{ name: 0, code: 2 }, 3, [4]]);
    },
  );

  test('headers are those with the Row ID and the whole key', () => {
    const lines = tables.find(({ key }) => key.length > 1) ?? sites;
    const labels = lines.key.map((name) => columnLabel(lines, name));
    expect(labels.length).toBeGreaterThan(1);
    expect(bearsHeaders(lines, [row(1, 'Row ID', ...labels)])).toBe(true);
    expect(bearsHeaders(lines, [row(1, 'Row ID', ...labels.slice(1))])).toBe(false);
    expect(bearsHeaders(lines, [row(1, ...labels)])).toBe(false);
  });

  test('they are looked for in the first 50 filled rows', () => {
    const notes = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1, 'note'));
    expect(bearsHeaders(sites, [...notes(49), row(50, ...HEADERS)])).toBe(true);
    expect(bearsHeaders(sites, [...notes(50), row(51, ...HEADERS)])).toBe(false);
  });

  test('a sheet without them has no table', () => {
    expect(located([row(1, 'Row ID', 'Site Name')])).toBeUndefined();
    expect(located([])).toBeUndefined();
  });
});
