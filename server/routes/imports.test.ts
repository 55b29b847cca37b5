import exceljs from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts, site } from '../../test/contracts/plan-rows.ts';
import { editPart } from '../workbook/testing/edit-file.ts';
import { readGrids } from '../workbook/read/read-grids.ts';
import { writeExceptionsWorkbook } from '../workbook/write/exceptions-workbook.ts';
import { startTestServer, type TestClient, type TestServer } from '../../test/contracts/test-server.ts';
import { importReply, type ImportReply } from '../../shared/protocol/imports.ts';

let server: TestServer;
beforeAll(async () => (server = await startTestServer({ file: ':memory:' })));
afterAll(async () => server.close());

const head =
  'Location Code,Site Name,Site Type,E-Rate Site Class,Region,Board District,Street,City,State,ZIP,Site Status';
const alder = '0417,Alder Elementary,Elementary,School,North,1,1 Cedar Way,Cedar Basin,CA,90001,Active';

function formOf(text: string, mapping?: object): FormData {
  const form = new FormData();
  form.set('file', new File([text], 'sites.csv'));
  if (mapping) form.set('mapping', JSON.stringify(mapping));
  return form;
}

async function send(client: TestClient, form: FormData, query = '', key?: string): Promise<ImportReply> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  const response = await client.fetch(`/imports${query}`, { method: 'POST', body: form, headers });
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  return importReply.parse(await response.json());
}

async function finance(): Promise<TestClient> {
  return server.member(await server.program(), 'finance');
}

test('a file of sites is previewed, keeps nothing, and comes in as one revision of origin import', async () => {
  const client = await finance();
  const form = formOf(`${head}\n${alder}\n`);
  const preview = await send(client, form, '?preview=true');
  expect(preview).toMatchObject({
    table: 'sites',
    committed: null,
    counts: { inserts: 1, updates: 0, exceptions: 0, waiting: 0 },
    proposals: [],
    exceptions: [],
  });
  expect((await client.rows('sites')).size).toBe(0);
  const done = await send(client, formOf(`${head}\n${alder}\n`, preview.mapping), '?base=0');
  expect(done.committed).toBe(1);
  expect([...(await client.rows('sites')).values()].map(({ cells }) => cells['name'])).toEqual(['Alder Elementary']);
  const history = await (await client.fetch('/history')).json();
  expect(history.revisions[0]).toMatchObject({ revision: 1, door: 'upload', origin: 'import' });
});

test('of a column it is told what its first cells show, days as days', async () => {
  const client = await finance();
  const book = new exceljs.Workbook();
  const rows = [
    ['Location Code', 'Open Date'],
    ['0417', new Date('2026-09-01')],
    ['0418', 'Spring 2027'],
  ];
  book.addWorksheet('Sites').addRows(rows);
  const form = new FormData();
  form.set('file', new File([new Uint8Array(await book.xlsx.writeBuffer())], 'sites.xlsx'));
  const { columns } = await send(client, form, '?preview=true');
  expect(columns.find(({ header }) => header === 'Open Date')?.samples).toEqual(['2026-09-01', 'Spring 2027']);
});

test('[I1] an import that is repeated under its key has no further effect', async () => {
  const client = await finance();
  const first = await send(client, formOf(`${head}\n${alder}\n`), '?base=0', 'once');
  const again = await send(client, formOf(`${head}\n${alder}\n`), '?base=0', 'once');
  expect([first.committed, again.committed]).toEqual([1, 1]);
  expect(await send(client, formOf(`${head}\n${alder}\n`))).toMatchObject({
    committed: null,
    counts: { unchanged: 1 },
  });
});

test('what somebody has changed since the preview is kept, and told by its cell', async () => {
  const client = await finance();
  const { ids, edits } = inserts(site('0417', { name: 'Alder' }));
  await client.sync({ sites: edits });
  const renamed = { updates: [{ row: ids[0] ?? '', cells: { name: 'Alder School' }, seen: { name: 1 } }] };
  await client.sync({ sites: renamed }, { base: 1 });
  const reply = await send(client, formOf(`${head}\n${alder}\n`), '?base=1');
  expect(reply.exceptions).toMatchObject([{ cell: 'B2', column: 'name', rule: 'M2' }]);
  expect([...(await client.rows('sites')).values()][0]?.cells).toMatchObject({ name: 'Alder School' });
  // The row is in the workbook to be mended as well, and no other.
  const exceptions = (query: string) =>
    client.fetch(`/imports/exceptions.xlsx${query}`, { method: 'POST', body: formOf(`${head}\n${alder}\n`) });
  const book = await readGrids(new Uint8Array(await (await exceptions('?base=1')).arrayBuffer()));
  expect(book[0]?.rows.map(({ cells }) => cells[1])).toEqual(['Site Name', 'Alder Elementary']);
  expect((await exceptions('')).status).toBe(404);
});

test('what is in the plan already waits for nobody, however it is written', async () => {
  const client = await finance();
  const damaged = `${head}\n${alder.slice(1)}\n`;
  expect((await send(client, formOf(damaged))).counts).toMatchObject({ inserts: 0, waiting: 1 });
  await send(client, formOf(damaged, { accept: ['leadingZeros@A2'] }));
  expect((await send(client, formOf(damaged))).counts).toMatchObject({ unchanged: 1, waiting: 0 });
});

test.each([
  ['', 'The file is empty.'],
  ['1,2,3\n4,5,6\n', 'No row of headers was found'],
  [`${head}\0`, 'neither a workbook nor text'],
  [`${head}\n"never closed`, 'a quotation mark is opened'],
])('a file that is no table (%j) is told in a sentence', async (text, words) => {
  const client = await finance();
  const response = await client.fetch('/imports', { method: 'POST', body: formOf(text) });
  expect(response.status).toBe(400);
  expect((await response.json()).error.message).toContain(words);
});

test.each([
  ['{"sheet":"Elsewhere"}', 'mapping.sheet'],
  ['{"table":"constructor"}', 'mapping.table'],
  ['{"columns":{"City":"nothing"}}', 'mapping.columns'],
  ['[[[[', 'mapping'],
  ['{"headerRows":[3,1]}', 'mapping.headerRows'],
])('a mapping that is none (%s) is refused at its place', async (mapping, path) => {
  const client = await finance();
  const form = formOf(`${head}\n${alder}\n`);
  form.set('mapping', mapping);
  const response = await client.fetch('/imports', { method: 'POST', body: form });
  expect(response.status).toBe(400);
  expect((await response.json()).error.details.path).toContain(path);
});

test('who may not write brings nothing in, and is told row by row', async () => {
  const client = await server.member(await server.program(), 'viewer');
  const reply = await send(client, formOf(`${head}\n${alder}\n`));
  expect(reply).toMatchObject({ committed: null, counts: { inserts: 0, exceptions: 1 } });
  expect((await client.rows('sites')).size).toBe(0);
});

test('a request without a form, or without a file in it, is no import', async () => {
  const client = await finance();
  expect((await client.fetch('/imports', { method: 'POST', body: 'code\n1' })).status).toBe(400);
  const form = new FormData();
  form.set('mapping', '{}');
  expect((await client.fetch('/imports', { method: 'POST', body: form })).status).toBe(400);
});

test('two columns of a file that are to become one are refused, and neither is left out in silence', async () => {
  const client = await finance();
  const form = formOf('Location Code,Long,Short\n0417,Alder Elementary,Alder\n', {
    table: 'sites',
    columns: { Long: 'name', Short: 'name' },
  });
  const response = await client.fetch('/imports?preview=true', { method: 'POST', body: form });
  expect([response.status, (await response.json()).error.message]).toEqual([
    400,
    'mapping.columns: Long and Short are both to become Site Name. Choose one of them.',
  ]);
});

test('a revision is as it was signed, whatever the names of file and sheet', async () => {
  const client = await finance();
  const heads = head.split(',').map((header) => ({ header, isText: true, isDate: false }));
  const rows = [{ cells: alder.split(','), findings: '' }];
  const book = await writeExceptionsWorkbook({ sheet: 'Sites', columns: heads, rows }, false);
  const named = editPart(book, 'xl/workbook.xml', (xml) => xml.replace('name="Sites"', 'name="Si&#0;tes &#xD800;"'));
  const form = new FormData();
  // The name is cut within its last letter.
  form.set('file', new File([new Uint8Array(named)], `${'x'.repeat(119)}😀.xlsx`));
  expect(await send(client, form)).toMatchObject({ committed: 1 });
  expect(await (await client.fetch('/verify')).json()).toMatchObject({ ok: true });
  const { revisions } = await (await client.fetch('/history')).json();
  expect(revisions[0].note).toBe(`Imported Sites from ${'x'.repeat(119)}\uFFFD, sheet Si\uFFFDtes \uFFFD`);
});
