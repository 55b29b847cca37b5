import { expect, test } from 'vitest';
import { datedColumns } from '../dated-columns.ts';
import { lineGroupsRead } from '../line-sums.ts';
import type { Look } from '../look.ts';
import { postingDeclarations } from '../posting-declarations.ts';
import { sumsLooks } from '../sums-looks.ts';
import { computedDeclarations } from './computed-declarations.ts';
import { estimateRead } from './estimate-to-complete.ts';
import { columnsRead } from './program-rows.ts';
import { sharesRead } from './site-shares.ts';

/** What is declared to be read: table and columns. */
function* declared(): Generator<readonly [string, readonly string[]]> {
  for (const { table, reads, names, lines } of postingDeclarations) {
    yield [table, [...reads, ...(lines.own === undefined ? [] : [lines.own])]];
    if (names) yield [names.table, [...names.reads, ...names.key, ...(lines.named === undefined ? [] : [lines.named])]];
  }
  for (const { table, reads, looks, sums } of computedDeclarations) {
    yield [table, reads];
    yield* looked(table, [...looks, ...(sums ? sumsLooks(sums) : [])]);
  }
  yield* [sharesRead, estimateRead, lineGroupsRead].flatMap((reads) => Object.entries(reads));
  for (const { table, column } of datedColumns) yield [table, [column]];
}

function* looked(own: string, looks: readonly Look[]): Generator<readonly [string, readonly string[]]> {
  for (const { table, on, reads, looks: further = [] } of looks) {
    yield [own, Object.values(on)];
    yield [table, [...Object.keys(on), ...reads]];
    yield* looked(table, further);
  }
}

test('every column that is declared to be read is among those that rows are read with', () => {
  const read = new Map<string, readonly string[]>(Object.entries(columnsRead));
  const missing = [...declared()].flatMap(([table, columns]) =>
    columns.filter((column) => read.get(table)?.includes(column) !== true).map((column) => `${table}.${column}`),
  );
  expect(missing, 'Add them to columnsRead in shared/plan/figures/program-rows.ts.').toEqual([]);
});
