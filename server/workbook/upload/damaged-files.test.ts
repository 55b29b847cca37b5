import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inserts, site } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { workbookReply, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { editPart, removeRow, renumbered, setCell, sheetPath } from '../testing/edit-file.ts';

/** Sites: Row ID in A, code in B, name in C, enrollment in S; rows from row 2 on. */
const SITES = 'Sites';
const codes = Array.from({ length: 30 }, (_, index) => String(400 + index).padStart(4, '0'));
let server: TestServer;
let client: TestClient;
let file: Uint8Array;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

beforeEach(async () => {
  client = await server.member(await server.program(), 'finance');
  await client.sync({ sites: inserts(...codes.map((code) => site(code, { enrollment: 500 }))).edits });
  file = new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer());
});

async function upload(bytes: Uint8Array): Promise<WorkbookReply> {
  const response = await client.fetch('/workbook', { method: 'POST', body: new Uint8Array(bytes) });
  return workbookReply.parse(await response.json());
}

const sheetXml = (bytes: Uint8Array, change: (xml: string) => string) =>
  editPart(bytes, sheetPath(bytes, SITES), change);

/** The sheet without its Excel table, as programs that know none save it. */
function withoutTable(bytes: Uint8Array): Uint8Array {
  const rels = sheetPath(bytes, SITES).replace(/worksheets\/(.*)$/, 'worksheets/_rels/$1.rels');
  return editPart(bytes, rels, () => '<Relationships/>');
}

/** Moves the rows from one on so many rows down. */
function moveDown(bytes: Uint8Array, from: number, by: number): Uint8Array {
  return sheetXml(bytes, (xml) =>
    xml.replaceAll(/<row r="(\d+)".*?<\/row>/gs, (row, number: string) =>
      Number(number) < from ? row : renumbered(row, Number(number), Number(number) + by),
    ),
  );
}

/** Adds a copy of the last row, without its Row ID and under another code, so many rows below it. */
function addBelow(bytes: Uint8Array, gap: number, code: string): Uint8Array {
  return sheetXml(bytes, (xml) => {
    const last = [...xml.matchAll(/<row r="(\d+)".*?<\/row>/gs)].at(-1);
    const number = Number(last?.[1]);
    const row = renumbered(last?.[0] ?? '', number, number + gap)
      .replace(/<c r="A(\d+)"[^>]*>.*?<\/c>/s, '<c r="A$1"/>')
      .replace(`>${codes.at(-1) ?? ''}<`, `>${code}<`);
    return xml.replace('</sheetData>', `${row}</sheetData>`);
  });
}

const rulesOf = ({ warnings }: WorkbookReply) => warnings.map(({ rule }) => rule);

test.each([
  ['an empty one', '<f>250+1</f><v></v>'],
  ['one that closes itself', '<f>250+1</f><v/>'],
  ['none', '<f>250+1</f>'],
])('[FA1, W14] a formula whose stored result is %s keeps the plan’s value and is told', async (_name, content) => {
  const damaged = sheetXml(file, (xml) =>
    xml.replaceAll(/<c r="S(\d+)"([^>]*?)(?: t="[^"]*")?>.*?<\/c>/gs, (cell, row: string, rest: string) =>
      row === '1' ? cell : `<c r="S${row}"${rest}>${content}</c>`,
    ),
  );
  const reply = await upload(damaged);
  expect(reply).toMatchObject({ committed: null, refusals: [], warnings: [{ rule: 'W14', table: 'sites' }] });
  expect(reply.warnings[0]?.message).toContain('30 formulas in Enrollment without a stored result');
  const rows = [...(await client.rows('sites')).values()];
  expect(new Set(rows.map(({ cells }) => cells['enrollment']))).toEqual(new Set([500]));
});

test('[FA1, W6] a formula whose stored result is an empty text empties its cell', async () => {
  const emptied = sheetXml(file, (xml) =>
    xml.replace(/<c r="S2"([^>]*?)>.*?<\/c>/s, '<c r="S2"$1 t="str"><f>""</f><v></v></c>'),
  );
  expect(await upload(emptied)).toMatchObject({ accepted: 1, warnings: [] });
});

test.each([1, 3])('[FA2, W11] %i blank rows without an Excel table end nothing', async (blank) => {
  const parted = setCell(moveDown(withoutTable(file), 20, blank), SITES, `C${25 + blank}`, 'Alder');
  expect(await upload(parted)).toMatchObject({ accepted: 1, warnings: [], held: [] });
  expect((await client.rows('sites')).size).toBe(30);
});

test('[FA2, W3] a single row missing from a file is asked for, with and without an Excel table', async () => {
  for (const bytes of [file, withoutTable(file)]) {
    const { held, committed, warnings, rowKeys } = await upload(removeRow(bytes, SITES, 5));
    expect([committed, held?.map(({ row, kind }) => [rowKeys[row], kind])]).toEqual([null, [['0403', 'missing']]]);
    expect(warnings[0]?.message).toContain('lacks 1 row of the plan (0403); none was deleted');
  }
});

test('[FA2, W3] that a filter is on is said beside the missing rows', async () => {
  const filtered = sheetXml(withoutTable(removeRow(file, SITES, 5)), (xml) =>
    xml.replace(
      '</sheetData>',
      '</sheetData><autoFilter ref="A1:Z31"><filterColumn colId="2"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
    ),
  );
  expect((await upload(filtered)).warnings[0]?.message).toContain('A filter is on in this sheet.');
});

test.each([
  ['with an Excel table', (bytes: Uint8Array) => bytes],
  ['without one', withoutTable],
])('[FA6, W11] %s, a row below a blank row is told and not read; one right below is new', async (_name, prepare) => {
  const told = await upload(addBelow(prepare(file), 2, '0500'));
  expect(told).toMatchObject({ committed: null, warnings: [{ rule: 'W11', table: 'sites' }] });
  expect(told.warnings[0]?.message).toContain('Sheet Sites, row 33: below a blank row');
  expect(await upload(addBelow(prepare(file), 1, '0500'))).toMatchObject({ committed: 2, warnings: [] });
});

test('[FA6] a copied sheet is named, and nothing of it is read', async () => {
  const path = sheetPath(file, 'Systems');
  const original = strFromU8(unzipSync(file)[sheetPath(file, SITES)] ?? new Uint8Array());
  const named = editPart(file, 'xl/workbook.xml', (xml) => xml.replace('name="Systems"', 'name="Sites (2)"'));
  const rels = path.replace(/worksheets\/(.*)$/, 'worksheets/_rels/$1.rels');
  const copied = editPart(
    editPart(named, rels, () => '<Relationships/>'),
    path,
    () => original.replaceAll('School 0400', 'Typed on the copy').replaceAll(/<tableParts.*?<\/tableParts>/gs, ''),
  );
  const reply = await upload(copied);
  expect(reply.committed).toBeNull();
  expect(reply.warnings.map(({ message }) => message)).toContain(
    'The sheet Sites (2) is a copy of Sites; nothing of it was read. Make the changes in Sites.',
  );
});

const told = ({ warnings }: WorkbookReply) => warnings.map(({ rule, message }) => `${rule} ${message}`);
const ofReport = (sheet: string, places: string) =>
  `W15 ${sheet} is a report: what you typed there (${places}) is not taken. Change the tables instead.`;

test('[FA6, W15] what was typed in a report is told with its cell, and not taken', async () => {
  const typed = setCell(setCell(file, 'By Source', 'B7', 12_345.67), 'Notes', 'C9', 'My own words');
  const reply = await upload(typed);
  expect([reply.committed, told(reply)]).toEqual([null, [ofReport('By Source', 'B7'), ofReport('Notes', 'C9')]]);
  const preview = await client.fetch('/workbook?preview=true', { method: 'POST', body: new Uint8Array(typed) });
  expect(told(workbookReply.parse(await preview.json()))).toEqual(told(reply));
});

test('[FA6, W15] a value typed over a formula, a cell emptied and a row typed below are told', async () => {
  const over = editPart(file, sheetPath(file, 'Checks'), (xml) =>
    xml.replace(/(<c r="D\d+"[^>]*>)<f>.*?<\/f><v>[^<]*<\/v>/s, '$1<v>5</v>'),
  );
  expect(told(await upload(over))).toEqual([expect.stringMatching(/^W15 Checks .*\(D\d+\)/)]);
  expect(told(await upload(setCell(file, 'Notes', 'B5', '')))).toEqual([ofReport('Notes', 'B5')]);
  const below = editPart(file, sheetPath(file, 'Notes'), (xml) =>
    xml.replace('</sheetData>', '<row r="900"><c r="B900"><v>5</v></c></row></sheetData>'),
  );
  expect(told(await upload(below))).toEqual([ofReport('Notes', 'B900')]);
});

test('[FA6, W15] many cells typed over are told by their rows', async () => {
  const scattered = ['B7', 'C8', 'B9', 'C10', 'B11'].reduce(
    (bytes, address) => setCell(bytes, 'Notes', address, 'x'),
    file,
  );
  expect(told(await upload(scattered))).toEqual([ofReport('Notes', 'row 7, row 8, row 9 and 2 more')]);
});

test('[FA6, W15] results of formulas that another program works out anew are no edits', async () => {
  const anew = editPart(file, sheetPath(file, 'Checks'), (xml) =>
    xml.replaceAll(/(<\/f>)<v>[^<]*<\/v>/g, '$1<v>7</v>'),
  );
  expect(told(await upload(anew))).toEqual([]);
});

test('a file as it was downloaded has nothing to say', async () => {
  expect(rulesOf(await upload(file))).toEqual([]);
});
