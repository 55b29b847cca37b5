import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Store } from './database.ts';
import { readHistory, readRevisions, type HistoryFilter } from './history.ts';
import { hasJournal, readChangedRows, readJournalSince } from './journal.ts';
import type { JournalRow, RevisionRow } from './schema.ts';

let store: Store;

const revision = (number: number, patch: Partial<RevisionRow> = {}): RevisionRow => ({
  program: 'elm',
  number,
  person: 'ana',
  person_name: 'Ana Reyes',
  at: `2026-11-2${number}T10:00:00.000Z`,
  door: 'sync',
  workbook: 'w1',
  sync_id: `s${number}`,
  note: `note ${number}`,
  changes: 2,
  accepted: number,
  hash: `h${number}`,
  prev_hash: '',
  ...patch,
});

const entry = (number: number, ordinal: number, row: string, patch: Partial<JournalRow> = {}): JournalRow => ({
  program: 'elm',
  revision: number,
  ordinal,
  table_name: 'sites',
  row_id: row,
  kind: 'update',
  before: '{"name":"old"}',
  after: '{"name":"new"}',
  previous: number - 1,
  ...patch,
});

beforeAll(async () => {
  store = await openDatabase({ file: ':memory:' });
  const revisions = [
    revision(1),
    revision(2, { person: 'ben', person_name: 'Ben Okafor', workbook: 'w2', door: 'upload' }),
    revision(3),
    revision(1, { program: 'oak', person: 'ben', person_name: 'Ben Okafor' }),
  ];
  const entries = [
    entry(1, 0, 'R1', { kind: 'insert', before: '{}', after: '{"name":"one","city":"x"}', previous: null }),
    entry(1, 1, 'R2', { kind: 'insert', before: '{}', after: '{"name":"two"}', previous: null }),
    entry(2, 0, 'R2', { kind: 'delete', before: '{"name":"two"}', after: '{}' }),
    entry(2, 1, 'R9', { table_name: 'systems', before: '{"code":"a"}', after: '{"code":"b"}' }),
    entry(3, 0, 'R3'),
    entry(3, 1, 'R1', { before: '{"name":"\\"city\\":"}', after: '{"name":"three"}' }),
    entry(1, 0, 'R1', { program: 'oak' }),
  ];
  await store.write.insertInto('revisions').values(revisions).execute();
  await store.write.insertInto('journal').values(entries).execute();
});

afterAll(() => store.close());

/** The places that are found: revision, place within it. */
async function found(filter: Partial<HistoryFilter> = {}): Promise<string[]> {
  const records = await readHistory(store.write, { program: 'elm', limit: 100, ...filter });
  return records.map(({ revision: { number }, ordinal }) => `${number}.${ordinal}`);
}

describe('the history', () => {
  test('[REV3] is told newest revision first, each in its own order, of the program alone', async () => {
    expect(await found()).toEqual(['3.0', '3.1', '2.0', '2.1', '1.0', '1.1']);
    expect(await found({ program: 'oak' })).toEqual(['1.0']);
    expect(await found({ limit: 2 })).toEqual(['3.0', '3.1']);
  });

  test('[REV3] an entry is told with the revision that it is of', async () => {
    const [deleted] = await readHistory(store.write, { program: 'elm', limit: 1, revision: 2 });
    expect(deleted).toEqual({
      entry: {
        revision: 2,
        table: 'sites',
        row: 'R2',
        kind: 'delete',
        before: { name: 'two' },
        after: {},
        previous: 1,
      },
      ordinal: 0,
      revision: {
        number: 2,
        person: 'ben',
        personName: 'Ben Okafor',
        at: '2026-11-22T10:00:00.000Z',
        workbook: 'w2',
        note: 'note 2',
        door: 'upload',
        accepted: 2,
        changes: 2,
        hash: 'h2',
      },
    });
  });

  test('[REV3] is narrowed by table, row, revision, workbook and person, by id or name', async () => {
    expect(await found({ table: 'systems' })).toEqual(['2.1']);
    expect(await found({ row: 'R1' })).toEqual(['3.1', '1.0']);
    expect(await found({ table: 'systems', row: 'R1' })).toEqual([]);
    expect(await found({ revision: 1 })).toEqual(['1.0', '1.1']);
    expect(await found({ workbook: 'w2' })).toEqual(['2.0', '2.1']);
    expect(await found({ by: 'ben' })).toEqual(['2.0', '2.1']);
    expect(await found({ by: 'Ben Okafor' })).toEqual(['2.0', '2.1']);
    expect(await found({ by: 'Ben' })).toEqual([]);
  });

  test('[REV3] is narrowed by column, which is no text that looks like one', async () => {
    expect(await found({ column: 'city' })).toEqual(['1.0']);
    expect(await found({ column: 'code' })).toEqual(['2.1']);
    expect(await found({ column: 'name', row: 'R2' })).toEqual(['2.0', '1.1']);
    expect(await found({ column: 'nam' })).toEqual([]);
  });

  test('[REV3] from a moment on takes that moment in, before one leaves it out', async () => {
    expect(await found({ from: '2026-11-22T10:00:00.000Z' })).toEqual(['3.0', '3.1', '2.0', '2.1']);
    expect(await found({ before: '2026-11-22T10:00:00.000Z' })).toEqual(['1.0', '1.1']);
    expect(await found({ from: '2026-11-22T10:00:00.000Z', before: '2026-11-23T10:00:00.000Z' })).toEqual([
      '2.0',
      '2.1',
    ]);
  });

  test('[REV3] is read on after the last entry that was read, within a revision and over its end', async () => {
    expect(await found({ after: { revision: 3, ordinal: 0 } })).toEqual(['3.1', '2.0', '2.1', '1.0', '1.1']);
    expect(await found({ after: { revision: 3, ordinal: 1 } })).toEqual(['2.0', '2.1', '1.0', '1.1']);
    expect(await found({ after: { revision: 1, ordinal: 1 } })).toEqual([]);
  });
});

describe('the list of revisions', () => {
  const numbers = async (filter: Partial<Parameters<typeof readRevisions>[1]> = {}) =>
    (await readRevisions(store.write, { program: 'elm', limit: 100, ...filter })).map(({ number }) => number);

  test('[REV2] is told newest first, of the program alone, and as far as it is asked for', async () => {
    expect(await numbers()).toEqual([3, 2, 1]);
    expect(await numbers({ program: 'oak' })).toEqual([1]);
    expect(await numbers({ limit: 1 })).toEqual([3]);
    expect(await numbers({ below: 3 })).toEqual([2, 1]);
    expect(await numbers({ below: 1 })).toEqual([]);
  });

  test('[REV2] is narrowed by workbook, person and time', async () => {
    expect(await numbers({ workbook: 'w2' })).toEqual([2]);
    expect(await numbers({ by: 'ana' })).toEqual([3, 1]);
    expect(await numbers({ by: 'Ben Okafor' })).toEqual([2]);
    expect(await numbers({ from: '2026-11-22T10:00:00.000Z' })).toEqual([3, 2]);
    expect(await numbers({ before: '2026-11-22T10:00:00.000Z' })).toEqual([1]);
  });

  test('[REV2] tells who made a revision and by which door', async () => {
    const [ben] = await readRevisions(store.write, { program: 'elm', limit: 1, by: 'ben' });
    expect(ben).toEqual({
      number: 2,
      person: 'ben',
      personName: 'Ben Okafor',
      at: '2026-11-22T10:00:00.000Z',
      workbook: 'w2',
      note: 'note 2',
      door: 'upload',
      accepted: 2,
      changes: 2,
      hash: 'h2',
    });
  });
});

describe('the journal', () => {
  const since = async (args: Partial<Parameters<typeof readJournalSince>[1]> = {}) =>
    (await readJournalSince(store.write, { program: 'elm', after: 0, ...args })).map(
      ({ revision: number, row }) => `${number} ${row}`,
    );

  test('[REV3] is undone from its end: newest first, the last of a revision before the first', async () => {
    expect(await since()).toEqual(['3 R1', '3 R3', '2 R9', '2 R2', '1 R2', '1 R1']);
    expect(await since({ program: 'oak' })).toEqual(['1 R1']);
  });

  test('[REV3] after a revision leaves that one out, up to one takes it in', async () => {
    expect(await since({ after: 2 })).toEqual(['3 R1', '3 R3']);
    expect(await since({ after: 1, upTo: 2 })).toEqual(['2 R9', '2 R2']);
    expect(await since({ after: 3 })).toEqual([]);
  });

  test('[REV3] is narrowed by table and rows', async () => {
    expect(await since({ table: 'systems' })).toEqual(['2 R9']);
    expect(await since({ rows: ['R1', 'R3'] })).toEqual(['3 R1', '3 R3', '1 R1']);
    expect(await since({ rows: [] })).toEqual([]);
  });

  test('[REV3] names the rows that have changed, each once and in order, a portion at a time', async () => {
    const rows = (args: Partial<Parameters<typeof readChangedRows>[1]> = {}) =>
      readChangedRows(store.write, {
        program: 'elm',
        table: 'sites',
        after: 0,
        last: '',
        upTo: null,
        most: 100,
        ...args,
      });
    expect(await rows()).toEqual(['R1', 'R2', 'R3']);
    expect(await rows({ most: 2 })).toEqual(['R1', 'R2']);
    expect(await rows({ last: 'R1' })).toEqual(['R2', 'R3']);
    expect(await rows({ upTo: 'R2' })).toEqual(['R1', 'R2']);
    expect(await rows({ after: 2 })).toEqual(['R1', 'R3']);
    expect(await rows({ table: 'systems' })).toEqual(['R9']);
    expect(await rows({ program: 'oak' })).toEqual(['R1']);
  });

  test('[REV3] knows whether a table of the program has ever held a row', async () => {
    expect(await hasJournal(store.write, 'elm', 'systems')).toBe(true);
    expect(await hasJournal(store.write, 'oak', 'systems')).toBe(false);
    expect(await hasJournal(store.write, 'oak', 'sites')).toBe(true);
  });
});
