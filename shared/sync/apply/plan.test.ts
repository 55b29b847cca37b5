import { describe, expect, test } from 'vitest';
import type { Cells } from '../../tables/cell.ts';
import type { Conflict, Refusal } from '../outcome.ts';
import { planApply, type PlanInput, type TablePlan } from './plan.ts';
import { insert, remove, update } from '../testing/program.ts';
import { schools } from '../testing/small-tables.ts';

const A: Cells = { code: 'A1', name: 'Alder', nickname: null, host: null, opened: null, closed: null };
const B: Cells = { ...A, code: 'B1', name: 'Birch' };

const still: PlanInput = {
  table: schools,
  base: new Map([
    ['A', A],
    ['B', B],
  ]),
  baseRevision: 7,
  local: rows({ A, B }),
  sent: [],
  remote: [],
  deleted: [],
  conflicts: [],
  refusals: [],
  adopted: {},
};

function rows(cells: Readonly<Record<string, Cells>>) {
  return Object.entries(cells).map(([row, each]) => ({ row, cells: each }));
}

const nothing: TablePlan = {
  table: 'schools',
  rowIdRewrites: [],
  cellWrites: [],
  deletes: [],
  inserts: [],
  kept: [],
  pendingSeen: new Map(),
};

function plan(changes: Partial<PlanInput>): TablePlan {
  return planApply({ ...still, ...changes });
}

function conflict(row: string, column: string, kind: Conflict['kind'] = 'cell'): Conflict {
  return { table: 'schools', row, column, kind, base: null, local: null, remote: null, by: 'Ben', at: '', revision: 8 };
}

function refusal(row: string, column: string | null): Refusal {
  return { table: 'schools', row, column, rule: 'V05', value: null, message: '' };
}

describe('cells', () => {
  test('[A1] nothing changed, nothing is written', () => {
    expect(plan({})).toEqual(nothing);
  });

  test('[A1] only cells that differ are written', () => {
    expect(plan({ remote: rows({ A: { ...A, name: 'Aspen' } }) })).toEqual({
      ...nothing,
      cellWrites: [{ row: 'A', column: 'name', value: 'Aspen' }],
    });
  });

  test('a remote cell that is absent empties the cell; computed columns and columns the sheet lacks are left alone', () => {
    const local = rows({ A: { code: 'A1', name: 'Alder' }, B });
    const remote = rows({ A: { code: 'A1', nickname: 'Al', size: 4 } });
    expect(plan({ local, remote }).cellWrites).toEqual([{ row: 'A', column: 'name', value: null }]);
  });

  test('[A5] a cell changed since the read is kept, and counts as seen at the former revision', () => {
    const local = rows({ A: { ...A, name: 'Ash', nickname: 'x' }, B });
    expect(plan({ local, remote: rows({ A: { ...A, name: 'Aspen', opened: '2020-01-01' } }) })).toEqual({
      ...nothing,
      cellWrites: [{ row: 'A', column: 'opened', value: '2020-01-01' }],
      kept: [{ row: 'A', column: 'name', value: 'Aspen' }],
      pendingSeen: new Map([['A', { name: 7 }]]),
    });
  });

  test('[CON2] a cell in conflict is kept, and an older seen revision stays', () => {
    const local = rows({ A: { ...A, name: 'Ash' }, B });
    const input = {
      local,
      sent: [update('schools', 'A', { name: 'Ash' }, 7)],
      remote: rows({ A: { ...A, name: 'Aspen' } }),
      conflicts: [conflict('A', 'name')],
    };
    expect(plan(input)).toMatchObject({ cellWrites: [], pendingSeen: new Map([['A', { name: 7 }]]) });
    const pendingSeen = new Map([['A', { name: 3 }]]);
    expect(plan({ ...input, pendingSeen })).toMatchObject({ cellWrites: [], pendingSeen });
  });

  test('[CON2] a pending cell that remote leaves alone stays pending; one that equals base or remote is settled', () => {
    const local = rows({ A: { ...A, name: 'Ash', nickname: 'Al' }, B });
    const pendingSeen = new Map([['A', { name: 3, nickname: 4, closed: 5 }]]);
    expect(plan({ local, pendingSeen }).pendingSeen).toEqual(new Map([['A', { name: 3, nickname: 4 }]]));
    const remote = rows({ A: { ...A, nickname: 'Al' } });
    expect(plan({ local, pendingSeen, remote }).pendingSeen).toEqual(new Map([['A', { name: 3 }]]));
    const settled = plan({
      local: rows({ A: { ...A, name: 'Ash' }, B }),
      pendingSeen: new Map([['A', { name: 3 }]]),
      remote: rows({ A: { ...A, name: 'Ash' } }),
    });
    expect(settled.pendingSeen).toEqual(new Map());
  });

  test('a cell that was accepted and changed again by somebody else takes the remote value', () => {
    const input = {
      local: rows({ A: { ...A, name: 'Ash' }, B }),
      sent: [update('schools', 'A', { name: 'Ash' }, 7)],
      remote: rows({ A: { ...A, name: 'Aspen' } }),
    };
    expect(plan(input).cellWrites).toEqual([{ row: 'A', column: 'name', value: 'Aspen' }]);
    const pendingSeen = new Map([['A', { name: 3 }]]);
    expect(plan({ ...input, pendingSeen }).pendingSeen).toEqual(new Map());
    const typedSince = rows({ A: { ...A, name: 'Asp' }, B });
    expect(plan({ ...input, local: typedSince })).toMatchObject({ cellWrites: [], kept: [{ column: 'name' }] });
  });

  test('a refused cell is kept; another cell of the same edit is not, unless the row is refused', () => {
    const input = {
      local: rows({ A: { ...A, name: 'Ash', nickname: 'x' }, B }),
      sent: [update('schools', 'A', { name: 'Ash', nickname: 'x' }, 7)],
      remote: rows({ A: { ...A, name: 'Aspen', nickname: 'y' } }),
    };
    const one = plan({ ...input, refusals: [refusal('A', 'name')] });
    expect(one.cellWrites).toEqual([{ row: 'A', column: 'nickname', value: 'y' }]);
    const whole = plan({ ...input, refusals: [refusal('A', null)] });
    expect(whole).toMatchObject({ cellWrites: [], pendingSeen: new Map([['A', { name: 7, nickname: 7 }]]) });
  });

  test('[W6] a formula is never overwritten: the remote value becomes a conflict of the next sync', () => {
    const formulas = new Map([['A', new Set(['name'])]]);
    const remote = rows({ A: { ...A, name: 'Aspen', nickname: 'Al' } });
    expect(plan({ formulas, remote })).toEqual({
      ...nothing,
      cellWrites: [{ row: 'A', column: 'nickname', value: 'Al' }],
      kept: [{ row: 'A', column: 'name', value: 'Aspen' }],
      pendingSeen: new Map([['A', { name: 7 }]]),
    });
  });
});

describe('rows', () => {
  const C: Cells = { ...A, code: 'C1', name: 'Cedar' };

  test('a row that is news is added', () => {
    expect(plan({ remote: rows({ C }) })).toEqual({ ...nothing, inserts: [{ row: 'C', cells: C }] });
  });

  test('a new row that was sent and accepted is left alone', () => {
    const sent = [insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 7)];
    expect(plan({ local: rows({ A, B, C }), sent, remote: rows({ C }) })).toEqual(nothing);
  });

  test('[A5] a new row that was sent and deleted since is not added again', () => {
    const sent = [insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 7)];
    expect(plan({ sent, remote: rows({ C }) })).toEqual(nothing);
    expect(plan({ sent, remote: rows({ C: { ...C, name: 'Cypress' } }) })).toMatchObject({
      inserts: [],
      pendingSeen: new Map([['C', { name: 7 }]]),
    });
  });

  test('a row deleted remotely goes, unless the person edited it', () => {
    expect(plan({ deleted: ['A'] })).toEqual({ ...nothing, deletes: ['A'] });
    const local = rows({ A: { ...A, name: 'Ash' }, B });
    expect(plan({ local, deleted: ['A'] })).toEqual({
      ...nothing,
      kept: [{ row: 'A', column: 'name', value: null }],
      pendingSeen: new Map([['A', { name: 7 }]]),
    });
  });

  test('a row deleted remotely goes when its edits had been accepted before', () => {
    const local = rows({ A: { ...A, name: 'Ash' }, B });
    const sent = [update('schools', 'A', { name: 'Ash' }, 7)];
    const pendingSeen = new Map([['A', { name: 3 }]]);
    expect(plan({ local, sent, deleted: ['A'], pendingSeen })).toEqual({ ...nothing, deletes: ['A'] });
  });

  test('[M4, CON2] a row deleted remotely stays while its cells are undecided, even when the sheet has emptied them', () => {
    const base = new Map([['B', B]]);
    const local = rows({ A: { ...A, name: null }, B });
    const pendingSeen = new Map([['A', { name: 3 }]]);
    expect(plan({ base, local, pendingSeen })).toEqual({ ...nothing, pendingSeen });
  });

  test('[M4] a row sent as new that was deleted meanwhile stays with its cells pending', () => {
    const sent = [insert('schools', 'C', { code: 'C1', name: 'Cedar' }, 7)];
    const conflicts = [conflict('C', 'code', 'editDelete'), conflict('C', 'name', 'editDelete')];
    expect(plan({ local: rows({ A, B, C }), sent, deleted: ['C'], conflicts })).toMatchObject({
      deletes: [],
      pendingSeen: new Map([['C', { code: 7, name: 7 }]]),
    });
  });

  test('a row deleted on both sides needs nothing', () => {
    const pendingSeen = new Map([['A', { name: 3 }]]);
    expect(plan({ local: rows({ B }), deleted: ['A'], pendingSeen })).toEqual(nothing);
  });

  test('[A5] a row deleted in the sheet and not sent yet is not added again; its remote changes count as not seen', () => {
    expect(plan({ local: rows({ B }), remote: rows({ A: { ...A, name: 'Aspen' } }) })).toEqual({
      ...nothing,
      kept: [{ row: 'A', column: 'name', value: 'Aspen' }],
      pendingSeen: new Map([['A', { name: 7 }]]),
    });
  });

  test('[M5, CON2] a delete in conflict or refused stays a delete', () => {
    const input = {
      local: rows({ B }),
      sent: [remove('schools', 'A', 7)],
      remote: rows({ A: { ...A, name: 'Aspen' } }),
    };
    const pendingSeen = new Map([['A', { name: 7 }]]);
    const conflicts = [conflict('A', 'name', 'deleteEdit')];
    expect(plan({ ...input, conflicts })).toMatchObject({ inserts: [], pendingSeen });
    expect(plan({ ...input, refusals: [refusal('A', null)] })).toMatchObject({ inserts: [], pendingSeen });
    expect(plan({ local: rows({ B }), pendingSeen })).toMatchObject({ pendingSeen });
  });

  test('a row whose delete was accepted and that somebody brought back is added', () => {
    const input = { local: rows({ B }), sent: [remove('schools', 'A', 7)], pendingSeen: new Map([['A', { name: 3 }]]) };
    expect(plan({ ...input, remote: rows({ A }) })).toEqual({ ...nothing, inserts: [{ row: 'A', cells: A }] });
  });

  test('[E5] a row added twice takes over the Row ID and the cells it left empty; conflicts stay', () => {
    const local = rows({ A, B, D: { ...C, name: 'Cypress', nickname: null } });
    const remote = rows({ C: { ...C, nickname: 'Ced' } });
    const sent = [insert('schools', 'D', { code: 'C1', name: 'Cypress' }, 7)];
    const conflicts = [conflict('D', 'name', 'sameKey')];
    expect(plan({ local, remote, sent, conflicts, adopted: { D: 'C' } })).toEqual({
      ...nothing,
      rowIdRewrites: [{ from: 'D', to: 'C' }],
      cellWrites: [{ row: 'C', column: 'nickname', value: 'Ced' }],
      kept: [{ row: 'C', column: 'name', value: 'Cedar' }],
      pendingSeen: new Map([['C', { name: 7 }]]),
    });
  });

  test('[E5] an adopted Row ID that the sheet has already, or no longer, is not written', () => {
    expect(plan({ local: rows({ A, B, D: C }), adopted: { D: 'A' } }).rowIdRewrites).toEqual([]);
    expect(plan({ adopted: { D: 'C' } }).rowIdRewrites).toEqual([]);
  });

  test('[CON2] a cell that is pending and new at once keeps each revision', () => {
    const local = rows({ A: { ...A, name: 'Ash', nickname: 'x' }, B });
    const remote = rows({ A: { ...A, name: 'Aspen', nickname: 'y' } });
    const pendingSeen = new Map([['A', { name: 3 }]]);
    expect(plan({ local, remote, pendingSeen }).pendingSeen).toEqual(new Map([['A', { name: 3, nickname: 7 }]]));
    expect(plan({ local, remote, pendingSeen: new Map([['B', { name: 3 }]]) }).pendingSeen).toEqual(
      new Map([['A', { name: 7, nickname: 7 }]]),
    );
  });

  test('[CON2] a pending row that neither side has any more is forgotten', () => {
    expect(plan({ pendingSeen: new Map([['Z', { name: 3 }]]) }).pendingSeen).toEqual(new Map());
  });

  test('a row deleted remotely goes although the sheet lacks some of its columns', () => {
    const local = rows({ A: { code: 'A1' }, B });
    expect(plan({ local, deleted: ['A'] }).deletes).toEqual(['A']);
  });

  test('[W6] a formula in another row does not matter', () => {
    const formulas = new Map([['B', new Set(['name'])]]);
    const remote = rows({ A: { ...A, name: 'Aspen' } });
    expect(plan({ formulas, remote }).cellWrites).toEqual([{ row: 'A', column: 'name', value: 'Aspen' }]);
  });
});
