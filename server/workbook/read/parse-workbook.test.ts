import { expect, test } from 'vitest';
import { rowXml, smallFile } from '../testing/small-file.ts';
import { ROWS_PER_MESSAGE } from '../worker/worker-messages.ts';
import { parseWorkbook } from './parse-workbook.ts';

const systems = { name: 'Systems', rows: rowXml(1, 'Row ID', 'System Code') + rowXml(2, undefined, 'LAN') };

test('a file comes back whole from the worker, its rows in order, more of them than one message holds', async () => {
  const codes = Array.from({ length: ROWS_PER_MESSAGE + 1 }, (_, index) => String(index).padStart(4, '0'));
  const rows = codes.map((code, index) => rowXml(index + 2, undefined, code));
  const sites = { name: 'Sites', rows: rowXml(1, 'Row ID', 'Location Code') + rows.join('') };
  const bytes = smallFile({ sheets: [sites, systems] });
  const before = Buffer.from(bytes);
  const reading = await parseWorkbook(bytes);
  const found = reading.ok ? reading.contents.tables : [];
  expect(found.map(({ table }) => table)).toEqual(['sites', 'systems']);
  expect(found[0]?.rows.map(({ cells }) => cells['code'])).toEqual(codes);
  expect(found[1]?.rows.map(({ cells }) => cells['code'])).toEqual(['LAN']);
  expect(Buffer.compare(bytes, before), 'the caller keeps its bytes').toBe(0);
});

test('a file that is no workbook comes back as a sentence', async () => {
  expect(await parseWorkbook(Buffer.from('no workbook'))).toEqual({
    ok: false,
    message: 'The file is not an Excel workbook. Save it as .xlsx and upload it again.',
  });
});
