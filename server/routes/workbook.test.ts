import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inserts, project, site, system, update } from '../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import { METADATA_SHEET } from '../../shared/tables/workbook-metadata.ts';
import { workbookReply, type WorkbookReply } from '../../shared/protocol/workbook.ts';
import { parseWorkbook } from '../workbook/read/parse-workbook.ts';
import { sheetNamesOf } from '../workbook/testing/defined-names.ts';
import {
  addTotalsRow,
  appendRow,
  editPart,
  removeRow,
  reorderRows,
  setCell,
  sheetPath,
} from '../workbook/testing/edit-file.ts';

const SITES = 'Sites';
let server: TestServer;
let finance: TestClient;
let ids: string[];

/** Columns of the sheet: Row ID in A, code in B, name in C. */
const NAME = 'C';
const ENROLLMENT = 'S';

async function download(client: TestClient, query = ''): Promise<Uint8Array> {
  const response = await client.fetch(`/workbook.xlsx${query}`);
  if (response.status !== 200) throw new Error(await response.text());
  return new Uint8Array(await response.arrayBuffer());
}

async function post(client: TestClient, bytes: Uint8Array, query = '', key?: string): Promise<Response> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return client.fetch(`/workbook${query}`, { method: 'POST', body: new Uint8Array(bytes), headers });
}

async function upload(client: TestClient, bytes: Uint8Array, query = '', key?: string): Promise<WorkbookReply> {
  const response = await post(client, bytes, query, key);
  const body: unknown = await response.json();
  if (response.status !== 200) throw new Error(JSON.stringify(body));
  return workbookReply.parse(body);
}

async function nameOf(row: string): Promise<unknown> {
  return (await finance.rows('sites')).get(row)?.cells['name'];
}

async function revert(revision: number): Promise<void> {
  const response = await finance.fetch(`/revisions/${revision}/revert`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ syncId: `back-${revision}` }),
  });
  expect(await response.json()).toMatchObject({ committed: revision + 1, conflicts: [] });
}

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

beforeEach(async () => {
  finance = await server.member(await server.program(), 'finance');
  const made = inserts(site('0417'), site('0420'), site('0433', { name: '=HYPERLINK("http://x.test")' }));
  ({ ids } = made);
  await finance.sync({ sites: made.edits, systems: inserts(system('WLAN')).edits });
});

describe('GET workbook.xlsx', () => {
  test('is an .xlsx file with a name that says what it is', async () => {
    const response = await finance.fetch('/workbook.xlsx');
    expect(response.headers.get('content-type')).toContain('spreadsheetml.sheet');
    expect(response.headers.get('content-disposition')).toMatch(
      /filename="Program .* - revision 1 - 2026-11-23\.xlsx"/,
    );
    const reading = await parseWorkbook(new Uint8Array(await response.arrayBuffer()));
    expect(reading).toMatchObject({
      ok: true,
      contents: { metadata: { ok: true, metadata: { program: finance.program, revision: 1 } } },
    });
  });

  test('[REV4] at an earlier revision it holds the rows of that revision', async () => {
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'Renamed' }) }, { base: 1 });
    const reading = await parseWorkbook(await download(finance, '?at=1'));
    const sites = reading.ok ? reading.contents.tables.find(({ table }) => table === 'sites') : undefined;
    expect(sites?.rows.map(({ cells }) => cells['name'])).toEqual([
      'School 0417',
      'School 0420',
      '=HYPERLINK("http://x.test")',
    ]);
  });

  test('[FA12] an earlier revision is named and stamped with its own day, not with the day it is fetched', async () => {
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'Renamed' }) }, { base: 1 });
    const { at } = await server.store.read
      .selectFrom('revisions')
      .select('at')
      .where('program', '=', finance.program)
      .where('number', '=', 1)
      .executeTakeFirstOrThrow();
    await server.store.write
      .updateTable('revisions')
      .set({ at: at.replace('2026-11-23', '2026-03-02') })
      .where('program', '=', finance.program)
      .where('number', '=', 1)
      .execute();
    const response = await finance.fetch('/workbook.xlsx?at=1');
    expect(response.headers.get('content-disposition')).toContain('revision 1 - 2026-03-02.xlsx');
    const reading = await parseWorkbook(new Uint8Array(await response.arrayBuffer()));
    const metadata = reading.ok && reading.contents.metadata.ok ? reading.contents.metadata.metadata : undefined;
    expect(metadata?.writtenAt?.slice(0, 10)).toBe('2026-03-02');
    expect((await finance.fetch('/workbook.xlsx')).headers.get('content-disposition')).toContain('2026-11-23.xlsx');
  });

  test('projects that are asked for get a sheet of their own, and since a revision there is what has moved', async () => {
    const plan = {
      projects: inserts(project('26.00001', { primarySystem: 'WLAN' }), project('26.00002', { primarySystem: 'WLAN' }))
        .edits,
    };
    await finance.sync(plan, { base: 1 });
    const names = sheetNamesOf(await download(finance, '?projects=26.00002,99.12345&since=1'));
    expect(names).toContain('26.00002');
    expect(names).toContain('What Moved');
    expect(names).not.toContain('26.00001');
    expect(sheetNamesOf(await download(finance))).not.toContain('What Moved');
    // No month is closed yet.
    expect(sheetNamesOf(await download(finance, '?since=month'))).not.toContain('What Moved');
    expect((await finance.fetch('/workbook.xlsx?since=9')).status).toBe(409);
    const many = Array.from({ length: 21 }, (_, index) => `26.${10_000 + index}`).join(',');
    expect((await finance.fetch(`/workbook.xlsx?projects=${many}`)).status).toBe(400);
  });

  test('since the month, it compares with the last month that was closed, as it was then', async () => {
    const admin = await server.member(finance.program, 'admin');
    await finance.sync({ projects: inserts(project('26.00001', { primarySystem: 'WLAN' })).edits }, { base: 1 });
    const september = inserts({ period: '2026-09', status: 'Closed', controlTotal: 0 });
    expect(await admin.sync({ periods: september.edits }, { base: 2 })).toMatchObject({ refusals: [], committed: 3 });
    await finance.sync({ projects: inserts(project('26.00002', { primarySystem: 'WLAN' })).edits }, { base: 3 });
    const bytes = await download(finance, '?since=month');
    const sheet = strFromU8(unzipSync(bytes)['xl/sharedStrings.xml'] ?? new Uint8Array());
    expect(sheet).toContain('Compared with revision 3, as of 2026-09-30: before, now, and the difference.');
  });

  test('a viewer may have it; above the head it is 409; other programs are 404', async () => {
    const viewer = await server.member(finance.program, 'viewer');
    expect((await viewer.fetch('/workbook.xlsx')).status).toBe(200);
    expect((await viewer.fetch('/workbook.xlsx?at=9')).status).toBe(409);
    const stranger = await server.member(await server.program(), 'admin');
    expect((await stranger.fetchApi(`/programs/${finance.program}/workbook.xlsx`)).status).toBe(404);
  });
});

describe('POST workbook', () => {
  test('an untouched file makes no revision', async () => {
    expect(await upload(finance, await download(finance))).toMatchObject({
      committed: null,
      accepted: 0,
      conflicts: [],
      refusals: [],
      warnings: [],
    });
  });

  test('[A2] what an update has written that stopped half-way in the file is written over nobody', async () => {
    const { receipt } = await finance.sync({ sites: update(ids[0] ?? '', { name: 'Alder' }) }, { base: 1 });
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'School 0417' }) }, { base: 2 });
    const written = setCell(await download(finance, '?at=1'), SITES, `${NAME}2`, 'Alder');
    const typed = setCell(written, SITES, `${NAME}3`, 'Birch');
    const halfWay = appendRow(typed, METADATA_SHEET, (row) => {
      const number = /r="(\d+)"/.exec(row)?.[1] ?? '';
      const cell = (column: string, text: string) =>
        `<c r="${column}${number}" t="inlineStr"><is><t>${text}</t></is></c>`;
      return `<row r="${number}">${cell('A', 'updating')}${cell('B', `1 2 ${receipt.hash}`)}</row>`;
    });
    const conflict = { row: ids[0], column: 'name', local: 'Alder', remote: 'School 0417' };
    expect(await upload(finance, halfWay)).toMatchObject({ accepted: 1, conflicts: [conflict], revision: 4 });
    expect([await nameOf(ids[0] ?? ''), await nameOf(ids[1] ?? '')]).toEqual(['School 0417', 'Birch']);
  });

  test('[I2] an edited cell becomes one revision, and the same file again nothing more', async () => {
    const edited = setCell(await download(finance), SITES, `${NAME}2`, 'Alder Elementary');
    expect(await upload(finance, edited)).toMatchObject({ committed: 2, accepted: 1 });
    expect(await upload(finance, edited)).toMatchObject({ committed: null, accepted: 1, revision: 2 });
    const history = await (await finance.fetch('/history')).json();
    expect(history.revisions[0]).toMatchObject({ revision: 2, door: 'upload' });
    expect(await nameOf(ids[0] ?? '')).toBe('Alder Elementary');
  });

  test('[I1] a request repeated under its key gets the same answer, whatever has happened since', async () => {
    const edited = setCell(await download(finance), SITES, `${NAME}2`, 'Alder Elementary');
    const first = await upload(finance, edited, '', '"try-1"');
    expect(first).toMatchObject({ committed: 2, accepted: 1 });
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'Oak' }) }, { base: 2 });
    expect(await upload(finance, edited, '', 'try-1')).toEqual(first);
    expect(await nameOf(ids[0] ?? '')).toBe('Oak');
    const other = await post(finance, setCell(edited, SITES, `${NAME}2`, 'Elm'), '', 'try-1');
    expect([other.status, (await other.json()).error.code]).toEqual([409, 'sync_id_reused']);
    expect((await post(finance, edited, '', 'two words')).status).toBe(400);
  });

  test('[FA3] a file that was refused is taken once what it lacked is there, in the preview too', async () => {
    const head = await finance.sync(
      { siteSystems: inserts({ location: '0417', system: 'WLAN', sequence: 1 }).edits },
      { base: 1 },
    );
    expect(head).toMatchObject({ committed: 2, refusals: [] });
    const edited = setCell(await download(finance), 'Site Systems', 'C2', 'CCTV');
    for (const query of ['', '?preview=true']) {
      expect((await upload(finance, edited, query)).refusals).toMatchObject([{ column: 'system', value: 'CCTV' }]);
    }
    await finance.sync({ systems: inserts(system('CCTV')).edits }, { base: 2 });
    expect(await upload(finance, edited, '?preview=true')).toMatchObject({ accepted: 1, refusals: [] });
    expect(await upload(finance, edited)).toMatchObject({ committed: 4, accepted: 1, refusals: [] });
  });

  test('[FA3] a file uploaded, reverted and uploaded again does what its preview says', async () => {
    const edited = setCell(await download(finance), SITES, `${NAME}2`, 'Alder Elementary');
    expect(await upload(finance, edited)).toMatchObject({ committed: 2 });
    await revert(2);
    expect(await nameOf(ids[0] ?? '')).toBe('School 0417');
    const preview = await upload(finance, edited, '?preview=true');
    expect(preview).toMatchObject({ accepted: 1, conflicts: [], changes: { cellCount: 1 } });
    expect(await upload(finance, edited)).toMatchObject({ committed: 4, accepted: 1, conflicts: [] });
    expect(await nameOf(ids[0] ?? '')).toBe('Alder Elementary');
  });

  test('[FA3] a new row is added once, however often its file comes; after a revert it is asked about', async () => {
    const edited = appendRow(await download(finance), SITES, (row) =>
      row.replace(/>R[0-9A-Z]{15}</, '><').replace('>0433<', '>0440<'),
    );
    expect(await upload(finance, edited)).toMatchObject({ committed: 2 });
    expect(await upload(finance, edited)).toMatchObject({ committed: null, conflicts: [], refusals: [] });
    expect((await finance.rows('sites')).size).toBe(4);
    await revert(2);
    const preview = await upload(finance, edited, '?preview=true');
    const again = await upload(finance, edited);
    expect(again.committed).toBeNull();
    expect([...new Set(again.conflicts.map(({ kind }) => kind))]).toEqual(['editDelete']);
    expect(preview.conflicts).toEqual(again.conflicts);
    expect(preview.changes?.rowCount).toBe(0);
    expect((await finance.rows('sites')).size).toBe(3);
  });

  test('preview tells the same and keeps nothing', async () => {
    const edited = setCell(await download(finance), SITES, `${NAME}2`, 'Alder Elementary');
    expect(await upload(finance, edited, '?preview=true')).toMatchObject({ accepted: 1, conflicts: [] });
    expect(await nameOf(ids[0] ?? '')).toBe('School 0417');
  });

  test('preview lists what would change in the plan as it is now, and names rows by their key', async () => {
    const file = await download(finance);
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'Theirs' }) }, { base: 1 });
    await finance.sync({ sites: update(ids[1] ?? '', { name: 'Same' }) }, { base: 1 });
    let edited = setCell(setCell(file, SITES, `${NAME}2`, 'Mine'), SITES, `${NAME}3`, 'Same');
    edited = setCell(setCell(edited, SITES, `${ENROLLMENT}3`, 300), SITES, `${ENROLLMENT}4`, 'many');
    edited = setCell(edited, SITES, `${NAME}4`, 'Cedar Middle');
    edited = appendRow(edited, SITES, (row) => row.replace(/>R[0-9A-Z]{15}</, '><').replace('>0433<', '>0440<'));
    const { changes, rowKeys, conflicts, refusals } = await upload(finance, edited, '?preview=true');
    const told = changes?.rows.map(({ row, kind, cells }) => [rowKeys[row], kind, cells.slice(0, 2)]);
    expect(told).toMatchObject([
      ['0420', 'update', [{ column: 'enrollment', before: null, after: 300 }]],
      ['0433', 'update', [{ column: 'name', before: '=HYPERLINK("http://x.test")', after: 'Cedar Middle' }]],
      [
        '0440',
        'insert',
        [
          { column: 'code', before: null, after: '0440' },
          { column: 'name', before: null },
        ],
      ],
    ]);
    expect(changes).toMatchObject({ rowCount: 3 });
    expect(conflicts.map(({ row, column }) => [rowKeys[row], column])).toEqual([['0417', 'name']]);
    expect(refusals[0]).toMatchObject({ column: 'enrollment', row: ids[2] });
    expect(rowKeys[ids[2] ?? '']).toBe('0433');
    expect((await upload(finance, edited)).changes).toBeNull();
  });

  test('[FA5] preview promises no row that is refused, and tells the rows that follow a renamed key', async () => {
    const campus = update(ids[1] ?? '', { campus: '0433' });
    await finance.sync({ sites: campus }, { base: 1 });
    const renamed = setCell(await download(finance), SITES, 'B4', '0434');
    const file = appendRow(renamed, SITES, (row) =>
      row
        .replace(/>R[0-9A-Z]{15}</, '><')
        .replace('>0434<', '>0440<')
        .replace(/=HYPERLINK[^<]*/, ''),
    );
    const preview = await upload(finance, file, '?preview=true');
    expect(preview.refusals).toMatchObject([{ column: 'name', rule: 'V01' }]);
    expect(preview.changes?.rows.map(({ row, cells }) => [preview.rowKeys[row], cells])).toEqual([
      ['0433', [{ column: 'code', before: '0433', after: '0434' }]],
      ['0420', [{ column: 'campus', before: '0433', after: '0434' }]],
    ]);
    expect(await upload(finance, file)).toMatchObject({ committed: 3, refusals: preview.refusals });
    expect((await finance.rows('sites')).size).toBe(3);
  });

  test('preview of a row that is gone lists its end, and one of a row that others edited is a conflict', async () => {
    const file = removeRow(removeRow(await download(finance), SITES, 3), SITES, 4);
    await finance.sync({ sites: update(ids[2] ?? '', { name: 'Theirs' }) }, { base: 1 });
    const { changes, conflicts, rowKeys } = await upload(finance, file, '?preview=true&deletions=allow');
    expect(changes?.rows).toEqual([{ table: 'sites', row: ids[1], kind: 'delete', cells: [] }]);
    expect(conflicts).toMatchObject([{ kind: 'deleteEdit', row: ids[2] }]);
    expect(rowKeys).toEqual({ [ids[1] ?? '']: '0420', [ids[2] ?? '']: '0433' });
  });

  test('[M3] a cell that somebody else changed meanwhile is a conflict, other cells go through', async () => {
    const file = await download(finance);
    await finance.sync({ sites: update(ids[0] ?? '', { name: 'Theirs' }) }, { base: 1 });
    const edited = setCell(setCell(file, SITES, `${NAME}2`, 'Mine'), SITES, `${NAME}3`, 'Birch Elementary');
    const reply = await upload(finance, edited);
    expect(reply.conflicts).toMatchObject([{ kind: 'cell', base: 'School 0417', local: 'Mine', remote: 'Theirs' }]);
    expect(await nameOf(ids[0] ?? '')).toBe('Theirs');
    expect(await nameOf(ids[1] ?? '')).toBe('Birch Elementary');
  });

  test('[W1] a row without Row ID is new, and uploading it twice adds it once', async () => {
    const withRow = appendRow(await download(finance), SITES, (row) =>
      row
        .replace(/<c r="A(\d+)"[^>]*>.*?<\/c>/s, '<c r="A$1"/>')
        .replace('>0433<', '>0500<')
        .replace(/=HYPERLINK[^<]*/, 'New School'),
    );
    expect(await upload(finance, withRow)).toMatchObject({ committed: 2, refusals: [], conflicts: [] });
    // Another edit makes it another file, whose new row has the same place and content.
    expect(await upload(finance, setCell(withRow, SITES, `${NAME}2`, 'Alder'))).toMatchObject({
      accepted: expect.any(Number),
    });
    const codes = [...(await finance.rows('sites')).values()].map(({ cells }) => cells['code']);
    expect(new Set(codes)).toEqual(new Set(['0417', '0420', '0433', '0500']));
    expect(codes).toHaveLength(4);
  });

  test('[W2] of two rows with one Row ID, the one with the key of base keeps it', async () => {
    const copied = appendRow(await download(finance), SITES, (row) => row.replace('>0433<', '>0501<'));
    expect(await upload(finance, copied)).toMatchObject({ committed: 2, refusals: [] });
    expect((await finance.rows('sites')).get(ids[2] ?? '')?.cells['code']).toBe('0433');
    expect((await finance.rows('sites')).size).toBe(4);
  });

  test('[W3] many missing rows are held back until deletions are allowed', async () => {
    const shorter = removeRow(await download(finance), SITES, 3);
    const reply = await upload(finance, shorter);
    expect(reply).toMatchObject({ committed: null, warnings: [{ rule: 'W3', table: 'sites' }] });
    expect(await upload(finance, shorter, '?deletions=allow')).toMatchObject({ committed: 2 });
    expect((await finance.rows('sites')).has(ids[1] ?? '')).toBe(false);
  });

  test('[W8] sorted rows and a column of notes beside the table change nothing', async () => {
    const sorted = reorderRows(await download(finance), SITES, [4, 2, 3]);
    const withNotes = editPart(sorted, sheetPath(sorted, SITES), (xml) =>
      xml.replaceAll(/<row r="(\d+)"(.*?)<\/row>/gs, '<row r="$1"$2<c r="AB$1" t="str"><v>my note</v></c></row>'),
    );
    expect(await upload(finance, withNotes)).toMatchObject({ committed: null, accepted: 0, warnings: [] });
  });

  test('[W4] keys that have come apart from their Row IDs stop the upload; realigned by the keys, nothing changes', async () => {
    // As a sort leaves it that has passed over the hidden first column: every row but its Row ID has moved.
    const sorted = [ids[1], ids[2], ids[0]].reduce(
      (bytes, id, index) => setCell(bytes, SITES, `A${index + 2}`, id ?? ''),
      await download(finance),
    );
    const response = await post(finance, sorted);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'workbook_unreadable',
        message: expect.stringContaining('row 2 (0417)'),
        details: { needs: 'realign', table: 'sites' },
      },
    });
    const nothing = { committed: null, accepted: 0, conflicts: [], refusals: [], revision: 1 };
    expect(await upload(finance, sorted, '?realign=true')).toMatchObject(nothing);
    const edited = setCell(sorted, SITES, `${NAME}2`, 'Alder Elementary');
    expect(await upload(finance, edited, '?realign=true')).toMatchObject({ committed: 2, accepted: 1 });
    expect(await nameOf(ids[0] ?? '')).toBe('Alder Elementary');
  });

  test('[W5] text in a number column is refused with sheet and cell, the rest goes through', async () => {
    const file = setCell(await download(finance), SITES, `${ENROLLMENT}2`, 'many');
    const reply = await upload(finance, setCell(file, SITES, `${NAME}2`, 'Alder'));
    expect(reply).toMatchObject({ committed: 2, accepted: 1 });
    expect(reply.refusals).toMatchObject([{ table: 'sites', row: ids[0], column: 'enrollment', value: 'many' }]);
    expect(reply.refusals[0]?.message).toContain(`Sites ${ENROLLMENT}2`);
  });

  test('[FA12, V01, V04] what the merge refuses names sheet and cell, in the preview and in the reply', async () => {
    await finance.sync({ siteSystems: inserts({ location: '0417', system: 'WLAN', sequence: 1 }).edits }, { base: 1 });
    const emptied = setCell(await download(finance), SITES, `${NAME}3`, '');
    const unknown = setCell(emptied, 'Site Systems', 'C2', 'CCTV');
    const file = removeRow(unknown, SITES, 2);
    for (const query of ['?preview=true&deletions=allow', '?deletions=allow']) {
      const { refusals } = await upload(finance, file, query);
      expect(refusals.map(({ rule, message }) => `${rule} ${message}`).toSorted()).toEqual([
        expect.stringMatching(new RegExp(`^V01 Sites ${NAME}3: .`)),
        // The row that was to be deleted has no cell in the file any more.
        expect.stringMatching(/^V04 Site Systems C2: .*CCTV is not in/),
        expect.stringMatching(/^V04 Sites: .*0417/),
      ]);
    }
  });

  describe('[FF2] a totals row', () => {
    /** A row below the last one as Excel writes it: a word under the first header, sums without Row ID under others. */
    const totals = (row: string) =>
      row
        .replace(/>R[0-9A-Z]{15}</, '><')
        .replace('>0433<', '>Total<')
        .replace(/<f>.*?<\/f>/g, '');

    test('is no row of the plan, in the preview and in the upload', async () => {
      const file = addTotalsRow(await download(finance), SITES, tableNamed('sites').excelName, totals);
      const preview = await upload(finance, file, '?preview=true');
      expect(preview).toMatchObject({ changes: { rows: [] }, refusals: [], conflicts: [] });
      expect(await upload(finance, file)).toMatchObject({ committed: null, accepted: 0, refusals: [], warnings: [] });
      expect((await finance.rows('sites')).size).toBe(3);
    });

    test('does not hide an edit in the row above it', async () => {
      const file = addTotalsRow(await download(finance), SITES, tableNamed('sites').excelName, totals);
      const reply = await upload(finance, setCell(file, SITES, `${NAME}4`, 'Cedar Middle'));
      expect(reply).toMatchObject({ committed: 2, accepted: 1, refusals: [] });
      expect(await nameOf(ids[2] ?? '')).toBe('Cedar Middle');
    });
  });

  test('[W6] a formula’s value is sent', async () => {
    const file = await download(finance);
    const formula = editPart(file, sheetPath(file, SITES), (xml) =>
      xml.replace(
        /<c r="C2"([^>]*?) t="inlineStr">.*?<\/c>/s,
        '<c r="C2"$1 t="str"><f>"Al"&amp;"der"</f><v>Alder</v></c>',
      ),
    );
    expect(await upload(finance, formula)).toMatchObject({ accepted: 1 });
    expect(await nameOf(ids[0] ?? '')).toBe('Alder');
  });

  test('[W7] without metadata nothing is sent, unless the revision is told', async () => {
    const file = setCell(await download(finance), SITES, `${NAME}2`, 'Alder');
    const bare = editPart(file, sheetPath(file, '_SEP'), (xml) =>
      xml.replace(/<sheetData>.*<\/sheetData>/s, '<sheetData/>'),
    );
    const response = await post(finance, bare);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'workbook_unreadable', details: { needs: 'base' } } });
    expect(await nameOf(ids[0] ?? '')).toBe('School 0417');
    expect(await upload(finance, bare, '?base=1')).toMatchObject({ committed: 2, accepted: 1 });
  });

  test('a workbook of another program is not taken', async () => {
    const other = await server.member(await server.program(), 'admin');
    const response = await post(other, await download(finance));
    expect(await response.json()).toMatchObject({
      error: { code: 'workbook_unreadable', message: expect.stringContaining(finance.program) },
    });
  });

  test('[PPL3] a viewer’s edits are refused, the file’s figures stay theirs', async () => {
    const viewer = await server.member(finance.program, 'viewer');
    const reply = await upload(viewer, setCell(await download(viewer), SITES, `${NAME}2`, 'Mine'));
    expect(reply).toMatchObject({ committed: null, refusals: [{ rule: 'PPL3', column: null }] });
    expect(reply.refusals[0]?.message).toMatch(/^Sites, row 2: ./);
  });

  test('a revision above the head is 409, a body that is no workbook 400 with a sentence', async () => {
    expect((await post(finance, await download(finance), '?base=7')).status).toBe(409);
    const response = await post(finance, Buffer.from('Row ID,Location Code\n'));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'workbook_unreadable', message: expect.stringContaining('.xlsx') },
    });
  });
});
