import { describe, expect, test } from 'vitest';
import { noNames } from '../../../shared/tables/code-names.ts';
import type { ComparedCell } from '../../../shared/protocol/compare.ts';
import { undoPreviewWords, undoReport, undoResultWords } from './undo-report.ts';

function cell(row: string, column: string, kind: ComparedCell['kind'] = 'update'): ComparedCell {
  return { table: 'sites', row, key: row, kind, column, before: 1, after: 2, delta: null };
}

const made = [
  cell('0417', 'name'),
  cell('0417', 'enrollment'),
  cell('0418', 'code', 'insert'),
  cell('0418', 'name', 'insert'),
];

describe('undoing a revision', () => {
  test('sets back everything that nobody has touched since', () => {
    const report = undoReport(made, [cell('0419', 'name'), cell('0417', 'region')]);
    expect(report).toEqual({ setsBack: made, stays: [] });
    expect(undoPreviewWords(report, noNames)).toBe(
      'It sets back 2 values and takes out 1 new row, in the plan for everybody and in this workbook. History keeps both.',
    );
    expect(undoResultWords(151, report, noNames)).toBe(
      'Revision 151 is undone: 2 values set back and 1 new row taken out.',
    );
  });

  test('leaves a value that was changed again, and names it', () => {
    const report = undoReport(made, [cell('0417', 'name')]);
    expect(report.stays).toEqual([cell('0417', 'name')]);
    expect(undoResultWords(151, report, noNames)).toBe(
      'Revision 151 is undone: 1 value set back and 1 new row taken out. Changed again since, so it stayed: Sites · 0417 · Site Name.',
    );
    expect(undoPreviewWords(report, noNames)).toContain('Changed again since, so it stays: Sites · 0417 · Site Name.');
  });

  test('leaves the values of a row that is gone, and a new row in which somebody works', () => {
    expect(undoReport(made, [cell('0417', 'code', 'delete')]).stays).toHaveLength(2);
    const report = undoReport(made, [cell('0418', 'region')]);
    expect(report.stays.map(({ row }) => row)).toEqual(['0418', '0418']);
    expect(undoResultWords(151, report, noNames)).toContain('it stayed: Sites · 0418.');
  });

  test('brings back deleted rows, and says when nothing is left', () => {
    const report = undoReport([...made, cell('0420', 'code', 'delete'), cell('0420', 'name', 'delete')], []);
    expect(undoPreviewWords(report, noNames)).toMatch(
      /^It sets back 2 values, takes out 1 new row and brings back 1 deleted row, /,
    );
    expect(undoResultWords(9, report, noNames)).toMatch(/ and 1 deleted row brought back\.$/);
    expect(undoPreviewWords(undoReport(made, made), noNames)).toMatch(/^Nothing is left to undo\. Changed again since/);
  });

  test('names five places and counts the rest', () => {
    const many = Array.from({ length: 8 }, (_, index) => cell(`041${index}`, 'name'));
    expect(undoResultWords(9, undoReport(many, many), noNames)).toMatch(
      /^Revision 9 is undone: nothing was left to set back\..* and 3 more\.$/,
    );
  });
});
