import { describe, expect, test } from 'vitest';
import type { WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { noNames } from '../../../shared/tables/code-names.ts';
import {
  changeLines,
  conflictLines,
  heldDeletions,
  previewSummary,
  takenSummary,
  takeOverWords,
} from './return-words.ts';

const nothing: WorkbookReply = {
  revision: 7,
  committed: null,
  accepted: 0,
  adopted: {},
  conflicts: [],
  refusals: [],
  warnings: [],
  remote: { tables: {} },
  rowKeys: { A: '0417', B: '0420' },
  changes: null,
  receipt: { revision: 7, hash: '' },
};

type Rows = NonNullable<WorkbookReply['changes']>['rows'];
type Conflict = WorkbookReply['conflicts'][number];

function withRows(rows: Rows, cellCount = 0): WorkbookReply {
  return { ...nothing, changes: { rowCount: rows.length, cellCount, rows } };
}

const conflict: Conflict = {
  id: 'c1',
  table: 'sites',
  row: 'A',
  column: 'name',
  kind: 'cell',
  base: 'Alder',
  local: 'Alder Elementary',
  remote: 'Alder School',
  by: 'Ben',
  at: '2026-11-24T08:30:00.000Z',
  revision: 8,
};
const refusal = { table: 'sites', row: 'A', column: 'name', rule: 'V05', value: null, message: 'Too long.' };
const heldBack = { rule: 'W3', message: '21 rows are missing.', table: 'sites', row: null };
const rounded = { rule: 'W6', message: 'Rounded.', table: 'sites', row: 'A' };

describe('what a returned file would change', () => {
  test('is a line per cell, before and after, an empty cell said', () => {
    const cells = [
      { column: 'name', before: 'Alder', after: 'Aspen' },
      { column: 'enrollment', before: null, after: 1_250 },
    ];
    expect(changeLines(withRows([{ table: 'sites', row: 'A', kind: 'update', cells }]), noNames)).toEqual([
      { id: 'A name', place: 'Sites · 0417 · Site Name', before: 'Alder', after: 'Aspen' },
      { id: 'A enrollment', place: 'Sites · 0417 · Enrollment', before: '(empty)', after: '1,250' },
    ]);
  });

  test('is one line for a row that comes or goes; a new one tells how many values it has', () => {
    const filled = [
      { column: 'code', before: null, after: '0420' },
      { column: 'name', before: null, after: 'Birch' },
      { column: 'campus', before: null, after: null },
    ];
    const rows: Rows = [
      { table: 'sites', row: 'A', kind: 'delete', cells: [] },
      { table: 'sites', row: 'B', kind: 'insert', cells: filled },
      { table: 'sites', row: 'C', kind: 'insert', cells: filled.slice(0, 1) },
    ];
    expect(changeLines(withRows(rows), noNames)).toEqual([
      { id: 'A', place: 'Sites · 0417', before: 'A row', after: 'Deleted' },
      { id: 'B', place: 'Sites · 0420', before: 'Not there', after: 'New row, 2 values' },
      { id: 'C', place: 'Sites', before: 'Not there', after: 'New row, 1 value' },
    ]);
  });

  test('is nothing where the reply tells of no changes', () => {
    expect(changeLines(nothing, noNames)).toEqual([]);
  });
});

test('a conflict shows both values, what they were, and who has made the other', () => {
  const [line] = conflictLines({ ...nothing, conflicts: [conflict] }, noNames);
  expect(line).toEqual({
    id: 'c1',
    place: 'Sites · 0417 · Site Name',
    yours: 'Alder Elementary',
    theirs: 'Alder School (Ben)',
    base: 'Alder',
  });
});

test.each([
  { kind: 'editDelete', yours: 'Alder Elementary', theirs: 'Row deleted (Ben)' },
  { kind: 'deleteEdit', yours: 'Row deleted', theirs: 'Alder School (Ben)' },
] as const)('an edit against a delete ($kind) says whose row is gone', ({ kind, yours, theirs }) => {
  expect(conflictLines({ ...nothing, conflicts: [{ ...conflict, kind }] }, noNames)).toMatchObject([{ yours, theirs }]);
});

test('[W3] deletions that are held back are told from other warnings', () => {
  expect(heldDeletions([rounded, heldBack])).toEqual([heldBack]);
});

describe('what a preview comes to', () => {
  const two: Rows = [
    { table: 'sites', row: 'A', kind: 'delete', cells: [] },
    { table: 'sites', row: 'B', kind: 'delete', cells: [] },
  ];

  test.each([
    { reply: withRows(two, 3), words: '3 values in 2 rows would change in the plan.' },
    { reply: withRows(two.slice(1), 1), words: '1 value in 1 row would change in the plan.' },
    { reply: withRows(two), words: '2 rows would go from the plan.' },
    { reply: withRows([]), words: 'The plan has everything in this file already. There is nothing to take over.' },
    { reply: nothing, words: 'The plan has everything in this file already. There is nothing to take over.' },
    {
      reply: { ...nothing, warnings: [rounded] },
      words: 'The plan has everything in this file already. There is nothing to take over.',
    },
    { reply: { ...nothing, conflicts: [conflict] }, words: 'Nothing would change in the plan.' },
    { reply: { ...nothing, refusals: [refusal] }, words: 'Nothing would change in the plan.' },
    { reply: { ...nothing, warnings: [heldBack] }, words: 'Nothing would change in the plan.' },
  ])('$words', ({ reply, words }) => {
    expect(previewSummary(reply)).toBe(words);
  });
});

test('what was taken over is counted, with its revision', () => {
  expect(takenSummary(nothing)).toContain('Nothing was changed');
  expect(takenSummary({ ...nothing, committed: 8, accepted: 1 })).toBe('1 value is in the plan now, as revision 8.');
  expect(takenSummary({ ...nothing, committed: 8, accepted: 2 })).toBe('2 values are in the plan now, as revision 8.');
});

test('what is pressed says whether there is something to take over, to decide, or both', () => {
  const rows: Rows = [{ table: 'sites', row: 'A', kind: 'delete', cells: [] }];
  const contested = { ...nothing, conflicts: [conflict] };
  expect(takeOverWords(nothing)).toBeNull();
  expect(takeOverWords(withRows(rows))).toBe('Take it over');
  expect(takeOverWords({ ...withRows(rows), conflicts: [conflict] })).toBe('Take it over and decide');
  expect(takeOverWords(contested)).toBe('Decide 1 value');
  expect(takenSummary(contested)).toContain('decide between your values and the plan’s');
});
