import { deflateRawSync } from 'node:zlib';
import { strToU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { tables } from '../../../shared/tables/all-tables.ts';
import { readProgramWorkbook } from './read-program-workbook.ts';
import { editPart, setCell, sheetPath } from '../testing/edit-file.ts';
import { rawZip, type RawEntry } from '../testing/raw-zip.ts';
import { generatedTables, testWorkbook } from '../testing/test-workbook.ts';
import type { WorkbookReading } from './workbook-contents.ts';
import { writeProgramWorkbook } from '../write/write-program-workbook.ts';

const MEGABYTE = 1024 * 1024;
let good: Uint8Array;
let parts: RawEntry[];

beforeAll(async () => {
  good = await writeProgramWorkbook(testWorkbook(generatedTables(3, 42)));
  parts = Object.entries(unzipSync(good)).map(([path, content]) => ({ path, content }));
});

async function read(bytes: Uint8Array): Promise<WorkbookReading> {
  return readProgramWorkbook(bytes, tables);
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const reading = await read(bytes);
  return reading.ok ? 'was read' : reading.message;
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

  test('flipped bytes give the same contents or a sentence, never anything else', async () => {
    for (let at = 40; at < good.length; at += Math.ceil(good.length / 25)) {
      const flipped = new Uint8Array(good);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      const reading = await read(flipped);
      expect(reading.ok || reading.message.length > 20).toBe(true);
    }
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
