import { expect, test } from 'vitest';
import { renderPdfInParts } from './render-pdf.ts';
import { readPdf } from './testing/read-pdf.ts';

const CELLS = 15;
const strip = { blocked: [], bar: null, baseline: null, done: null };

function part(name: string | null, begins = false): object {
  const cells = Array.from({ length: CELLS }, (_, place) => `cell ${place}`);
  return {
    title: 'Monthly Schedule',
    subtitle: 'by region',
    district: 'Cedar endobj /Next 7 0 R',
    asOf: '2026-10-31',
    cutOff: '2026-10-31',
    receipt: '148-7KQ2',
    months: [],
    today: 0.5,
    columns: cells,
    groups: name === null ? [] : [{ name, lines: [{ letter: 'G', strip, cells }] }],
    counts: { columns: ['Region'], rows: [] },
    notes: [],
    lists: [],
    begins,
    ends: name === null,
  };
}

test(
  'words of the format in names are text: bookmarks, tags and pages are all there',
  { timeout: 120_000 },
  async () => {
    const names = ['North endobj', 'West /Next 12 0 R', 'East /First 3 0 R', 'Close >> endobj 9 0 obj << /X'];
    const parts = [...names.map((name, place) => part(name, place === 0)), part(null)];
    const { bookmarks, pages, roles } = await readPdf(
      await renderPdfInParts({ template: 'monthly-schedule', parts }, {}),
    );
    expect(bookmarks).toEqual(['Monthly Schedule', ...names, 'In figures']);
    expect(pages).toHaveLength(parts.length);
    expect(roles.filter((role) => role === 'H2')).toHaveLength(parts.length);
  },
);
