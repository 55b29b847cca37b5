import { expect, test } from 'vitest';
import { reportDigestRows, reportDigestsFromRows, type ReportDigest } from './report-digests.ts';
import { metadataFromRows, metadataToRows, type WorkbookMetadata } from './workbook-metadata.ts';

const digests: ReportDigest[] = [
  { sheet: 'By Source', rows: 'aaaabbbb', columns: 'ccccdddd' },
  { sheet: 'Master Budget', rows: 'abcd'.repeat(20_000), columns: 'efgh' },
];

test('[W15] digests are read back, long ones from several cells that Excel can hold', () => {
  const rows = reportDigestRows(digests);
  expect(rows.length).toBeGreaterThan(digests.length);
  for (const [, value] of rows) expect(value.length).toBeLessThan(32_767);
  expect(reportDigestsFromRows(rows)).toEqual(digests);
});

test('[W15] who does not know digests reads the metadata as if there were none', () => {
  const metadata: WorkbookMetadata = {
    program: 'cedar-basin',
    revision: 148,
    workbook: '6c1b2f0e',
    protocol: 1,
    server: 'https://sep.example',
    pending: [],
  };
  const rows = [...reportDigestRows(digests), ...metadataToRows(metadata)];
  expect(metadataFromRows(rows)).toEqual({ ok: true, metadata });
  expect(reportDigestsFromRows(metadataToRows(metadata))).toEqual([]);
});

test.each(['', 'x', '1', '{"sheet":1,"rows":"","columns":""}', '{"sheet":"By Source"}', 'null'])(
  '[W15] a damaged digest, %j, is passed over',
  (value) => {
    expect(reportDigestsFromRows([['report', value]])).toEqual([]);
  },
);
