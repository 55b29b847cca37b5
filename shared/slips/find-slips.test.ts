import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableNamed } from '../tables/all-tables.ts';
import type { Cell, Cells } from '../tables/cell.ts';
import { addDays } from '../tables/kinds/calendar-dates.ts';
import { keyOf } from '../tables/table.ts';
import { dayAndMonthExchanged } from './date-slips.ts';
import { neighboursExchanged } from './digit-slips.ts';
import { findSlips } from './find-slips.ts';
import { cellText, type SlipRow } from './slip.ts';
import { isLong } from '../../test/run-size.ts';

const numRuns = isLong ? 20_000 : 300;

function updated(table: string, row: string, base: Cells, after: Cells): SlipRow {
  const cells = Object.entries(after).map(([column, value]) => ({
    column,
    before: base[column] ?? null,
    after: value,
  }));
  return { table, row, rowKey: keyOf(tableNamed(table), { ...base, ...after }), kind: 'update', cells, base };
}

function added(table: string, row: string, cells: Cells): SlipRow {
  const filled = Object.entries(cells).map(([column, after]) => ({ column, before: null, after }));
  return { table, row, rowKey: keyOf(tableNamed(table), cells), kind: 'insert', cells: filled, base: null };
}

function slipsOf(rows: readonly SlipRow[], base: Readonly<Record<string, Readonly<Record<string, Cells>>>> = {}) {
  const tables = Object.entries(base).map(([name, ofTable]) => [name, new Map(Object.entries(ofTable))] as const);
  return findSlips({ rows, base: new Map(tables), formerFormulas: new Set() });
}

/** Kinds of the slips that a change of one cell raises. */
function kindsOf(table: string, column: string, before: Cell, after: Cell): string[] {
  return slipsOf([updated(table, 'R1', { [column]: before }, { [column]: after })]).map(({ kind }) => kind);
}

const money = (before: number, after: number) => kindsOf('budgetLines', 'original', before, after);
const date = (before: string, after: string) => kindsOf('milestones', 'forecastFinish', before, after);

describe('an amount', () => {
  test.each([
    [1_240_000, 12_400_000, 'magnitude'],
    [1_240_000, 12_900_000, 'magnitude'],
    [1_240_000, 124_000_000, 'magnitude'],
    [1_240_000, 1_240_000_000, 'magnitude'],
    [12_400_000, 1_240_000, 'magnitude'],
    [1_240_000, -1_240_000, 'sign'],
    [-1_240_000, 1_300_000, 'sign'],
    [1_234_500, 1_324_500, 'digits'],
  ])('of %i cents that becomes %i raises %s', (before, after, kind) => {
    expect(money(before, after)).toEqual([kind]);
  });

  test.each([
    ['doubled', 1_240_000, 2_480_000],
    ['five times as much', 1_240_000, 6_200_000],
    ['twenty times as much', 1_240_000, 24_800_000],
    ['emptied to nothing', 1_240_000, 0],
    ['filled', 0, 1_240_000],
    ['with a round thousand changed', 1_200_000, 2_100_000],
    ['of a few dollars', 900, 9_000],
  ])('%s raises none', (_words, before, after) => {
    expect(money(before, after)).toEqual([]);
  });

  test('off by any power of ten up to 1,000, give or take ten percent, is found', () => {
    const planted = fc.record({
      before: fc.integer({ min: 10_000, max: 50_000_000 }),
      change: fc.double({ min: -0.099, max: 0.099, noNaN: true }),
      factor: fc.constantFrom(10, 100, 1000),
      sign: fc.constantFrom(1, -1),
    });
    fc.assert(
      fc.property(planted, ({ before, change, factor, sign }) => {
        const after = Math.round(before * (1 + change) * factor);
        expect(money(sign * before, sign * after)).toContain('magnitude');
        expect(money(sign * after, sign * before)).toContain('magnitude');
      }),
      { numRuns },
    );
  });

  test('with its sign flipped, give or take ten percent, is found', () => {
    const planted = fc.record({
      before: fc.integer({ min: 10_000, max: 100_000_000_000 }),
      change: fc.double({ min: -0.099, max: 0.099, noNaN: true }),
    });
    fc.assert(
      fc.property(planted, ({ before, change }) => {
        const after = -Math.round(before * (1 + change));
        expect(money(before, after)).toContain('sign');
        expect(money(-before, -after)).toContain('sign');
      }),
      { numRuns },
    );
  });

  test('with two neighbouring digits exchanged is found', () => {
    const planted = fc
      .tuple(fc.integer({ min: 10_001, max: 100_000_000_000 }), fc.nat(11))
      .map(([before, place]) => [before, exchangeDigits(before, place)] as const)
      .filter(([before, after]) => after !== before && String(after).length === String(before).length)
      .filter(([before, after]) => [before, after].some((cents) => String(cents).replace(/0+$/, '').length >= 3));
    fc.assert(
      fc.property(planted, ([before, after]) => {
        expect(money(before, after)).toContain('digits');
      }),
      { numRuns },
    );
  });

  test('escalated by 3 % raises none', () => {
    // Below 300.00 the escalated cents can be the same digits in another order by chance, as 30.10 and 31.00 are.
    fc.assert(
      fc.property(fc.integer({ min: 30_100, max: 100_000_000_000 }), (before) => {
        expect(money(before, Math.round(before * 1.03))).toEqual([]);
      }),
      { numRuns },
    );
  });
});

describe('a count, a decimal and a percentage', () => {
  test.each([
    ['sites', 'enrollment', 486, 4860, ['magnitude']],
    ['sites', 'enrollment', 486, 468, ['digits']],
    ['sites', 'enrollment', 1, 10, []],
    ['sites', 'enrollment', 486, 501, []],
    ['projects', 'percentComplete', 625_000, 6_250, ['magnitude']],
    ['projects', 'percentComplete', 100_000, 1_000_000, []],
    ['projects', 'percentComplete', 100_000, 250_000, []],
    ['sites', 'longitude', -118_243_700, 118_243_700, ['sign']],
  ])('%s.%s: %i → %i raises %j', (table, column, before, after, kinds) => {
    expect(kindsOf(table, column, before, after)).toEqual(kinds);
  });
});

describe('a date', () => {
  test.each([
    ['2026-03-07', '2026-07-03', ['dayMonth']],
    ['2026-03-05', '2026-07-03', ['dayMonth']],
    ['2026-03-07', '2026-03-21', []],
    ['2026-03-07', '2026-06-30', []],
    ['2026-07-08', '2026-08-07', ['dayMonth']],
    ['2026-01-05', '2026-07-03', []],
  ])('%s → %s raises %j', (before, after, kinds) => {
    expect(date(before, after)).toEqual(kinds);
  });

  const days = fc.integer({ min: 0, max: 20_000 }).map((day) => addDays('2000-01-01', day));

  test('with day and month exchanged is found when that moves it by a month or more', () => {
    const planted = days.filter((day) => {
      const exchanged = dayAndMonthExchanged(day);
      return exchanged !== null && Math.abs(Date.parse(exchanged) - Date.parse(day)) >= 28 * 86_400_000;
    });
    fc.assert(
      fc.property(planted, (day) => {
        expect(date(day, dayAndMonthExchanged(day) ?? '')).toEqual(['dayMonth']);
      }),
      { numRuns },
    );
  });

  test('moved by less than four weeks raises none', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -27, max: 27 }), (day, moved) => {
        expect(date(day, addDays(day, moved))).toEqual([]);
      }),
      { numRuns },
    );
  });
});

describe('a code', () => {
  test.each([
    ['budgetLines', 'account', '01-6230-0-0000-8500-6200-417', '01-6230-0-0000-8500-2600-417', ['digits']],
    ['budgetLines', 'location', '0417', '0471', ['digits']],
    ['budgetLines', 'location', '0417', '0418', []],
    ['budgetLines', 'system', 'LAN', 'LNA', []],
    ['budgetLines', 'note', 'room 123', 'room 132', []],
  ])('%s.%s: %s → %s raises %j', (table, column, before, after, kinds) => {
    expect(kindsOf(table, column, before, after)).toEqual(kinds);
  });

  test('digits that have a dash between them are not neighbours', () => {
    expect(neighboursExchanged('01-2', '02-1')).toBe(false);
    expect(neighboursExchanged('0417', '0417')).toBe(false);
    expect(neighboursExchanged('0417', '04170')).toBe(false);
  });
});

test('a number typed over a formula is found, and only there', () => {
  const row = updated('budgetLines', 'R1', { original: 1_000_000, note: 'a' }, { original: 1_030_000, note: 'b' });
  const formerFormulas = new Set([cellText('budgetLines', 'R1', 'original'), cellText('budgetLines', 'R1', 'note')]);
  const slips = findSlips({ rows: [row], base: new Map(), formerFormulas });
  expect(slips.map(({ kind, column, weight }) => [kind, column, weight])).toEqual([['formula', 'original', 30_000]]);
});

const line = (id: string, more: Cells = {}): Cells => ({
  id,
  project: '26.00001',
  source: 'BND-A',
  fiscalYear: '2025-26',
  category: 'Construction',
  original: 500_000,
  ...more,
});

describe('a pasted duplicate', () => {
  test('a new row that equals a row of the table in everything but its key is found', () => {
    const slips = slipsOf([added('budgetLines', 'R9', line('BL-009'))], { budgetLines: { R1: line('BL-001') } });
    expect(slips).toMatchObject([{ row: 'R9', column: null, kind: 'duplicate', weight: 500_000 }]);
    expect(slips[0]?.sentence).toContain('BL-001');
  });

  test('of two equal new rows the second is found', () => {
    const rows = [added('budgetLines', 'R8', line('BL-008')), added('budgetLines', 'R9', line('BL-009'))];
    expect(slipsOf(rows).map(({ row }) => row)).toEqual(['R9']);
  });

  test('a new row that differs in one cell raises none', () => {
    const rows = [added('budgetLines', 'R9', line('BL-009', { fiscalYear: '2026-27' }))];
    expect(slipsOf(rows, { budgetLines: { R1: line('BL-001') } })).toEqual([]);
  });

  test('the rows of the table count as my changes leave them', () => {
    const base = { budgetLines: { R1: line('BL-001'), R2: line('BL-002', { note: 'x' }) } };
    const moved = updated('budgetLines', 'R1', line('BL-001'), { note: 'rev B' });
    expect(slipsOf([moved, added('budgetLines', 'R9', line('BL-009'))], base)).toEqual([]);
    const gone: SlipRow = { ...moved, kind: 'delete', cells: [] };
    expect(slipsOf([gone, added('budgetLines', 'R9', line('BL-009'))], base)).toEqual([]);
  });

  test('rows without money under a key of several columns are copied on purpose', () => {
    const dates = { owner: 'Ann', forecastStart: '2026-01-05', forecastFinish: '2026-06-30' };
    const key = { project: '26.00001', milestone: 'Design' };
    const base = { milestones: { R1: { ...key, location: '0417', ...dates } } };
    expect(slipsOf([added('milestones', 'R9', { ...key, location: '0418', ...dates })], base)).toEqual([]);
  });
});

describe('ids and keys apart', () => {
  const base = { budgetLines: { R1: line('BL-001'), R2: line('BL-002', { original: 900_000 }) } };

  test('a row whose key has become the one of another row is found, with the money of the row', () => {
    const slips = slipsOf([updated('budgetLines', 'R1', line('BL-001'), { id: 'BL-002' })], base);
    expect(slips).toMatchObject([{ row: 'R1', column: 'id', kind: 'keysApart', weight: 500_000 }]);
  });

  test('a row that gets a key of its own raises none', () => {
    expect(slipsOf([updated('budgetLines', 'R1', line('BL-001'), { id: 'BL-118' })], base)).toEqual([]);
  });
});

test('the most money comes first, then the order of tables and rows', () => {
  const rows = [
    updated('budgetLines', 'R1', { original: 100_000 }, { original: 1_000_000 }),
    updated('budgetLines', 'R2', { original: 1_000_000 }, { original: 10_000_000 }),
    updated('sites', 'R3', { enrollment: 486 }, { enrollment: 468 }),
    updated('milestones', 'R4', { forecastFinish: '2026-03-07' }, { forecastFinish: '2026-07-03' }),
    updated('sites', 'R5', { enrollment: 486 }, { enrollment: 4860 }),
  ];
  expect(slipsOf(rows).map(({ row, weight }) => [row, weight])).toEqual([
    ['R2', 9_000_000],
    ['R1', 900_000],
    ['R3', 0],
    ['R5', 0],
    ['R4', 0],
  ]);
});

test('a formula replaced by ten times its value is two slips of different kinds', () => {
  const row = updated('budgetLines', 'R1', { original: 100_000 }, { original: 1_000_000 });
  const formerFormulas = new Set([cellText('budgetLines', 'R1', 'original')]);
  const kinds = findSlips({ rows: [row], base: new Map(), formerFormulas }).map(({ kind }) => kind);
  expect(kinds).toEqual(['magnitude', 'formula']);
});

/** The number with the digits at `place` and `place + 1`, counted from the right, exchanged. */
function exchangeDigits(cents: number, place: number): number {
  const digits = String(cents).split('');
  const right = digits.length - 1 - place;
  const [a, b] = [digits[right - 1], digits[right]];
  if (a === undefined || b === undefined) return cents;
  digits.splice(right - 1, 2, b, a);
  return Number(digits.join(''));
}
