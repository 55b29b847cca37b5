import { describe, expect, test } from 'vitest';
import { createPerson } from 'excel-host/user/person.ts';
import { rowIdOf, valueOf } from '../testing/outcomes.ts';
import { keepFilters, nothing, readSites, withSites } from '../testing/workbook-with-sites.mts';

/** Sites of which those at some places are to go; what is left alone, and how many requests it took. */
async function removing(count: number, positions: readonly number[]) {
  const workbook = await withSites(count);
  const { rows } = await readSites(workbook);
  const removals = rows
    .filter(({ position }) => positions.includes(position))
    .map(({ rowId, position, values }) => ({ row: rowId ?? '', position, expected: values }));
  const { faults } = workbook.host;
  return {
    workbook,
    person: createPerson(workbook.book),
    run: async () => {
      faults.startCounting();
      const left = valueOf(await workbook.port.write([{ ...nothing, removals }], keepFilters));
      return { left: left.map(({ row }) => row), requests: faults.requests };
    },
    names: async () => {
      const table = await readSites(workbook);
      return table.rows.map(({ values }) => values[table.columns.indexOf('name')]);
    },
    tableRows: () => (workbook.book.tables()[0]?.area.rowCount ?? 0) - 1,
  };
}

describe('rows are removed', () => {
  test.each([
    { positions: [0], left: [1, 2, 3, 4, 5] },
    { positions: [5], left: [0, 1, 2, 3, 4] },
    { positions: [0, 1, 4], left: [2, 3, 5] },
    { positions: [1, 3, 5], left: [0, 2, 4] },
    { positions: [1, 2, 3, 4, 5], left: [0] },
  ])('at $positions of six, in one go', async ({ positions, left }) => {
    const { run, names, tableRows } = await removing(6, positions);
    expect(await run()).toEqual({ left: [], requests: 4 });
    expect(await names()).toEqual(left.map((number) => `School ${number}`));
    expect(tableRows()).toBe(left.length);
  });

  test('all of them but for a blank one, which Excel wants', async () => {
    const { run, names, tableRows, workbook } = await removing(3, [0, 1, 2]);
    const [body] = workbook.book.tables();
    if (body === undefined) throw new Error('The book has no table.');
    const formats = () =>
      workbook.book.readFormats(body.sheetId, { ...body.area, row: body.area.row + 1, rowCount: 1 });
    const before = formats();
    expect(await run()).toEqual({ left: [], requests: 4 });
    expect([await names(), tableRows()]).toEqual([[], 1]);
    // It is blanked, not made anew, so that the next row looks like the others.
    expect(formats()).toEqual(before);
  });

  test('[A5] not where they have changed, and where none is left to remove nothing more is asked of Excel', async () => {
    const { run, names, person, tableRows } = await removing(2, [0, 1]);
    person.typeIntoTable('SEP_Sites', 0, 'Site Name', 'Typed');
    person.typeIntoTable('SEP_Sites', 1, 'City', 'Elm');
    expect(await run()).toEqual({ left: [rowIdOf(1), rowIdOf(0)], requests: 3 });
    expect([await names(), tableRows()]).toEqual([['Typed', 'School 1'], 2]);
  });

  test('[A5] those beside a changed one go, and the table keeps no blank row for it', async () => {
    const { run, names, person, tableRows } = await removing(3, [0, 1, 2]);
    person.typeIntoTable('SEP_Sites', 1, 'Site Name', 'Typed');
    expect(await run()).toEqual({ left: [rowIdOf(1)], requests: 4 });
    expect([await names(), tableRows()]).toEqual([['Typed'], 1]);
  });

  test.each(['Typed', '0007', '=1+1'])(
    '[A5] one that changes to %s as it goes comes back as it was left, on top of the table',
    async (text) => {
      const { run, workbook, person, tableRows } = await removing(3, [1]);
      workbook.host.faults.betweenRequests((number) => {
        if (number === 4) person.typeIntoTable('SEP_Sites', 1, 'Site Name', text);
      });
      expect(await run()).toEqual({ left: [rowIdOf(1)], requests: 5 });
      workbook.host.faults.betweenRequests(undefined);
      const table = await readSites(workbook);
      const [first] = table.rows;
      expect(table.rows.map(({ rowId }) => rowId)).toEqual([rowIdOf(1), rowIdOf(0), rowIdOf(2)]);
      expect(first?.values[table.columns.indexOf('name')]).toBe(text);
      expect(tableRows()).toBe(3);
    },
  );
});
