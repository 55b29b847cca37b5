import { expect, test } from 'vitest';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { editableColumns } from '../../shared/tables/table.ts';
import { undoJournal } from './undo-journal.ts';

const sites = tableNamed('sites');
const place = { table: 'sites', ordinal: 0 };
const row = (id: string, revision: number, name: string) => ({ row: id, revision, cells: { name, city: null } });

test('[REV4] rows are as they were before the entries: changed ones set back, new ones gone, deleted ones there again', () => {
  const head = [row('R1', 2, 'same'), row('R3', 9, 'after'), row('R4', 8, 'new')];
  const entries = [
    {
      ...place,
      revision: 9,
      row: 'R3',
      kind: 'update',
      before: { name: 'between' },
      after: { name: 'after', city: 'X' },
      previous: 8,
    },
    {
      ...place,
      revision: 8,
      row: 'R3',
      kind: 'update',
      before: { name: 'before', city: 'Y' },
      after: { name: 'between' },
      previous: 3,
    },
    { ...place, revision: 8, row: 'R4', kind: 'insert', before: {}, after: { name: 'new' }, previous: null },
    { ...place, revision: 8, row: 'R2', kind: 'delete', before: { name: 'gone' }, after: {}, previous: null },
  ] as const;
  const [one, two, three, ...more] = undoJournal(sites, head, entries);
  expect(one).toBe(head[0]);
  expect(more).toEqual([]);
  expect(three).toEqual({ row: 'R3', revision: 3, cells: { name: 'before', city: 'Y' } });
  // A row that comes back has every editable cell, filled or not; what is not known of it is revision 0.
  expect(two).toMatchObject({ row: 'R2', revision: 0, cells: { name: 'gone', city: null } });
  expect(Object.keys(two?.cells ?? {})).toEqual(editableColumns(sites));
});
