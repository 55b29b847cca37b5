import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { statusOf } from '../../addin/sync/session/sync-status.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { inserts, site } from '../contracts/plan-rows.ts';
import { DIALECTS, expectNoProblem, openWorld, programRows, type World } from './world.ts';

const HEADERS = [
  'location code',
  'Site  Name',
  'Budget 2026',
  'SITE TYPE',
  'E-Rate Site Class',
  'Region',
  'Board District',
];
const MORE = ['Street', 'City', 'State', 'ZIP', 'status', 'Total'];

/** The officer's own workbook: headers of theirs, a formula column, remarks below, no hidden anything. */
function ownBook(): MemoryBook {
  const book = new MemoryBook();
  const { id } = book.addSheet('Schools');
  const line = (code: string, name: string) => [
    code,
    name,
    12,
    'High',
    'School',
    'North',
    '1',
    '2 Elm',
    'Cedar',
    'CA',
    '90002',
    'Active',
  ];
  book.writeFormats(id, areaOf(2, 1, 10, 1), '@');
  book.writeFormats(id, areaOf(2, 11, 10, 1), '@');
  book.write(id, 2, 1, [
    [...HEADERS, ...MORE],
    [...line('0417', 'Alder'), { formula: '=D4*2' }],
    [...line('0500', 'Elm High'), { formula: '=D5*2' }],
  ]);
  book.write(id, 8, 1, [['Remarks: call the architect']]);
  book.updateTable(book.addTable(id, areaOf(2, 1, 3, 13), true).id, { name: 'Opex2027' });
  return book;
}

describe.each(DIALECTS)('on %s', (dialect) => {
  let world: World;

  beforeEach(async () => {
    world = await openWorld(dialect);
    await world.clerk.sync({ sites: inserts(site('0417'), site('0418')).edits });
  });

  afterEach(() => {
    world.close();
  });

  test('[FA8, W9] connecting stops at a header that stands twice, names the columns, and goes on once one is renamed', async () => {
    const book = ownBook();
    const [table] = book.tables();
    // Excel lets no header stand twice in a table, but blanks and case make two that read alike.
    book.write(table?.sheetId ?? '', 2, 3, [['SITE NAME']]);
    const ann = await world.officer({ book });
    const stopped = { kind: 'headerDoubled', table: 'Sites', header: 'Site Name', columns: ['C', 'D'] };
    expect(await ann.session.previewConnection()).toEqual({ ok: false, problem: stopped });
    const { phase, problem } = await ann.session.connect(world.program, 'adopt');
    expect([phase, problem]).toEqual(['notConnected', { at: 'workbook', problem: stopped }]);
    expect(book.sheets().map(({ name }) => name)).toEqual(['Schools']);
    expect(book.tables().map(({ name }) => name)).toEqual(['Opex2027']);
    book.write(table?.sheetId ?? '', 2, 3, [['Budget 2026']]);
    expect(await ann.session.previewConnection()).toMatchObject({ ok: true });
  });

  test('an officer’s own table is recognised by its headers, and what will be added is said before', async () => {
    const ann = await world.officer({ book: ownBook() });
    const preview = await ann.session.previewConnection();
    expect(preview).toMatchObject({
      ok: true,
      value: {
        candidates: [
          {
            table: 'sites',
            excelName: 'Opex2027',
            rowCount: 2,
            ownHeaders: ['Budget 2026', 'Total'],
            missingRequired: [],
          },
        ],
        additions: [
          'Schools: table Opex2027 (2 rows) gets a hidden column Row ID and its table name becomes SEP_Sites (formulas follow).',
          'A very hidden sheet _SEP that notes program and revision.',
        ],
      },
    });
    expect(ann.book.sheets().map(({ name }) => name)).toEqual(['Schools']);
  });

  test('[E5] connected, rows known to the program are recognised by key, new ones are sent, different cells are conflicts', async () => {
    const ann = await world.officer({ book: ownBook() });
    const state = expectNoProblem(await ann.session.connect(world.program, 'adopt'));
    const conflicting = state.conflicts.filter(({ rowKey }) => rowKey === '0417').map(({ column }) => column);
    expect(conflicting).toContain('name');
    expect(statusOf(state)).toBe('conflicts');
    const program = await programRows(world, 'sites');
    expect(program.size).toBe(3);
    expect(program.get('0500')?.['name']).toBe('Elm High');
    expect(program.get('0417')?.['name']).toBe('School 0417');
    const [sheet] = ann.book.sheets();
    const area = areaOf(0, 0, 12, 15);
    const values = sheet ? ann.book.readValues(sheet.id, area) : [];
    const formulas = sheet ? ann.book.readFormulas(sheet.id, area).flat() : [];
    expect(values.flat()).toContain('Remarks: call the architect');
    expect(values[3]?.slice(1, 4)).toEqual(['0417', 'Alder', 12]);
    expect(formulas.filter((formula) => formula !== undefined)).toEqual(['=D4*2', '=D5*2']);
    expect(ann.rows('sites').map((row) => row['location code'])).toEqual(['0417', '0500', '0418']);
  });
});
