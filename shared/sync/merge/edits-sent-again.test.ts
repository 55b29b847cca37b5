import { expect, test } from 'vitest';
import { personOf } from '../../plan/rules/testing/plan-of.ts';
import type { Cell } from '../../tables/cell.ts';
import { update } from '../testing/program.ts';
import { schools, smallTables } from '../testing/small-tables.ts';
import { merge } from './merge.ts';
import { contextFromRows } from './merge-context.ts';

const ANA = 'ana';
const BEN = 'ben';
const CAL = 'cal';

/** What becomes of Ana's name Aspen, seen at a revision, after the name was Alder at 1 and then set by others and herself. */
function sentAgain(set: readonly (readonly [person: string, name: Cell])[], seen = 1) {
  const names: readonly Cell[] = ['Alder', ...set.map(([, name]) => name)];
  const history = set.map(([person, name], i) => ({
    table: schools.name,
    row: 'A',
    kind: 'update' as const,
    before: { name: names[i] ?? null },
    after: { name },
    revision: i + 2,
    by: person,
    at: `2026-01-01T00:00:0${i}Z`,
    person,
  }));
  const head = { row: 'A', revision: set.length + 1, cells: { code: 'A1', name: names.at(-1) ?? null } };
  const author = { ...personOf('editor'), person: ANA };
  const context = contextFromRows({ tables: smallTables, rows: { [schools.name]: [head] }, history, author });
  const { conflicts, changes } = merge(context, [update(schools.name, 'A', { name: 'Aspen' }, seen)]);
  return conflicts.length > 0 ? conflicts.map(({ by, remote }) => [by, remote]) : changes.map(({ after }) => after);
}

test('[M13] an edit that went in and that somebody else has set back is a conflict, whatever came in between', () => {
  const setBack = [
    [ANA, 'Aspen'],
    [BEN, 'Alder'],
  ] as const;
  expect(sentAgain(setBack)).toEqual([[BEN, 'Alder']]);
  expect(sentAgain([...setBack, [ANA, 'Ash'], [BEN, 'Alder']])).toEqual([[BEN, 'Alder']]);
});

test('[M13] so it is where a colleague has brought it, whose workbook it may be as well', () => {
  const broughtByCal = [
    [CAL, 'Aspen'],
    [BEN, 'Alder'],
  ] as const;
  expect(sentAgain(broughtByCal)).toEqual([[BEN, 'Alder']]);
});

test('[M13] it is written where its author knows of that, has set it back, has sent another value, or nobody has replaced it but who brought it', () => {
  const written = [{ name: 'Aspen' }];
  expect(
    sentAgain(
      [
        [ANA, 'Aspen'],
        [BEN, 'Alder'],
      ],
      3,
    ),
  ).toEqual(written);
  expect(
    sentAgain([
      [ANA, 'Aspen'],
      [ANA, 'Alder'],
    ]),
  ).toEqual(written);
  expect(
    sentAgain([
      [ANA, 'Ash'],
      [BEN, 'Alder'],
    ]),
  ).toEqual(written);
  expect(
    sentAgain([
      [BEN, 'Aspen'],
      [BEN, 'Alder'],
    ]),
  ).toEqual(written);
});
