import { describe, expect, test } from 'vitest';
import { MAX_DRAFT_ROWS } from '../../protocol/presence-limits.ts';
import type { Cells } from '../../tables/cell.ts';
import type { WorkbookMetadata } from '../../tables/workbook-metadata.ts';
import type { ProgramState } from '../program-rows.ts';
import { finish } from '../steps.ts';
import { localWith, type RowInSheet } from '../testing/local-sheet.ts';
import { orders, schools } from '../testing/small-tables.ts';
import { checkSheet, type CheckInput } from './check-sheet.ts';
import { findEdits, nothingAnswered } from './find-edits.ts';

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
const acknowledged: ProgramState = {
  revision: 7,
  tables: new Map([['schools', new Map([A, B].map(({ row, cells }) => [row ?? '', cells]))]]),
};

function metadata(revision: number): WorkbookMetadata {
  return {
    program: 'p',
    revision,
    workbook: '3f0c8a52-0000-4000-8000-000000000001',
    protocol: 1,
    server: 'http://127.0.0.1:3000',
    pending: [],
    writtenAt: '2026-11-24T08:30:00.000Z',
  };
}

function check(rows: readonly RowInSheet[], more: Partial<CheckInput> = {}) {
  const locals = more.locals ?? [localWith(schools, rows)];
  const found = finish(findEdits(locals, more.acknowledged ?? acknowledged, [], nothingAnswered));
  const still = { locals, metadata: metadata(7), acknowledged, found, conflicts: [], refusals: [] };
  return finish(checkSheet({ ...still, ...more }));
}

const all = { queueEmpty: true, sheetEqualsAcknowledged: true, revisionConfirmed: true };
const edited: RowInSheet = { row: 'A', cells: school('A1', { nickname: 'Al', opened: '2026-09-01' }) };
const fresh: RowInSheet = { row: 'R00000000000000N', cells: school('N1', { size: null }) };

describe('[PRO18] "All changes synced" stands on three things', () => {
  test('a sheet, a revision and a queue that agree', () => {
    expect(check([A, B])).toMatchObject({ toSend: 0, drafts: {}, evidence: all });
  });

  test('an edit is in the queue, and the sheet is not what was acknowledged', () => {
    const { toSend, drafts, evidence } = check([edited, B]);
    expect({ toSend, drafts }).toEqual({ toSend: 2, drafts: { schools: ['A'] } });
    expect(evidence).toEqual({ ...all, queueEmpty: false, sheetEqualsAcknowledged: false });
  });

  test.each([
    { what: 'a cell that cannot be read', rows: [{ ...A, raw: { opened: 'soon' } }, B] },
    { what: 'a row without Row ID', rows: [A, B, { ...fresh, row: null }] },
    { what: 'a missing row that is held back', rows: [A] },
    { what: 'a key that is in the sheet twice', rows: [A, B, { ...fresh, cells: school('B1') }] },
  ])('$what counts against it', ({ rows }) => {
    expect(check(rows).evidence).toEqual({ ...all, queueEmpty: false, sheetEqualsAcknowledged: false });
  });

  test('a row without Row ID in one table of several counts against it', () => {
    const locals = [localWith(orders, []), localWith(schools, [A, B, { ...fresh, row: null }])];
    expect(check([], { locals }).evidence.queueEmpty).toBe(false);
  });

  test('a half-emptied row that is asked about counts against it', () => {
    const cleared = new Map([['schools', ['A']]]);
    const found = { edits: [], refusals: [], unconfirmed: new Map(), cleared };
    expect(check([A, B], { found }).evidence.queueEmpty).toBe(false);
  });

  test('a table or row that the server has not acknowledged yet has no computed cells to differ from', () => {
    const found = { edits: [], refusals: [], unconfirmed: new Map(), cleared: new Map() };
    expect(check([A, B, fresh], { found }).evidence).toEqual(all);
    expect(check([A, B], { found, acknowledged: { revision: 7, tables: new Map() } }).evidence).toEqual(all);
  });

  test('a computed cell that is not the server’s counts against the sheet alone', () => {
    const { toSend, evidence } = check([{ ...A, cells: school('A1', { size: 11 }) }, B]);
    expect(toSend).toBe(0);
    expect(evidence).toEqual({ ...all, sheetEqualsAcknowledged: false });
  });

  test('the last row counts as much as the first', () => {
    expect(check([A, { ...B, cells: school('B1', { size: null }) }]).evidence.sheetEqualsAcknowledged).toBe(false);
  });

  test('[W6] a formula of the person’s in a computed column is theirs', () => {
    const own = { ...A, cells: school('A1', { size: 11 }), formulas: ['size'] };
    expect(check([own, B]).evidence).toEqual(all);
  });

  test('a computed column that the sheet does not have is not looked at', () => {
    const columns = Object.keys(schools.columns).filter((name) => name !== 'size');
    expect(check([], { locals: [localWith(schools, [A, B], { columns })] }).evidence).toEqual(all);
  });

  test.each([
    ['an earlier revision', metadata(6)],
    ['a later revision', metadata(8)],
    ['none', null],
  ])('a workbook that says %s is not confirmed', (_what, said) => {
    expect(check([A, B], { metadata: said }).evidence).toEqual({ ...all, revisionConfirmed: false });
  });
});

describe('what is still to send', () => {
  const place = { table: 'schools', row: 'A', column: 'nickname' };

  test('leaves out cells in conflict or refused, and only those', () => {
    expect(check([edited, B], { conflicts: [place] })).toMatchObject({ toSend: 1, drafts: { schools: ['A'] } });
    expect(check([edited, B], { refusals: [place] })).toMatchObject({ toSend: 1 });
    const both = [place, { ...place, column: 'opened' }];
    expect(check([edited, B], { conflicts: both })).toMatchObject({ toSend: 0, drafts: {} });
    expect(check([edited, B], { conflicts: [{ ...place, row: 'B' }] }).toSend).toBe(2);
    expect(check([edited, B], { conflicts: [{ ...place, table: 'orders' }] }).toSend).toBe(2);
  });

  test('leaves out a whole row that was refused, and a new row of which a cell was', () => {
    expect(check([edited, B], { refusals: [{ ...place, column: null }] }).toSend).toBe(0);
    expect(check([A, B, fresh]).toSend).toBe(2);
    expect(check([A, B, fresh], { refusals: [{ ...place, row: fresh.row ?? '' }] })).toMatchObject({
      toSend: 0,
      drafts: {},
    });
    expect(check([A, B, fresh], { refusals: [{ ...place, row: `${fresh.row ?? ''}N` }] }).toSend).toBe(2);
  });

  test('[W5] holds a new row of which a cell cannot be read: it goes without that cell', () => {
    const unread = { ...fresh, raw: { opened: 'soon' } };
    const ofFresh = (column: string) => ({ ...place, row: fresh.row ?? '', column });
    expect(check([A, B, unread], { refusals: [ofFresh('opened')] })).toMatchObject({
      toSend: 2,
      drafts: { schools: [fresh.row] },
    });
    expect(check([A, B, unread], { refusals: [ofFresh('opened'), ofFresh('nickname')] }).toSend).toBe(0);
  });

  test('is never nothing while the queue is not empty, though every edit was told', () => {
    expect(check([edited, B], { refusals: [{ ...place, column: null }] }).evidence.queueEmpty).toBe(false);
  });

  test('counts rows without Row ID, and refusals of this reading that nobody has told yet', () => {
    // Named for the finding, as for the sync that will write the Row ID.
    const found = finish(findEdits([localWith(schools, [A, B, fresh])], acknowledged, [], nothingAnswered));
    expect(check([A, B, { ...fresh, row: null }], { found }).toSend).toBe(2);
    const spoiled = [{ ...A, raw: { opened: 'soon' } }, B];
    expect(check(spoiled).toSend).toBe(1);
    expect(check(spoiled, { refusals: [{ ...place, column: 'opened' }] }).toSend).toBe(0);
  });

  test('names at most so many rows to colleagues, however many there are', () => {
    const many = Array.from({ length: MAX_DRAFT_ROWS + 1 }, (_, index) => {
      const code = index.toString(36).padStart(3, '0');
      return { row: `R${String(index).padStart(15, '0')}`, cells: { ...blank, code, name: 'New' } };
    });
    const { drafts, toSend } = check([A, B, ...many]);
    expect(drafts['schools']).toHaveLength(MAX_DRAFT_ROWS);
    expect(toSend).toBe(2 * many.length);
  });
});
