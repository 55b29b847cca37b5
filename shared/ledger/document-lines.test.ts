import { expect, test } from 'vitest';
import { identifyLines, type FileLine } from './document-lines.ts';

const rowOf = (row: number, cents: number, line: number | null = null): FileLine => ({
  row,
  line,
  same: `${cents}`,
  bucket: `${cents}`,
});
const lineOf = (line: number, cents: number) => ({ line, bucket: `${cents}`, of: { cents } });
const isSame = () => 'same' as const;

test('[V32] a document of thousands of lines without numbers is told from itself in no time, all of one amount or each of its own', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => index + 1);
  for (const cents of [(_line: number) => 100, (line: number) => line]) {
    const rows = lines.map((line) => rowOf(line, cents(line)));
    const known = lines.map((line) => lineOf(line, cents(line)));
    const begun = performance.now();
    const found = [...identifyLines(rows, known, isSame).values()];
    expect(found.every(({ kind }) => kind === 'known')).toBe(true);
    expect(new Set(found.map(({ line }) => line)).size).toBe(lines.length);
    expect(performance.now() - begun).toBeLessThan(5_000);
  }
});

test('[V32] a line that the plan has and the file no longer says may be one of the others, changed', () => {
  const found = identifyLines([rowOf(2, 110)], [lineOf(1, 100)], ({ bucket }, { cents }) =>
    bucket === `${cents}` ? 'same' : 'other',
  );
  expect([...found.values()]).toMatchObject([{ kind: 'differs', of: { cents: 100 } }]);
});
