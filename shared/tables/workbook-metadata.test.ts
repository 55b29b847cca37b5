import { array, assert, constant, nat, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  metadataFromRows,
  metadataToRows,
  rewriteMetadata,
  SCHEMA_VERSION,
  type WorkbookMetadata,
} from './workbook-metadata.ts';

const metadata: WorkbookMetadata = {
  program: 'cedar-basin',
  revision: 148,
  workbook: '6c1b2f0e',
  protocol: 1,
  server: 'https://sep.example',
  pending: [{ table: 'budgetLines', row: 'R0A1B2C3D4E5F6G7', column: 'note', seen: 131 }],
};

describe('workbook metadata', () => {
  test('what is written is read back', () => {
    expect(metadataFromRows(metadataToRows(metadata))).toEqual({ ok: true, metadata });
    const written = { ...metadata, writtenAt: '2026-11-24T08:30:00.000Z' };
    expect(metadataFromRows(metadataToRows(written))).toEqual({ ok: true, metadata: written });
    const halfWay = { ...metadata, updating: { changes: 340, to: [{ revision: 152, hash: 'ab'.repeat(32) }] } };
    expect(metadataFromRows(metadataToRows(halfWay))).toEqual({ ok: true, metadata: halfWay });
    const twice = { changes: 2, to: [...halfWay.updating.to, { revision: 160, hash: 'cd'.repeat(32) }] };
    expect(metadataFromRows(metadataToRows({ ...metadata, updating: twice }))).toMatchObject({
      metadata: { updating: twice },
    });
  });

  test('[W16] the columns it has had are read back, and what is no such entry is passed over', () => {
    const columns = [
      { table: 'sites', columns: ['code', 'name'] },
      { table: 'systems', columns: [] },
    ];
    const rows = metadataToRows({ ...metadata, columns });
    expect(metadataFromRows(rows)).toEqual({ ok: true, metadata: { ...metadata, columns } });
    expect(rows.at(-1)).toEqual(['revision', '148']);
    for (const value of [
      '',
      'null',
      '{"table":"sites"}',
      '{"table":1,"columns":[]}',
      '{"table":"sites","columns":1}',
    ]) {
      expect(metadataFromRows([...metadataToRows(metadata), ['columns', value]])).toEqual({ ok: true, metadata });
    }
    const mixed = [...metadataToRows(metadata), ['columns', '{"table":"sites","columns":["code",7]}']];
    expect(metadataFromRows(mixed)).toMatchObject({ metadata: { columns: [{ table: 'sites', columns: ['code'] }] } });
  });

  test('any metadata survives, in any order of rows', () => {
    const text = string({ minLength: 1, maxLength: 20 }).filter((value) => value === value.trim());
    const any = record({
      program: text,
      revision: nat(),
      workbook: text,
      protocol: nat(99),
      server: text,
      pending: array(record({ table: text, row: constant('R0A1B2C3D4E5F6G7'), column: text, seen: nat() }), {
        maxLength: 3,
      }),
    });
    assert(
      property(any, (value) => {
        expect(metadataFromRows(metadataToRows(value).reverse())).toEqual({
          ok: true,
          metadata: { ...value, pending: [...value.pending].reverse() },
        });
      }),
    );
  });

  test('[A2] the revision is the last row', () => {
    expect(metadataToRows(metadata).at(-1)).toEqual(['revision', '148']);
  });

  test('[W15] rewriting keeps what others have noted, first as it stands and then below, and ends with the revision', () => {
    const [reports, later] = [['report', '{"sheet":"Summary"}'] as const, ['colour', 'blue'] as const];
    const before = [
      reports,
      reports,
      ...metadataToRows({ ...metadata, updating: { changes: 3 } }),
      later,
      [null, ''],
      [' ', 'x'],
    ];
    const { kept, rows } = rewriteMetadata(before, metadata);
    expect(kept).toBe(2);
    expect(rows[0]).toEqual(later);
    const written = [...before.slice(0, kept), ...rows];
    expect(metadataFromRows(written)).toEqual({ ok: true, metadata });
    expect(written.filter(([key]) => key === 'report')).toEqual([reports, reports]);
    expect(written).toHaveLength(before.length);
    expect(rows.filter(([key]) => key !== '').at(-1)).toEqual(['revision', '148']);
  });

  test('[W15] rewriting a sheet of our own alone, or a blank one, leaves nothing of it', () => {
    const full = { ...metadata, updating: { changes: 3 }, writtenAt: '2026-11-24T08:30:00.000Z' };
    const { kept, rows } = rewriteMetadata(metadataToRows(full), metadata);
    expect(kept).toBe(0);
    expect(rows).toEqual([...metadataToRows(metadata), ['', ''], ['', '']]);
    expect(rewriteMetadata([], full)).toEqual({ kept: 0, rows: metadataToRows(full) });
  });

  test('numbers that a spreadsheet program made of text are understood', () => {
    const rows = metadataToRows(metadata).map(([key, value]) => [key, /^\d+$/.test(value) ? Number(value) : value]);
    expect(metadataFromRows(rows)).toEqual({ ok: true, metadata });
  });

  test('[W7] an empty sheet is missing metadata', () => {
    expect(metadataFromRows([])).toMatchObject({ ok: false, reason: 'missing' });
    expect(metadataFromRows([[null, undefined], ['']])).toMatchObject({ ok: false, reason: 'missing' });
  });

  test.each(['program', 'workbook', 'revision', 'protocol'])('[W7] without %s the sheet is unreadable', (key) => {
    const rows = metadataToRows(metadata).filter(([name]) => name !== key);
    expect(metadataFromRows(rows)).toMatchObject({ ok: false, reason: 'unreadable' });
    expect(metadataFromRows(rows)).toMatchObject({ message: expect.stringContaining(`no valid ${key}`) });
  });

  test.each(['program', 'workbook'])('[FD3] a %s with half a character in it is unreadable', (key) => {
    for (const text of ['a\uD800', '\uDC00', 'a\0b']) {
      const rows = metadataToRows({ ...metadata, [key]: text });
      expect(metadataFromRows(rows)).toMatchObject({ message: expect.stringContaining(`no valid ${key}`) });
    }
  });

  test.each(['-1', '1.5', 'x', '1e3', '9999999999999999'])('[W7] a revision of %s is unreadable', (revision) => {
    const rows = metadataToRows(metadata).map(([key, value]) => [key, key === 'revision' ? revision : value]);
    expect(metadataFromRows(rows)).toMatchObject({ ok: false, reason: 'unreadable' });
  });

  test('a newer schema is refused rather than guessed at', () => {
    const rows = metadataToRows(metadata).map(([key, value]) => [key, key === 'schema' ? SCHEMA_VERSION + 1 : value]);
    expect(metadataFromRows(rows)).toMatchObject({ ok: false, reason: 'newer' });
  });

  test.each([
    '',
    '{',
    '[]',
    'null',
    '{"table":"sites"}',
    '{"table":"sites","row":"x","column":"name","seen":1}',
    '{"table":"sites","row":"R0A1B2C3D4E5F6G7","column":"name","seen":-1}',
    '{"table":1,"row":"R0A1B2C3D4E5F6G7","column":"name","seen":1}',
  ])('a damaged pending entry %s is passed over', (value) => {
    const rows = [...metadataToRows({ ...metadata, pending: [] }), ['pending', value]];
    expect(metadataFromRows(rows)).toEqual({ ok: true, metadata: { ...metadata, pending: [] } });
  });
});
