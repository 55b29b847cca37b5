import { describe, expect, test } from 'vitest';
import { defineTable } from '../../../shared/tables/table.ts';
import { fillSheet } from './fill-sheet.ts';
import type { WorkbookRow } from './program-workbook.ts';

const things = defineTable({
  name: 'sites',
  label: 'Things',
  excelName: 'SEP_Things',
  sqlName: 'things',
  help: 'For this test.',
  key: ['code'],
  duty: 'fundingAndPeople',
  columns: {
    code: { kind: 'text', label: 'Code', help: 'Text.', width: 9, maxLength: 40, required: true },
    amount: { kind: 'money', label: 'Amount', help: 'Cents.', width: 9 },
    isNew: { kind: 'flag', label: 'New', help: 'Flag.', width: 9 },
  },
});

const SHEET = [
  '<worksheet><dimension ref="A1:D2"/>',
  '<cols><col min="1" max="1" width="9"/><col min="2" max="2" width="9"/><col min="5" max="5" width="9"/></cols>',
  '<sheetData><row r="1"><c r="A1"/></row>',
  '<row r="2" ht="15"><c r="A2" s="1"/><c r="B2" s="2"/><c r="C2" s="3"/><c r="D2"/></row>',
  '</sheetData><tail/></worksheet>',
].join('');

function filled(sheet: string, ...cells: readonly WorkbookRow['cells'][]): string {
  const rows = cells.map((cell, index) => ({ row: `R000000000000000${index}`, cells: cell }));
  return [...fillSheet(sheet, { table: things, rows })].join('');
}

describe('a finished sheet is filled', () => {
  test('with one row for each, its cells in the style of the blank row, as text, number, flag, or blank', () => {
    const xml = filled(SHEET, { code: 'a & b', amount: 1250, isNew: true }, { code: null, amount: null, isNew: false });
    expect(xml).toContain(
      '<row r="2"><c r="A2" s="1" t="inlineStr"><is><t>R0000000000000000</t></is></c>' +
        '<c r="B2" s="2" t="inlineStr"><is><t xml:space="preserve">a &amp; b</t></is></c>' +
        '<c r="C2" s="3"><v>12.5</v></c><c r="D2" t="b"><v>1</v></c></row>' +
        '<row r="3"><c r="A3" s="1" t="inlineStr"><is><t>R0000000000000001</t></is></c>' +
        '<c r="B3" s="2"/><c r="C3" s="3"/><c r="D3" t="b"><v>0</v></c></row>',
    );
    expect(xml).toContain('<dimension ref="A1:D3"/>');
    expect(xml).not.toContain('ht="15"');
    expect(xml.endsWith('</sheetData><tail/></worksheet>')).toBe(true);
  });

  test('and its columns get the style of their blank cell, where there is one', () => {
    const xml = filled(SHEET, { code: 'a' });
    expect(xml).toContain('<col min="1" max="1" style="1" width="9"/><col min="2" max="2" style="2" width="9"/>');
    expect(xml).toContain('<col min="5" max="5" width="9"/>');
  });

  test('with its blank row where there are none', () => {
    expect(filled(SHEET)).toContain('<row r="2" ht="15"><c r="A2" s="1"/>');
    expect(filled(SHEET)).toContain('<dimension ref="A1:D2"/>');
  });

  test('and not at all where it has no blank row', () => {
    expect(() => filled('<worksheet><sheetData><row r="1"/></sheetData></worksheet>')).toThrow('no blank row');
  });
});
