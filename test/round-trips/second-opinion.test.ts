import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaOf } from 'excel-host/book/area.ts';
import { type Scalar, isCellError } from 'excel-host/book/cell.ts';
import { MemoryBook } from 'excel-host/book/memory-book.ts';
import { toFileFormula } from 'excel-host/formula/file-formula.ts';
import { readXlsx, writeXlsx } from 'hucre';
import { savedByLibreOffice } from '../../server/workbook/testing/libre-office.ts';
import { firstSeed, isLong } from '../run-size.ts';
import { formulaData, formulas } from './generated-formulas.ts';

const COUNT = isLong ? 2000 : 100;
const seed = firstSeed();

/** Where the two differ for a reason, each with it. The formula is matched; ours is Excel's by its documentation. */
const explained: readonly (readonly [pattern: RegExp, why: string])[] = [
  [
    /[&,]D[12]\)|IS(?:NUMBER|TEXT|LOGICAL)\(D[12]\)/,
    'truth values in cells, which LibreOffice reads from a file as the numbers 1 and 0',
  ],
  [/WEEKNUM\(/, 'the last days of December, which LibreOffice counts to week 1 although the week began before January'],
  [/TEXT\([^,]*,"(?:mmm d|yyyy-mm-dd)"\)/, 'days before March 1900, where Excel counts a 29 February that never was'],
];

function ours(wanted: readonly string[]): (Scalar | undefined)[] {
  const book = new MemoryBook();
  const { id } = book.addSheet('Data');
  book.write(id, 0, 0, formulaData);
  book.write(
    id,
    0,
    9,
    wanted.map((formula) => [{ formula }]),
  );
  return book.readValues(id, areaOf(0, 9, wanted.length, 1)).map(([value]) => value);
}

async function libreOffices(wanted: readonly string[]): Promise<unknown[]> {
  const rows = Array.from({ length: Math.max(wanted.length, formulaData.length) }, (_, row) =>
    Array.from({ length: 4 }, (_cell, column) => plain(formulaData[row]?.[column])),
  );
  const cells = new Map(wanted.map((formula, row) => [`${row},9`, { formula: toFileFormula(formula).slice(1) }]));
  const written = await writeXlsx({ sheets: [{ name: 'Data', rows, cells }] });
  const { sheets } = await readXlsx(await savedByLibreOffice(written));
  const [sheet] = sheets;
  return wanted.map((_, row) => sheet?.cells?.get(`${row},9`)?.formulaResult ?? sheet?.rows[row]?.[9]);
}

function plain(value: Scalar | undefined): string | number | boolean | null {
  return value === undefined || value === '' || isCellError(value) ? null : value;
}

/** A value as it can be compared: LibreOffice gives truth values as numbers, and errors under names of its own. */
function comparable(value: unknown): string | number {
  if (isCellError(value)) return '#';
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? value.replace(/^(?:#|Err:).*$/, '#') : '';
}

function agree(own: Scalar | undefined, other: unknown): boolean {
  const [a, b] = [comparable(own), comparable(other)];
  if (typeof a !== 'number' || typeof b !== 'number') return a === b;
  return Math.abs(a - b) <= Math.max(1e-9, Math.abs(a) * 1e-9);
}

test(`[FE4] LibreOffice comes to the same in ${COUNT} generated formulas (seed ${seed})`, async () => {
  const wanted = [...new Set(fc.sample(formulas.formula, { seed, numRuns: COUNT * 2 }))].slice(0, COUNT);
  expect(wanted).toHaveLength(COUNT);
  const [own, other] = [ours(wanted), await libreOffices(wanted)];
  const differences = wanted.flatMap((formula, index) => {
    if (agree(own[index], other[index]) || explained.some(([pattern]) => pattern.test(formula))) return [];
    return [`${formula}: here ${show(own[index])}, in LibreOffice ${show(other[index])}`];
  });
  expect(differences).toEqual([]);
});

function show(value: unknown): string {
  return isCellError(value) ? value.error : JSON.stringify(value);
}
