import { describe, expect, test } from 'vitest';
import type { RemoteTable } from '../../protocol/sync.ts';
import type { Cells } from '../../tables/cell.ts';
import type { ProgramState } from '../program-rows.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { insert, update } from '../testing/program.ts';
import { schools } from '../testing/small-tables.ts';
import { planWrites, type PlanWritesInput } from './plan-writes.ts';
import { emptyWrites } from './table-writes.ts';

const blank = { name: null, nickname: null, host: null, opened: null, closed: null, size: null };
const school = (code: string, more: Cells = {}): Cells => ({
  ...blank,
  code,
  name: `School ${code}`,
  size: 10,
  ...more,
});

const A: RowInSheet = { row: 'A', cells: school('A1') };
const B: RowInSheet = { row: 'B', cells: school('B1') };

function programAt(revision: number, rows: Readonly<Record<string, Cells>>): ProgramState {
  return { revision, tables: new Map([['schools', new Map(Object.entries(rows))]]) };
}

const base = programAt(7, { A: school('A1'), B: school('B1') });
const columns = Object.keys(schools.columns);

function remoteOf(rows: Readonly<Record<string, Cells>>, deleted: string[] = []): RemoteTable {
  return {
    columns,
    rows: Object.entries(rows).map(([row, cells]) => [row, 8, ...columns.map((column) => cells[column] ?? null)]),
    deleted,
  };
}

interface Change {
  readonly rows?: readonly RowInSheet[];
  readonly head?: Readonly<Record<string, Cells>>;
  readonly remote?: RemoteTable;
  readonly reply?: Partial<PlanWritesInput['reply']>;
  readonly more?: Partial<PlanWritesInput>;
}

function plan({ rows = [A, B], head, remote, reply = {}, more = {} }: Change = {}) {
  const tables = remote === undefined ? {} : { schools: remote };
  return finish(
    planWrites({
      locals: [localWith(schools, rows)],
      base,
      head: head === undefined ? base : programAt(8, head),
      sent: [],
      reply: { adopted: {}, conflicts: [], refusals: [], remote: { tables }, ...reply },
      pending: [],
      restore: new Map(),
      date1904: false,
      localRefusals: [],
      ...more,
    }),
  );
}

function writesOf(change: Change) {
  const [writes] = plan(change).writes;
  return writes ?? emptyWrites('none');
}

describe('what comes from others', () => {
  test('[A1] nothing new, nothing to write', () => {
    expect(plan()).toEqual({
      writes: [emptyWrites('schools')],
      pending: [],
      kept: [],
      received: { values: 0, rows: 0 },
    });
  });

  test('[A1, A5] a changed cell is written where it stands, as Excel wants it, over what was read there', () => {
    const now = school('B1', { opened: '2026-09-01' });
    const change = { head: { A: school('A1'), B: now }, remote: remoteOf({ B: now }) };
    expect(writesOf(change).cells).toEqual([{ row: 'B', position: 1, column: 'opened', expected: '', value: 46_266 }]);
    expect(plan(change).received).toEqual({ values: 1, rows: 0 });
    expect(plan({ ...change, more: { date1904: true } }).writes[0]?.cells[0]?.value).toBe(46_266 - 1_462);
  });

  test('[A1] of a row by what has moved just that is written', () => {
    const now = school('B1', { opened: '2026-09-01' });
    const remote: RemoteTable = {
      columns: [],
      rows: [],
      deleted: [],
      moved: [{ columns: ['opened'], rows: [['B', 8, '2026-09-01']] }],
    };
    const change = { head: { A: school('A1'), B: now }, remote };
    expect(writesOf(change).cells).toEqual([{ row: 'B', position: 1, column: 'opened', expected: '', value: 46_266 }]);
  });

  test('new rows are appended in the order of their keys, with their computed cells', () => {
    const [D, C] = [school('D1', { nickname: 'Di' }), school('C1')];
    const change = { head: { A: school('A1'), B: school('B1'), Y: D, Z: C }, remote: remoteOf({ Y: D, Z: C }) };
    expect(
      writesOf(change).appends.map(({ row, cells }) => [row, cells['code'], cells['nickname'], cells['size']]),
    ).toEqual([
      ['Z', 'C1', '', 10],
      ['Y', 'D1', 'Di', 10],
    ]);
    expect(plan(change).received).toEqual({ values: 0, rows: 2 });
  });

  test('[A5] a deleted row is removed with what it held when it was read, and its computed cells are left', () => {
    const change = {
      rows: [A, { ...B, cells: school('B1', { size: 99 }) }],
      head: { A: school('A1') },
      remote: remoteOf({}, ['B']),
    };
    const { removals, cells } = writesOf(change);
    expect(removals).toEqual([{ row: 'B', position: 1, expected: ['B1', 'School B1', '', '', '', '', 99] }]);
    expect(cells).toEqual([]);
    expect(plan(change).received).toEqual({ values: 0, rows: 1 });
  });

  test('a column that the sheet does not have is not written', () => {
    const now = school('B1', { opened: '2026-09-01' });
    const sheetColumns = columns.filter((name) => name !== 'opened');
    const locals = [localWith(schools, [A, B], { columns: sheetColumns })];
    expect(plan({ head: { B: now }, remote: remoteOf({ B: now }), more: { locals } }).writes[0]?.cells).toEqual([]);
  });
});

describe('computed cells', () => {
  test('are put right wherever something else stands', () => {
    const rows = [
      { ...A, cells: school('A1', { size: 11 }) },
      { ...B, cells: school('B1', { size: null }) },
    ];
    expect(writesOf({ rows }).cells).toEqual([
      { row: 'A', position: 0, column: 'size', expected: 11, value: 10 },
      { row: 'B', position: 1, column: 'size', expected: '', value: 10 },
    ]);
  });

  test('[W6] are left alone where the person has a formula', () => {
    expect(writesOf({ rows: [{ ...A, cells: school('A1', { size: 11 }), formulas: ['size'] }, B] }).cells).toEqual([]);
  });

  test('are emptied where the server has none, and do not count as received', () => {
    const head = { A: school('A1', { size: null }), B: school('B1') };
    expect(writesOf({ head }).cells).toMatchObject([{ row: 'A', column: 'size', expected: 10, value: '' }]);
    expect(plan({ head }).received.values).toBe(0);
  });
});

describe('what the person has typed', () => {
  const typed = { ...A, cells: school('A1', { nickname: 'mine' }) };
  const theirs = school('A1', { nickname: 'theirs' });
  const conflict: PlanWritesInput['reply']['conflicts'][number] = {
    id: 'c1',
    table: 'schools',
    row: 'A',
    column: 'nickname',
    kind: 'cell',
    base: null,
    local: 'mine',
    remote: 'theirs',
    by: 'Ben',
    at: '2026-11-24T08:30:00.000Z',
    revision: 8,
  };
  const change: Change = {
    rows: [typed, B],
    head: { A: theirs, B: school('B1') },
    remote: remoteOf({ A: theirs }),
    more: { sent: [update('schools', 'A', { nickname: 'mine' }, 7)] },
  };

  test('[CON2] stays in a conflict, and the cell is noted as seen at the conflict’s revision or before', () => {
    const found = plan({ ...change, reply: { conflicts: [conflict] } });
    expect(found.writes).toEqual([emptyWrites('schools')]);
    expect(found.pending).toMatchObject([{ table: 'schools', row: 'A', column: 'nickname' }]);
    expect(found.pending[0]?.seen).toBe(7);
  });

  test('since it was sent stays, and is told', () => {
    const later = { ...A, cells: school('A1', { nickname: 'later' }) };
    const found = plan({ ...change, rows: [later, B], reply: {} });
    expect(found.writes[0]?.cells).toEqual([]);
    expect(found.kept).toEqual([{ table: 'schools', row: 'A', column: 'nickname' }]);
  });

  test('[W5] and cannot be read is never written over', () => {
    const soon = { ...A, raw: { opened: 'soon' } };
    const now = school('A1', { opened: '2026-09-01' });
    const refusal = { table: 'schools', row: 'A', column: 'opened', rule: 'W5', value: 'soon', message: '' };
    const found = plan({
      rows: [soon, B],
      head: { A: now, B: school('B1') },
      remote: remoteOf({ A: now }),
      more: { localRefusals: [refusal] },
    });
    expect(found.writes[0]?.cells).toEqual([]);
  });

  test('in other tables keeps its place in the list of undecided cells; of these tables the list is made anew', () => {
    const elsewhere = { table: 'orders', row: 'O', column: 'note', seen: 3 };
    const done = { table: 'schools', row: 'B', column: 'name', seen: 3 };
    expect(plan({ more: { pending: [elsewhere, done] } }).pending).toEqual([elsewhere]);
  });
});

describe('rows', () => {
  test('[E5] that were adopted get the Row ID of the row that was there, and what it has is written under that', () => {
    const mine = { row: 'N', cells: school('C1', { size: null }) };
    const there = school('C1', { nickname: 'Ce' });
    const found = plan({
      rows: [A, B, mine],
      head: { A: school('A1'), B: school('B1'), Z: there },
      remote: remoteOf({ Z: there }),
      reply: { adopted: { N: 'Z' } },
      more: { sent: [insert('schools', 'N', { code: 'C1', name: 'School C1' }, 7)] },
    });
    const [writes] = found.writes;
    expect(writes?.rowIds).toEqual([
      { position: 2, from: 'N', expected: ['C1', 'School C1', '', '', '', '', ''], row: 'Z' },
    ]);
    expect(writes?.cells.map(({ row, position, column, value }) => [row, position, column, value])).toEqual([
      ['Z', 2, 'nickname', 'Ce'],
      ['Z', 2, 'size', 10],
    ]);
    expect(writes?.appends).toEqual([]);
  });

  test('[W3] that the person wants back are appended as they are at the head, once, unless they are here or gone', () => {
    const restore = new Map([['schools', ['B', 'A', 'X', 'B']]]);
    const { appends } = writesOf({ rows: [A], more: { restore } });
    expect(appends.map(({ row, cells }) => [row, cells['code']])).toEqual([['B', 'B1']]);
  });
});
