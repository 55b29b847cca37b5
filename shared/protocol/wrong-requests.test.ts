import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { signInRequest } from './people.ts';
import { presenceRequest } from './presence.ts';
import { MAX_DRAFT_ROWS } from './presence-limits.ts';
import { syncRequest } from './sync.ts';

const row = 'R0A1B2C3D4E5F6G7';
const NO_ROW_ID = 'A Row ID is R and 15 Crockford base-32 characters.';
const NO_CELLS = 'Cells are an object with a value per column name.';
const NO_CELL = 'A cell is one text, number, flag or null.';

const sync = { protocol: 1, base: 7, syncId: 's', workbook: 'w' };
const presence = { workbook: 'w', drafts: {} };

/** The first wrong field and what is said about it, as the server's answer tells it; null: nothing is wrong. */
function firstWrong(schema: z.ZodType, request: unknown): readonly [path: string, message: string] | null {
  const issue = schema.safeParse(request).error?.issues[0];
  return issue ? [issue.path.join('.'), issue.message] : null;
}

function inserting(...cells: readonly unknown[]): unknown {
  return { ...sync, edits: { sites: { inserts: cells.map((each) => ({ row, cells: each })) } } };
}

function drafts(count: number): Record<string, readonly string[]> {
  const half = Math.floor(count / 2);
  const rows = (length: number): string[] => Array.from({ length }, () => row);
  return { sites: rows(half), budgetLines: rows(count - half) };
}

/** An object with a key of its own that an object literal would take for its prototype, as JSON brings it. */
const withProto: unknown = JSON.parse('{"name":"x","__proto__":1}');

describe('a request is understood', () => {
  test.each([
    ['a sync without edits', syncRequest, sync],
    ['every kind of cell', syncRequest, inserting({ name: 'x', zip: 5, open: true, note: null })],
    ['a row without cells', syncRequest, inserting({})],
    ['a presence without drafts', presenceRequest, { workbook: 'w' }],
    ['drafts of two tables, as many as may be', presenceRequest, { ...presence, drafts: drafts(MAX_DRAFT_ROWS) }],
    ['a sign-in', signInRequest, { email: 'a@b.test', password: 'x' }],
  ])('%s', (_what, schema, request) => {
    expect(firstWrong(schema, request)).toBeNull();
  });

  test('a sync without edits is one with none, a presence without drafts one with none', () => {
    expect(syncRequest.parse(sync).edits).toEqual({});
    expect(presenceRequest.parse({ workbook: 'w' }).drafts).toEqual({});
  });
});

describe('a wrong request is told by its first wrong field and a sentence', () => {
  test.each([
    ['cells that are a text', syncRequest, inserting('x'), 'edits.sites.inserts.0.cells', NO_CELLS],
    ['cells that are nothing', syncRequest, inserting(null), 'edits.sites.inserts.0.cells', NO_CELLS],
    ['cells that are a list', syncRequest, inserting(['x']), 'edits.sites.inserts.0.cells', NO_CELLS],
    ['no cells', syncRequest, inserting(undefined), 'edits.sites.inserts.0.cells', NO_CELLS],
    ['a cell that is an object', syncRequest, inserting({ name: {} }), 'edits.sites.inserts.0.cells.name', NO_CELL],
    [
      'the first of two wrong cells',
      syncRequest,
      inserting({ name: 'x' }, { name: [], zip: {} }),
      'edits.sites.inserts.1.cells.name',
      NO_CELL,
    ],
    [
      'a column that would change every object',
      syncRequest,
      inserting(withProto),
      'edits.sites.inserts.0.cells.__proto__',
      NO_CELL,
    ],
    [
      'no Row ID',
      syncRequest,
      { ...sync, edits: { sites: { deletes: [{ row: 'R1' }] } } },
      'edits.sites.deletes.0.row',
      NO_ROW_ID,
    ],
    [
      'a draft without a Row ID',
      presenceRequest,
      { ...presence, drafts: { sites: ['0417'] } },
      'drafts.sites.0',
      NO_ROW_ID,
    ],
    [
      'drafts of a table that is none, beside one that is',
      presenceRequest,
      { ...presence, drafts: { sites: [row], castles: [row] } },
      'drafts.castles',
      'There is no such table.',
    ],
    [
      'too many drafts',
      presenceRequest,
      { ...presence, drafts: drafts(MAX_DRAFT_ROWS + 1) },
      'drafts',
      'At most 2000 rows in all, not 2001.',
    ],
  ])('%s', (_what, schema, request, path, message) => {
    expect(firstWrong(schema, request)).toEqual([path, message]);
  });

  test('only the first wrong cell of a row is told, however many there are', () => {
    expect(syncRequest.safeParse(inserting({ name: [], zip: {} })).error?.issues).toHaveLength(1);
  });

  test.each([
    ['a field that is none', syncRequest, { ...sync, colour: 'red' }, ''],
    ['a revision below 0', syncRequest, { ...sync, base: -1 }, 'base'],
    ['half a revision', syncRequest, { ...sync, base: 0.5 }, 'base'],
    ['a sync without an id', syncRequest, { ...sync, syncId: '' }, 'syncId'],
    ['an id too long to keep', syncRequest, { ...sync, workbook: 'w'.repeat(101) }, 'workbook'],
    ['a note too long to keep', syncRequest, { ...sync, note: 'n'.repeat(2001) }, 'note'],
    [
      'a basket without a name',
      syncRequest,
      { ...sync, edits: { sites: { deletes: [{ row, basket: '' }] } } },
      'edits.sites.deletes.0.basket',
    ],
    [
      'an outcome that is none',
      syncRequest,
      { ...sync, decisions: [{ conflict: 'c', outcome: 'ours' }] },
      'decisions.0.outcome',
    ],
    ['a presence without a workbook', presenceRequest, { drafts: {} }, 'workbook'],
    ['a password too long to hash', signInRequest, { email: 'a@b.test', password: 'x'.repeat(1001) }, 'password'],
  ])('%s', (_what, schema, request, path) => {
    expect(firstWrong(schema, request)?.[0]).toBe(path);
  });
});
