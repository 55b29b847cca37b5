import { describe, expect, test } from 'vitest';
import { tableNamed, tables } from '../../../shared/tables/all-tables.ts';
import { columnLabel, type Table } from '../../../shared/tables/table.ts';
import { areaOf } from 'excel-host/book/area.ts';
import { openWorkbook } from '../testing/open-workbook.mts';
import { valueOf } from '../testing/outcomes.ts';
import { chooseTables, type FoundTable } from './connection-preview.ts';

const sites = tableNamed('sites');
const projects = tableNamed('projects');

const required = (table: Table) => Object.keys(table.columns).filter((name) => table.columns[name]?.required === true);
const labels = (table: Table, names: readonly string[] = Object.keys(table.columns)) =>
  names.map((name) => columnLabel(table, name));
const found = (excelName: string, headers: readonly string[], sheet = 'Sheet1'): FoundTable => ({
  excelName,
  sheet,
  headers,
  firstColumn: 0,
  rowCount: 3,
});
const chosen = (...tablesFound: readonly FoundTable[]) =>
  chooseTables(tablesFound).map(({ table, excelName }) => `${table}: ${excelName}`);

describe('a table of the workbook is taken for one of the plan', () => {
  test('by its name in any case, whatever its headers', () => {
    expect(chosen(found('sep_SITES', ['Anything']))).toEqual(['sites: sep_SITES']);
    expect(chosen(found('Mine', ['Anything']))).toEqual([]);
  });

  test('by its headers where the key and half of the required columns are among them', () => {
    const needed = required(sites).filter((name) => !sites.key.includes(name));
    const half = Math.ceil(required(sites).length / 2);
    const with_ = (count: number) => found('Mine', labels(sites, [...sites.key, ...needed.slice(0, count - 1)]));
    expect(chosen(with_(half))).toEqual(['sites: Mine']);
    expect(chosen(with_(half - 1))).toEqual([]);
    expect(chosen(found('Mine', labels(sites, needed)))).toEqual([]);
  });

  test('once, the better fit first: its name before its headers, more headers before fewer', () => {
    const all = labels(sites);
    const few = labels(sites, required(sites));
    expect(chosen(found('Few', few), found('All', all))).toEqual(['sites: All']);
    expect(chosen(found('All', all), found('SEP_Sites', few))).toEqual(['sites: SEP_Sites']);
    // Of two that have the same columns the one with less that is the person's own.
    expect(chosen(found('Wide', [...few, 'Own', 'Own too']), found('Narrow', few))).toEqual(['sites: Narrow']);
  });

  test('in the plan’s order, each with what it lacks and what is the person’s own', () => {
    const [projectsFound, sitesFound] = [
      found('P', labels(projects)),
      found('S', [...labels(sites, sites.key), 'Remarks', 'site name'], 'Schools'),
    ];
    const named = { ...sitesFound, excelName: 'SEP_Sites' };
    const candidates = chooseTables([projectsFound, named]);
    expect(candidates.map(({ table }) => table)).toEqual(
      tables.map(({ name }) => name).filter((name) => name === 'sites' || name === 'projects'),
    );
    const candidate = candidates.find(({ table }) => table === 'sites');
    expect(candidate).toMatchObject({
      sheet: 'Schools',
      rowCount: 3,
      headers: { code: 'Location Code', name: 'site name' },
      ownHeaders: ['Remarks'],
    });
    expect(candidate?.missingRequired).toEqual(required(sites).filter((name) => name !== 'code' && name !== 'name'));
    expect(candidates.find(({ table }) => table === 'projects')?.missingRequired).toEqual([]);
  });
});

describe('the preview of connecting', () => {
  function withTables(...named: readonly [string, readonly string[]][]) {
    const workbook = openWorkbook();
    const sheetId = workbook.book.sheets()[0]?.id ?? '';
    named.forEach(([name, headers], index) => {
      const area = areaOf(index * 10, 2, 3, headers.length);
      workbook.book.write(sheetId, area.row, area.column, [headers]);
      const { id } = workbook.book.addTable(sheetId, area, true);
      workbook.book.updateTable(id, { name });
    });
    return workbook;
  }

  test('says what each table gets, that its name changes where it does, and that a hidden sheet comes', async () => {
    const { port } = withTables(['Mine', labels(sites)], ['SEP_Projects', labels(projects)]);
    const preview = valueOf(await port.previewConnection());
    expect(preview.metadata).toBeNull();
    expect(preview.missing).toEqual(
      tables.map(({ name }) => name).filter((name) => name !== 'sites' && name !== 'projects'),
    );
    expect(preview.additions.toSorted()).toEqual([
      expect.stringMatching(/^A very hidden sheet /),
      'Sheet1: table Mine (2 rows) gets a hidden column Row ID and its table name becomes SEP_Sites (formulas follow).',
      'Sheet1: table SEP_Projects (2 rows) gets a hidden column Row ID.',
    ]);
  });

  test('[W9] stops at a header that stands twice, in whichever of the tables, and names its columns', async () => {
    const { port } = withTables(
      ['SEP_Sites', labels(sites)],
      ['SEP_Projects', [...labels(projects).slice(0, 2), 'Own', ` ${labels(projects)[0]} `]],
    );
    expect(await port.previewConnection()).toEqual({
      ok: false,
      problem: { kind: 'headerDoubled', table: projects.label, header: labels(projects)[0], columns: ['C', 'F'] },
    });
  });

  test('[W9] takes no offence at a header that stands twice in a table that stays the person’s own', async () => {
    const { port } = withTables(['Own', ['Status', ' Status']], ['SEP_Sites', labels(sites)]);
    expect(valueOf(await port.previewConnection()).candidates.map(({ table }) => table)).toEqual(['sites']);
  });
});
