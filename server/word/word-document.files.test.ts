import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { annualDocument } from '../reports/annual/annual-document.ts';
import { printedReport, type PrintedReport } from '../reports/document/printed-report.ts';
import { tablesOf, type ReportDocument } from '../reports/document/report-document.ts';
import { demoMoment } from '../reports/testing/demo-moment.ts';
import { textsOf } from '../reports/testing/pdf-tells.ts';
import { validationErrors } from '../workbook/testing/ooxml-validator.ts';
import { renderWord } from './render-word.ts';

let report: ReportDocument;
let printed: PrintedReport;
let bytes: Uint8Array;
let parts: Readonly<Record<string, string>>;

/** Text of a part as a reader gets it. */
function textOf(xml: string): string {
  const runs = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text = '']) => text);
  return runs
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

const count = (xml: string, pattern: RegExp): number => [...xml.matchAll(pattern)].length;

beforeAll(async () => {
  report = await annualDocument(demoMoment('demo', '2026-10-31'));
  printed = printedReport(report);
  bytes = await renderWord(JSON.stringify(printed), {});
  parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, content]) => [path, strFromU8(content)]));
});

describe('a report as Word document', () => {
  test('tells every text and cell in its order', () => {
    const said = textOf(parts['word/document.xml'] ?? '').replaceAll(/\s/g, '');
    let at = 0;
    for (const text of textsOf(printed)) {
      const wanted = text.replaceAll(/\s/g, '');
      const found = said.indexOf(wanted, at);
      expect(found, text).toBeGreaterThanOrEqual(at);
      at = found + wanted.length;
    }
  });

  test('has real headings, contents, and a repeated head on every table', () => {
    const xml = parts['word/document.xml'] ?? '';
    const headings = printed.sections.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.kind === 'heading' ? [part.level] : [])),
    );
    for (const level of [1, 2, 3] as const) {
      expect(count(xml, new RegExp(`w:val="Heading${level}"`, 'g'))).toBe(
        headings.filter((each) => each === level).length,
      );
    }
    const filled = tablesOf(report).filter(({ rows }) => rows.length > 0).length;
    expect(count(xml, /<w:tbl>/g)).toBe(filled);
    expect(count(xml, /<w:tblHeader\/>/g)).toBe(filled);
    expect(xml).toContain('TOC \\h \\o');
  });

  test('every page says whose plan it is, of which day and state, and its number', () => {
    const headers = Object.entries(parts).filter(([path]) => /^word\/header\d+\.xml$/.test(path));
    expect(headers).toHaveLength(printed.sections.length);
    for (const [, xml] of headers)
      expect(textOf(xml)).toContain('Figures as of 2026-10-31 · Receipt 148-7KQ2-M9XD-04TR-B6HV');
    expect(parts['word/footer1.xml']).toContain('NUMPAGES');
    expect(textOf(parts['word/footer1.xml'] ?? '')).toContain('Cedar Basin');
  });

  test('Word opens it without repair', async () => {
    expect(await validationErrors(bytes, 'docx')).toEqual([]);
  });
});
