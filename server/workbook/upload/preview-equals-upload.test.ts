import { afterAll, beforeAll, expect, test } from 'vitest';
import { inserts, site } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { workbookReply, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { appendRow, editPart, removeRow, setCell, sheetPath } from '../testing/edit-file.ts';

/** Sites: Row ID in A, code in B, name in C, enrollment in S; three rows from row 2 on. */
const SITES = 'Sites';
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
});
afterAll(() => server.close());

const fresh = (code: string) => (row: string) =>
  row.replace(/<c r="A(\d+)"[^>]*>.*?<\/c>/s, '<c r="A$1"/>').replace('>0433<', `>${code}<`);
const withoutName = (row: string) => row.replace(/<c r="C\d+"[^>]*>.*?<\/c>/s, '');

const files: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'a copied row': (bytes) => appendRow(bytes, SITES, (row) => row),
  'a new row without a cell it cannot be without': (bytes) =>
    appendRow(bytes, SITES, (row) => withoutName(fresh('0500')(row))),
  'a new row under a malformed key': (bytes) => appendRow(bytes, SITES, fresh('Westgate')),
  'a new row with text for a number': (bytes) =>
    appendRow(bytes, SITES, (row) =>
      fresh('0500')(row).replace(/<c r="S(\d+)"[^>]*>.*?<\/c>/s, '<c r="S$1" t="inlineStr"><is><t>many</t></is></c>'),
    ),
  'a total written by hand below the last row': (bytes) =>
    appendRow(bytes, SITES, (row) =>
      row
        .replace(/<c r="[AB]\d+"[^>]*>.*?<\/c>/gs, '')
        .replace(/<c r="C(\d+)"[^>]*>.*?<\/c>/s, '<c r="C$1" t="inlineStr"><is><t>Total</t></is></c>')
        .replace(/<c r="S(\d+)"([^>]*)>.*?<\/c>/s, '<c r="S$1"$2><f>SUM(S2:S4)</f><v>1500</v></c>'),
    ),
  'a missing row and an edited one': (bytes) => setCell(removeRow(bytes, SITES, 3), SITES, 'C2', 'Alder'),
  'an emptied required cell and an edited one': (bytes) =>
    setCell(setCell(bytes, SITES, 'C2', ''), SITES, 'C3', 'Birch'),
  'formulas without results': (bytes) =>
    editPart(bytes, sheetPath(bytes, SITES), (xml) =>
      xml.replaceAll(/<c r="S(\d+)"([^>]*)>.*?<\/c>/gs, '<c r="S$1"$2><f>250*2</f><v></v></c>'),
    ),
};

async function send(client: TestClient, bytes: Uint8Array, query: string): Promise<WorkbookReply> {
  const response = await client.fetch(`/workbook${query}`, { method: 'POST', body: new Uint8Array(bytes) });
  return workbookReply.parse(await response.json());
}

/** The program's cells as "row column" → value. */
async function cellsOf(client: TestClient): Promise<Map<string, unknown>> {
  const rows = [...(await client.rows('sites')).values()];
  return new Map(
    rows.flatMap(({ row, cells }) => Object.entries(cells).map(([column, value]) => [`${row} ${column}`, value])),
  );
}

test.each(Object.entries(files))('[FA5] %s: what the preview lists is what the upload does', async (_name, damage) => {
  const client = await server.member(await server.program(), 'finance');
  await client.sync({
    sites: inserts(...['0417', '0420', '0433'].map((code) => site(code, { enrollment: 500 }))).edits,
  });
  const file = damage(new Uint8Array(await (await client.fetch('/workbook.xlsx')).arrayBuffer()));
  const { changes, refusals, held } = await send(client, file, '?preview=true');
  const before = await cellsOf(client);
  const done = await send(client, file, '');
  const after = await cellsOf(client);
  const promised = (changes?.rows ?? []).flatMap(({ row, cells }) =>
    cells.map(({ column, after: value }) => [`${row} ${column}`, value] as const),
  );
  const changed = [...after].filter(([place, value]) => value !== (before.get(place) ?? null));
  expect(new Map(promised)).toEqual(new Map(changed));
  expect([...before.keys()].filter((place) => !after.has(place))).toEqual([]);
  expect({ refusals: done.refusals, held: done.held }).toEqual({ refusals, held });
});
