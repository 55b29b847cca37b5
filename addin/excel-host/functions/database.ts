import { isCellError } from '../book/cell.ts';
import { overOperands, matrixOf } from '../calculation/declare.ts';
import { readSingle } from '../calculation/evaluate.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import { DIV0, type Fallible, type Matrix, NUM, type Operand, VALUE, type Value } from '../calculation/value.ts';
import { criterionOf } from './criteria.ts';
import { total } from './math.ts';
import { variance } from './ordered.ts';

/** Functions over a list with headers, in the rows that meet the criteria written in another range. */
export const databaseFunctions: Readonly<Record<string, FunctionSpec>> = {
  DSUM: ofNumbers(total),
  DAVERAGE: ofNumbers((numbers) => (numbers.length === 0 ? DIV0 : total(numbers) / numbers.length)),
  DCOUNT: ofNumbers((numbers) => numbers.length),
  DCOUNTA: ofValues((values) => values.filter((value) => value !== null).length),
  DMAX: ofNumbers((numbers) => numbers.reduce((most, each) => Math.max(most, each), numbers[0] ?? 0)),
  DMIN: ofNumbers((numbers) => numbers.reduce((least, each) => Math.min(least, each), numbers[0] ?? 0)),
  DPRODUCT: ofNumbers((numbers) => (numbers.length === 0 ? 0 : numbers.reduce((all, each) => all * each, 1))),
  DSTDEV: ofNumbers((numbers) => root(variance(numbers, true))),
  DSTDEVP: ofNumbers((numbers) => root(variance(numbers, false))),
  DVAR: ofNumbers((numbers) => variance(numbers, true)),
  DVARP: ofNumbers((numbers) => variance(numbers, false)),
  DGET: ofValues((values) => {
    const [only, second] = values;
    if (only === undefined) return VALUE;
    return second === undefined ? only : NUM;
  }),
};

function root(value: Fallible<number>): Value {
  return isCellError(value) ? value : Math.sqrt(value);
}

function ofNumbers(run: (numbers: readonly number[]) => Value): FunctionSpec {
  return ofValues((values) => {
    const failed = values.find(isCellError);
    return failed ?? run(values.filter((value) => typeof value === 'number'));
  });
}

function ofValues(run: (values: readonly Value[]) => Value): FunctionSpec {
  return overOperands(3, 3, ([list, field = null, criteria], scope) => {
    const rows = matrixOf(list, scope);
    const [header = [], ...body] = rows;
    const column = columnOf(header, field, scope);
    const meets = meetingCriteria(header, matrixOf(criteria, scope), scope);
    const kept = body.filter(meets);
    // Without a field, DCOUNT counts the rows.
    if (column === undefined) return field === null ? run(kept.map(() => 1)) : VALUE;
    return run(kept.map((row) => row[column] ?? null));
  });
}

function columnOf(header: readonly Value[], field: Operand, scope: Scope): number | undefined {
  const wanted = readSingle(field, scope);
  if (typeof wanted === 'number') return wanted >= 1 && wanted <= header.length ? Math.trunc(wanted) - 1 : undefined;
  const index = header.findIndex((name) => sameText(name, wanted));
  return index < 0 ? undefined : index;
}

/** Criteria stand below the names of their columns; those in one row must all hold, one row of them is enough. */
function meetingCriteria(header: readonly Value[], criteria: Matrix, scope: Scope): (row: readonly Value[]) => boolean {
  const [names = [], ...lines] = criteria;
  const columns = names.map((name) => header.findIndex((known) => sameText(known, name)));
  const alternatives = lines.map((line) =>
    line.flatMap((wanted, index) => {
      const column = columns[index] ?? -1;
      if (wanted === null || column < 0) return [];
      // A text means all that begin with it.
      const text = typeof wanted === 'string' && !/^[<>=]/.test(wanted) ? `${wanted}*` : wanted;
      return [{ column, test: criterionOf(text, scope) }];
    }),
  );
  return (row) => alternatives.some((tests) => tests.every(({ column, test }) => test(row[column] ?? null)));
}

function sameText(a: Value | undefined, b: Value): boolean {
  return typeof a === 'string' && typeof b === 'string' && a.toLowerCase() === b.toLowerCase();
}
