import { deflateRawSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { saveBook } from 'excel-host/file/save-book.ts';
import { type RawEntry, rawZip } from '../../../server/workbook/testing/raw-zip.ts';
import { openXlsx } from './open-xlsx.ts';
import { saveXlsx } from './save-xlsx.ts';

const MEGABYTE = 1024 * 1024;
/** Coprime to 8, so that every bit of a byte has its turn. */
const FLIP_EVERY = 5;
let good: Uint8Array;
let parts: (RawEntry & { readonly content: Uint8Array })[];

beforeAll(async () => {
  const book = new MemoryBook('plan.xlsx');
  book.write(book.addSheet('Data').id, 0, 0, [
    ['Code', 'Amount'],
    ['0417', 12.5],
  ]);
  good = (await saveXlsx(saveBook(book), undefined)).bytes;
  parts = Object.entries(unzipSync(good)).map(([path, content]) => ({ path, content }));
});

/** What the person reads who opens the file; 'opened' where it opens. */
async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await openXlsx('plan.xlsx', bytes);
    return 'opened';
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    expect(error.message).toMatch(
      /^plan\.xlsx was not opened\. .+\. Save it again as \.xlsx in the program it comes from\.$/,
    );
    return error.message;
  }
}

function withParts(...changed: RawEntry[]): Uint8Array {
  const paths = new Set(changed.map(({ path }) => path));
  return rawZip([...parts.filter(({ path }) => !paths.has(path)), ...changed]);
}

/** Zeros, packed 1,029 to 1. */
function packedZeros(megabytes: number): Uint8Array {
  const block = deflateRawSync(new Uint8Array(MEGABYTE), { finishFlush: 2 });
  return Buffer.concat([...Array.from({ length: megabytes }, () => block), deflateRawSync(new Uint8Array(0))]);
}

describe('[SEC9] a hostile or damaged file is refused in the page, too, by the limits of the server', () => {
  test('the good file, put together by the same means, opens', async () => {
    expect(await refusal(withParts())).toBe('opened');
  });

  test('bombs: one that says what it is, one that is packed too tightly, one that lies', async () => {
    const bomb = (megabytes: number, declaredSize: number): RawEntry => ({
      path: 'xl/bomb.xml',
      content: packedZeros(megabytes),
      packed: true,
      declaredSize,
    });
    expect(await refusal(withParts(bomb(1, 1024 * MEGABYTE)))).toContain('more than 512 MB');
    expect(await refusal(withParts(bomb(200, 200 * MEGABYTE)))).toContain('packed far more tightly');
    expect(await refusal(withParts(bomb(512, 1000)))).toContain('damaged');
  });

  test('70,000 sheets, and 40,000 links', async () => {
    const sheets = `<workbook><sheets>${'<sheet name="S" id="r"/>'.repeat(70_000)}</sheets></workbook>`;
    expect(await refusal(withParts({ path: 'xl/workbook.xml', content: sheets }))).toContain('more than 250 sheets');
    const links = `<Relationships>${'<Relationship Id="r" Type="x/table" Target="/t.xml"/>'.repeat(40_000)}</Relationships>`;
    const many = { path: 'xl/worksheets/_rels/sheet1.xml.rels', content: links };
    expect(await refusal(withParts(many))).toContain('more than 5,000 links');
  });

  test('passwords, paths that lead outside, document types, what is no workbook', async () => {
    expect(await refusal(withParts({ path: 'xl/secret.xml', content: 'x', flags: 1 }))).toContain('password');
    expect(await refusal(withParts({ path: '../../evil.xml', content: 'x' }))).toContain('no workbook has');
    const laughs = '<!DOCTYPE w [<!ENTITY a "ha">]><workbook><sheets>&a;</sheets></workbook>';
    expect(await refusal(withParts({ path: 'xl/workbook.xml', content: laughs }))).toContain(
      'document type declaration',
    );
    expect(await refusal(new TextEncoder().encode('Row ID,Location Code\n'))).toContain('not an Excel workbook');
    expect(await refusal(good.subarray(0, good.length / 2))).toContain('damaged or was cut off');
  });

  test('[FA15] whichever byte is flipped, the book is the same or the file is refused', async () => {
    const { book } = await openXlsx('plan.xlsx', good);
    let refused = 0;
    for (let at = 0; at < good.length; at += FLIP_EVERY) {
      const flipped = Uint8Array.from(good);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      if ((await refusal(flipped)) === 'opened')
        expect([at, (await openXlsx('plan.xlsx', flipped)).book]).toEqual([at, book]);
      else refused += 1;
    }
    expect(refused).toBeGreaterThan(100);
  });
});
