import { deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { tables } from '../../../shared/tables/all-tables.ts';
import { readProgramWorkbook } from './read-program-workbook.ts';
import { editPart, setCell, sheetPath } from '../testing/edit-file.ts';
import { rawZip, type RawEntry } from '../testing/raw-zip.ts';
import { generatedTables, testWorkbook } from '../testing/test-workbook.ts';
import type { WorkbookReading } from './workbook-contents.ts';
import { writeProgramWorkbook } from '../write/write-program-workbook.ts';

const MEGABYTE = 1024 * 1024;
/** Coprime to 8, so that every bit of a byte has its turn. */
const FLIP_EVERY = 5;
let good: Uint8Array;
let parts: (RawEntry & { readonly content: Uint8Array })[];

beforeAll(async () => {
  good = await writeProgramWorkbook(testWorkbook(generatedTables(3, 42)));
  parts = Object.entries(unzipSync(good)).map(([path, content]) => ({ path, content }));
});

async function read(bytes: Uint8Array): Promise<WorkbookReading> {
  return readProgramWorkbook(bytes, tables);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const reading = await read(bytes);
  if (reading.ok) return 'was read';
  // [FB4] Whatever is the matter with a file, its person hears what to do next.
  expect(reading.message).toMatch(/\. (Save|Remove|Undo|Copy|Download|Delete|Rename) .+\.$/);
  return reading.message;
}

/** The good workbook with some of its parts replaced or added. */
function withParts(...changed: RawEntry[]): Uint8Array {
  const paths = new Set(changed.map(({ path }) => path));
  return rawZip([...parts.filter(({ path }) => !paths.has(path)), ...changed]);
}

/** Zeros, packed 1,029 to 1, made from one packed megabyte so that the test itself stays small. */
function packedZeros(megabytes: number): Uint8Array {
  const block = deflateRawSync(new Uint8Array(MEGABYTE), { finishFlush: 2 });
  const last = deflateRawSync(new Uint8Array(0));
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), last]);
}

describe('[SEC9] a hostile or damaged file is refused with a sentence', () => {
  test('the good file, put together by the same means, is read', async () => {
    expect(await read(withParts())).toMatchObject({ ok: true });
  });

  test('a zip bomb that says what it is: 1 GB', async () => {
    const bomb = { path: 'xl/bomb.xml', content: packedZeros(1024), packed: true, declaredSize: 1024 * MEGABYTE };
    expect(await refusal(withParts(bomb))).toContain('more than 512 MB');
  });

  test('a zip bomb below the limit of size: packed too tightly', async () => {
    const bomb = {
      path: 'xl/sharedStrings.xml',
      content: packedZeros(200),
      packed: true,
      declaredSize: 200 * MEGABYTE,
    };
    expect(await refusal(withParts(bomb))).toContain('packed far more tightly');
  });

  test('a zip bomb that lies about its size', async () => {
    const bomb = { path: 'xl/workbook.xml', content: packedZeros(1024), packed: true, declaredSize: 1000 };
    expect(await refusal(withParts(bomb))).toMatch(/damaged|cannot be read/);
  });

  test('a part shorter than it says', async () => {
    const workbook = parts.find(({ path }) => path === 'xl/workbook.xml');
    const longer = { path: 'xl/workbook.xml', content: workbook?.content ?? '', declaredSize: 99_999 };
    expect(await refusal(withParts(longer))).toContain('damaged');
  });

  test('a sheet of one endless value', async () => {
    const endless = `<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>${'x'.repeat(3 * MEGABYTE)}`;
    expect(await refusal(withParts({ path: sheetPath(good, 'Sites'), content: endless }))).toContain('cannot be read');
  });

  test('billion laughs', async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>`;
    const entry = { path: 'xl/sharedStrings.xml', content: laughs };
    expect(await refusal(withParts(entry))).toContain('document type declaration');
  });

  test('an entity from outside is never looked up', async () => {
    const outside = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook><sheets>&e;</sheets></workbook>`;
    expect(await refusal(withParts({ path: 'xl/workbook.xml', content: outside }))).toContain('document type');
  });

  test('an entity that no declaration names', async () => {
    const unknown = editPart(good, sheetPath(good, 'Sites'), (xml) => xml.replace('<is><t', '<is><t>&evil;</t><t'));
    expect(await refusal(unknown)).toContain('unknown entity');
  });

  test.each([0.1, 0.5, 0.9, 0.999])('a file cut off at %f of its length', async (share) => {
    expect(await refusal(good.subarray(0, Math.floor(good.length * share)))).toContain('damaged or was cut off');
  });

  test('a sheet whose XML is cut off', async () => {
    const cut = editPart(good, sheetPath(good, 'Sites'), (xml) => xml.slice(0, xml.length / 2));
    expect(await refusal(cut)).toMatch(/cut off|cannot be read/);
  });

  test('a part that is nested too deeply', async () => {
    const deep = '<a>'.repeat(5000);
    expect(await refusal(withParts({ path: 'xl/workbook.xml', content: deep }))).toContain('nested too deeply');
  });

  test('[FA15] whichever byte is flipped, the contents are the same or the file is refused with a sentence', async () => {
    const small = await writeProgramWorkbook(testWorkbook(generatedTables(3, 42).slice(0, 1)));
    const original = await read(small);
    expect(original.ok).toBe(true);
    const refusals = new Set<string>();
    for (let at = 0; at < small.length; at += FLIP_EVERY) {
      const flipped = new Uint8Array(small);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const reading = await read(flipped);
      if (reading.ok) expect([at, reading]).toEqual([at, original]);
      else refusals.add(reading.message);
    }
    expect(refusals.size).toBeGreaterThan(2);
    for (const message of refusals) expect(message).toMatch(/^The (file|workbook|part) .{20,}\.$/);
  });

  test('[FA15] a part that is not what its checksum says', async () => {
    const sites = parts.find(({ path }) => path === sheetPath(good, 'Sites'));
    const wrong = { path: sites?.path ?? '', content: sites?.content ?? '', declaredCrc: 1 };
    expect(await refusal(withParts(wrong))).toContain('damaged');
  });

  test('[FA15] a sheet whose part has been lost is no sheet without rows', async () => {
    const without = parts.filter(({ path }) => path !== sheetPath(good, 'Sites'));
    expect(await refusal(rawZip(without))).toContain('is damaged');
  });

  test('[FD5] 70,000 sheets of one part with 40,000 links to one table', async () => {
    const sheets = `<workbook><sheets>${'<sheet name="S" id="r"/>'.repeat(70_000)}</sheets></workbook>`;
    const links = (count: number, target: string, type: string) =>
      `<Relationships>${`<Relationship Id="r" Type="x/${type}" Target="${target}"/>`.repeat(count)}</Relationships>`;
    const base = { path: 'xl/_rels/workbook.xml.rels', content: links(1, 'worksheets/s.xml', 'worksheet') };
    const sheet = { path: 'xl/worksheets/s.xml', content: '<worksheet/>' };
    const tables = { path: 'xl/worksheets/_rels/s.xml.rels', content: links(40_000, '../tables/table1.xml', 'table') };
    const file = withParts({ path: 'xl/workbook.xml', content: sheets }, base, sheet, tables);
    expect(file.length).toBeLessThan(200_000);
    expect(await refusal(file)).toContain('more than 250 sheets');
    const one = { path: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="S" id="r"/></sheets></workbook>' };
    expect(await refusal(withParts(one, base, sheet, tables))).toContain('more than 5,000 links');
  });

  test('[FD5] 250 sheets and 5,000 links are read; links to the outside are not counted', async () => {
    const rels = strFromU8(
      parts.find(({ path }) => path === 'xl/_rels/workbook.xml.rels')?.content ?? new Uint8Array(),
    );
    const outside = '<Relationship Id="o" Type="x/hyperlink" Target="http://x.test" TargetMode="External"/>';
    const many = rels.replace('</Relationships>', `${outside.repeat(6000)}</Relationships>`);
    expect(await read(withParts({ path: 'xl/_rels/workbook.xml.rels', content: many }))).toMatchObject({ ok: true });
    const own = editPart(good, 'xl/workbook.xml', (xml) => {
      const [first = ''] = /<sheet [^>]*>/.exec(xml) ?? [];
      const count = xml.match(/<sheet /g)?.length ?? 0;
      return xml.replace('</sheets>', `${first.replace(/name="[^"]*"/, 'name="Own"').repeat(250 - count)}</sheets>`);
    });
    expect(await read(own)).toMatchObject({ ok: true });
    const more = editPart(own, 'xl/workbook.xml', (xml) => xml.replace('</sheets>', '<sheet name="x"/></sheets>'));
    expect(await refusal(more)).toContain('more than 250 sheets');
  });

  test('[FD5] one part that many sheets name is paid for each time it is unpacked', async () => {
    const large = `<table displayName="T" ref="A1:B2">${`<!--${' '.repeat(390_000)}-->`.repeat(10)}</table>`;
    const rels = `<Relationships>${'<Relationship Id="r" Type="x/table" Target="/t.xml"/>'.repeat(200)}</Relationships>`;
    const [path = ''] = sheetPath(good, 'Sites').split('/').slice(-1);
    const links = { path: `xl/worksheets/_rels/${path}.rels`, content: rels };
    expect(await refusal(withParts({ path: 't.xml', content: large }, links))).toContain('unpacks to more than 512 MB');
  });

  test.each([
    ['nothing', new Uint8Array(0)],
    ['random bytes', Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251)],
    ['text', strToU8('Row ID,Location Code\nR000000000000000,0417\n')],
    ['an empty archive', rawZip([])],
    ['a zip in a zip', rawZip([{ path: 'inner.zip', content: rawZip([{ path: 'a', content: 'b' }]) }])],
  ])('%s is no workbook', async (_name, bytes) => {
    expect(await refusal(bytes)).toContain('not an Excel workbook');
  });

  test('100,000 entries', async () => {
    const many = Array.from({ length: 100_000 }, (_, i) => ({ path: `p${i}`, content: '', packed: true }));
    expect(await refusal(rawZip(many))).toContain('at most 1000');
  });

  test.each(['../../evil.xml', '/etc/passwd', 'xl\\..\\..\\evil', 'C:\\evil'])('the path %s', async (path) => {
    expect(await refusal(withParts({ path, content: 'x' }))).toContain('no workbook has');
  });

  test('one path twice', async () => {
    const again = parts.find(({ path }) => path === 'xl/workbook.xml') ?? { path: '', content: '' };
    expect(await refusal(rawZip([...parts, again]))).toContain('twice');
  });

  test('macros, passwords, old and binary formats say what to do', async () => {
    expect(await refusal(withParts({ path: 'xl/vbaProject.bin', content: 'x' }))).toContain('without macros');
    expect(await refusal(withParts({ path: 'xl/secret.xml', content: 'x', flags: 1 }))).toContain('password');
    expect(await refusal(withParts({ path: 'xl/workbook.bin', content: 'x' }))).toContain('.xlsb');
    expect(await refusal(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]))).toContain('old .xls format');
  });

  test('a cell far outside the sheet, and cells out of order', async () => {
    const far = editPart(good, sheetPath(good, 'Sites'), (xml) => xml.replace('<c r="A1"', '<c r="ZZZZ1"'));
    expect(await refusal(far)).toContain('damaged at ZZZZ1');
    const back = editPart(good, sheetPath(good, 'Sites'), (xml) => xml.replace('<row r="3"', '<row r="1"'));
    expect(await refusal(back)).toContain('damaged at 1');
  });

  test('rows with one cell each in the last column', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>${i}</v></c></row>`);
    const sheet = `<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`;
    expect(await refusal(withParts({ path: sheetPath(good, 'Sites'), content: sheet }))).toContain('too many cells');
  });

  test('a workbook without any table of the plan', async () => {
    const renamed = withParts({ path: 'xl/workbook.xml', content: '<workbook><sheets/></workbook>' });
    expect(await refusal(renamed)).toContain('none of the tables of the plan');
  });

  test('a sheet without Row IDs', async () => {
    const path = sheetPath(good, 'Sites');
    expect(await refusal(editPart(good, path, (xml) => xml.replace(/(<c r="A1"[^>]*>).*?<\/c>/s, '$1</c>')))).toContain(
      'Sites has no column Row ID',
    );
  });

  test('a header named __proto__ pollutes nothing', async () => {
    const named = setCell(good, 'Sites', 'C1', '__proto__');
    expect(await read(named)).toMatchObject({
      ok: true,
      contents: { warnings: [expect.stringContaining('Site Name')] },
    });
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
