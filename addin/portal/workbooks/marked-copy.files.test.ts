import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { editWorkbook } from '../../../test/browser/front-door-page.ts';
import { inserts, site, update } from '../../../test/contracts/plan-rows.ts';
import { startTestServer, type TestClient, type TestServer } from '../../../test/contracts/test-server.ts';
import { savedByLibreOffice } from '../../../server/workbook/testing/libre-office.ts';
import { sheetNamesOf } from '../../../server/workbook/testing/defined-names.ts';
import { validationErrors } from '../../../server/workbook/testing/ooxml-validator.ts';
import { sheetPath } from '../../../server/workbook/testing/edit-file.ts';
import { workbookReply, type WorkbookReply } from '../../../shared/protocol/workbook.ts';
import { noNames } from '../../../shared/tables/code-names.ts';
import { markedCopy } from './marked-copy.ts';
import { markHeaders, marksOf } from './marks.ts';

let server: TestServer;
let finance: TestClient;
/** With a cell that somebody else has changed meanwhile, and one that no rule lets in. */
let file: Uint8Array;
let reply: WorkbookReply;
let marked: Uint8Array;

async function preview(bytes: Uint8Array): Promise<WorkbookReply> {
  const response = await finance.fetch('/workbook?preview=true', { method: 'POST', body: new Uint8Array(bytes) });
  return workbookReply.parse(await response.json());
}

beforeAll(async () => {
  server = await startTestServer({ file: ':memory:' });
  finance = await server.member(await server.program(), 'finance');
  const { ids, edits } = inserts(site('0417'), site('0420'));
  await finance.sync({ sites: edits });
  const bytes = new Uint8Array(await (await finance.fetch('/workbook.xlsx')).arrayBuffer());
  await finance.sync({ sites: update(ids[0] ?? '', { shortName: 'Theirs' }) }, { base: 1 });
  file = editWorkbook(
    editWorkbook(bytes, 'sites', '0417', 'shortName', 'Mine &amp; ours'),
    'sites',
    '0420',
    'enrollment',
    'many',
  );
  reply = await preview(file);
  marked = markedCopy(file, markHeaders, marksOf(reply, noNames));
});
afterAll(() => server.close());

/** The text of a sheet's cell or its style number, as the file has them. */
function cell(bytes: Uint8Array, sheet: string, address: string): string {
  const xml = strFromU8(unzipSync(bytes)[sheetPath(bytes, sheet)] ?? new Uint8Array());
  return new RegExp(`<c r="${address}"[^>]*?(?:/>|>.*?</c>)`, 's').exec(xml)?.[0] ?? '';
}

describe('a marked copy of a returned workbook', () => {
  test('lists what is open and what was not taken on a last sheet, with links to the cells', () => {
    expect(sheetNamesOf(marked).at(-1)).toBe('To decide');
    const parts = unzipSync(marked);
    const list =
      Object.values(parts)
        .map((bytes) => strFromU8(bytes))
        .find((xml) => xml.includes('<hyperlinks>')) ?? '';
    expect(list).toContain('Mine &amp; ours');
    expect(list).toMatch(/Theirs \(finance/);
    expect(list).toContain('Enrollment');
    const links = [...list.matchAll(/<hyperlink ref="(A\d)" location="([^"]*)"/g)].map(([, at, to]) => [at, to]);
    const places = reply.places?.map(({ sheet, cell: address }, index) => [`A${index + 2}`, `'${sheet}'!${address}`]);
    expect(links.map(([at, to]) => [at, to?.replaceAll('&apos;', "'")])).toEqual(places);
    expect(links).toHaveLength(2);
  });

  test('has just those cells in another look, and all else as it came', () => {
    const [before, after] = [unzipSync(file), unzipSync(marked)];
    const changed = Object.keys(before).filter(
      (path) => strFromU8(before[path] ?? new Uint8Array()) !== strFromU8(after[path] ?? new Uint8Array()),
    );
    const sites = sheetPath(file, 'Sites');
    expect(changed.sort()).toEqual(
      ['[Content_Types].xml', 'xl/_rels/workbook.xml.rels', 'xl/styles.xml', 'xl/workbook.xml', sites].sort(),
    );
    for (const { cell: address } of reply.places ?? []) {
      expect(cell(marked, 'Sites', address)).not.toBe(cell(file, 'Sites', address));
      expect(cell(marked, 'Sites', address).replace(/ s="\d+"/, '')).toBe(
        cell(file, 'Sites', address).replace(/ s="\d+"/, ''),
      );
    }
  });

  test('is a sound file that comes back as the one it is a copy of, marked again or not', async () => {
    expect(await validationErrors(marked)).toEqual([]);
    const again = await preview(await savedByLibreOffice(marked));
    expect(again.conflicts.map(({ local, remote }) => [local, remote])).toEqual([['Mine & ours', 'Theirs']]);
    expect(again.refusals.map(({ column }) => column)).toEqual(['enrollment']);
    const twice = markedCopy(marked, markHeaders, marksOf(await preview(marked), noNames));
    expect(sheetNamesOf(twice).slice(-2)).toEqual(['To decide', 'To decide 2']);
    expect(await validationErrors(twice)).toEqual([]);
  });
});
