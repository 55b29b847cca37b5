import { isCellError } from '../book/cell.ts';
import { broadcast } from '../calculation/broadcast.ts';
import { compareValues, toBoolean } from '../calculation/coerce.ts';
import { MANY, lazy, matrixOf, overOperands } from '../calculation/declare.ts';
import { evaluate, invoke, read } from '../calculation/evaluate.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import {
  CALC,
  Closure,
  type Fallible,
  type Matrix,
  NA,
  type Operand,
  Reference,
  VALUE,
  type Value,
  makeMatrix,
  sizeOf,
  valueAt,
  isSingleValue,
} from '../calculation/value.ts';
import type { Expression } from '../formula/expression.ts';
import { numberArgument } from './arguments.ts';
import { isOverSheet } from './arrays.ts';

export const logicFunctions: Readonly<Record<string, FunctionSpec>> = {
  TRUE: overOperands(0, 0, () => true),
  FALSE: overOperands(0, 0, () => false),
  IF: lazy(2, 3, (args, scope) => {
    const [test, then, otherwise] = args;
    const tested = read(at(test, scope), scope);
    const no = (): Operand => (otherwise === undefined ? false : at(otherwise, scope));
    if (!Array.isArray(tested)) {
      const truth = toBoolean(tested);
      if (isCellError(truth)) return truth;
      return truth ? at(then, scope) : no();
    }
    return broadcast(
      [tested, read(at(then, scope), scope), read(no(), scope)],
      ([value = null, yes = null, not = null]) => {
        const truth = toBoolean(value);
        return isCellError(truth) ? truth : truth ? yes : not;
      },
    );
  }),
  IFERROR: instead((value) => isCellError(value) && value.lacking === undefined),
  IFNA: instead((value) => value === NA),
  IFS: lazy(2, MANY, (args, scope) => {
    for (let index = 0; index + 1 < args.length; index += 2) {
      const tested = read(at(args[index], scope), scope);
      if (Array.isArray(tested)) return ifsOfBlocks(args, scope);
      const truth = toBoolean(tested);
      if (isCellError(truth)) return truth;
      if (truth) return at(args[index + 1], scope);
    }
    return NA;
  }),
  SWITCH: lazy(3, MANY, (args, scope) => {
    const operands = args.map((arg, index) => (index === 0 ? read(at(arg, scope), scope) : null));
    const [wanted = null] = operands;
    if (Array.isArray(wanted)) {
      const rest = args.slice(1).map((arg) => read(at(arg, scope), scope));
      return broadcast([wanted, ...rest], ([value = null, ...cases]) => switchOf(value, cases));
    }
    if (isCellError(wanted)) return wanted;
    const pairs = Math.floor((args.length - 1) / 2);
    for (let index = 0; index < pairs; index += 1) {
      const candidate = read(at(args[1 + index * 2], scope), scope);
      if (!Array.isArray(candidate) && isSame(wanted, candidate)) return at(args[2 + index * 2], scope);
    }
    return args.length % 2 === 0 ? at(args.at(-1), scope) : NA;
  }),
  CHOOSE: lazy(2, MANY, (args, scope) => {
    const index = read(at(args[0], scope), scope);
    if (!Array.isArray(index)) {
      const number = numberArgument(index, scope);
      if (isCellError(number)) return number;
      const chosen = args[Math.trunc(number)];
      return number < 1 || chosen === undefined ? VALUE : at(chosen, scope);
    }
    const rest = args.slice(1).map((arg) => read(at(arg, scope), scope));
    return broadcast([index, ...rest], ([which = null, ...values]) => {
      const number = numberArgument(which, scope);
      if (isCellError(number)) return number;
      const chosen = values[Math.trunc(number) - 1];
      return chosen === undefined ? VALUE : chosen;
    });
  }),
  AND: truths((values) => values.every(Boolean)),
  OR: truths((values) => values.some(Boolean)),
  XOR: truths((values) => values.filter(Boolean).length % 2 === 1),
  NOT: overOperands(1, 1, ([operand = null], scope) =>
    broadcast([read(operand, scope)], ([value = null]) => {
      const truth = toBoolean(value);
      return isCellError(truth) ? truth : !truth;
    }),
  ),
  MAP: overOperands(2, MANY, (operands, scope) => {
    const closure = operands.at(-1);
    if (!(closure instanceof Closure)) return VALUE;
    const blocks = operands.slice(0, -1).map((operand) => matrixOf(operand, scope));
    return broadcast(blocks, (values) => singleResult(invoke(closure, values), scope));
  }),
  REDUCE: overOperands(3, 3, ([start, array, closure], scope) => {
    return matrixOf(array, scope)
      .flat()
      .reduce<Operand>((total, value) => invoke(closure ?? null, [total, value]), start ?? null);
  }),
  SCAN: overOperands(3, 3, ([start, array, closure], scope) => {
    let total: Value = singleResult(start ?? null, scope);
    return matrixOf(array, scope).map((row) =>
      row.map((value) => (total = singleResult(invoke(closure ?? null, [total, value]), scope))),
    );
  }),
  BYROW: overOperands(2, 2, ([array, closure = null], scope) =>
    matrixOf(array, scope).map((row) => [singleResult(invoke(closure, [[row]]), scope)]),
  ),
  BYCOL: overOperands(2, 2, ([array, closure = null], scope) => {
    const block = matrixOf(array, scope);
    return [
      Array.from({ length: sizeOf(block).columns }, (_, column) =>
        singleResult(invoke(closure, [block.map((row) => [row[column] ?? null])]), scope),
      ),
    ];
  }),
  MAKEARRAY: overOperands(3, 3, ([rows, columns, closure = null], scope) => {
    const [height, width] = [numberArgument(rows ?? null, scope), numberArgument(columns ?? null, scope)];
    if (isCellError(height)) return height;
    if (isCellError(width)) return width;
    if (height < 1 || width < 1 || isOverSheet(height, width)) return VALUE;
    return makeMatrix(Math.trunc(height), Math.trunc(width), (row, column) =>
      singleResult(invoke(closure, [row + 1, column + 1]), scope),
    );
  }),
};

function at(expression: Expression | undefined, scope: Scope): Operand {
  return expression === undefined ? null : evaluate(expression, scope);
}

/** What a LAMBDA gave for one element: blocks cannot stand inside blocks. */
function singleResult(operand: Operand, scope: Scope): Value {
  const value = read(operand, scope);
  if (!Array.isArray(value)) return value;
  return isSingleValue(value) ? valueAt(value, 0, 0) : CALC;
}

/** The first argument, or the second where the first is of a kind. */
function instead(isReplaced: (value: Value) => boolean): FunctionSpec {
  return lazy(2, 2, ([first, second], scope) => {
    const value = read(at(first, scope), scope);
    if (!Array.isArray(value)) return isReplaced(value) ? at(second, scope) : value;
    if (!value.some((row) => row.some(isReplaced))) return value;
    return broadcast([value, read(at(second, scope), scope)], ([own = null, other = null]) =>
      isReplaced(own) ? other : own,
    );
  });
}

function ifsOfBlocks(args: readonly Expression[], scope: Scope): Value | Matrix {
  return broadcast(
    args.map((arg) => read(at(arg, scope), scope)),
    (values) => {
      for (let index = 0; index + 1 < values.length; index += 2) {
        const truth = toBoolean(values[index] ?? null);
        if (isCellError(truth)) return truth;
        if (truth) return values[index + 1] ?? null;
      }
      return NA;
    },
  );
}

function switchOf(value: Value, cases: readonly Value[]): Value {
  const pairs = Math.floor(cases.length / 2);
  for (let index = 0; index < pairs; index += 1) {
    if (isSame(value, cases[index * 2] ?? null)) return cases[index * 2 + 1] ?? null;
  }
  return cases.length % 2 === 1 ? (cases.at(-1) ?? null) : NA;
}

function isSame(a: Value, b: Value): boolean {
  return !isCellError(a) && !isCellError(b) && compareValues(a, b) === 0;
}

/** Truth values and numbers of references and blocks; texts there are passed over, elsewhere they must read as a truth value. */
function truths(decide: (values: readonly boolean[]) => boolean): FunctionSpec {
  return overOperands(1, MANY, (operands, scope) => {
    const found: boolean[] = [];
    for (const operand of operands) {
      const failed = collectTruths(operand, scope, found);
      if (failed !== undefined) return failed;
    }
    return found.length === 0 ? VALUE : decide(found);
  });
}

function collectTruths(operand: Operand, scope: Scope, into: boolean[]): Value | undefined {
  const value = read(operand, scope);
  if (!Array.isArray(value) && !(operand instanceof Reference)) {
    const truth: Fallible<boolean> = toBoolean(value);
    if (isCellError(truth)) return truth;
    into.push(truth);
    return undefined;
  }
  for (const each of Array.isArray(value) ? value.flat() : [value]) {
    if (isCellError(each)) return each;
    if (typeof each === 'boolean' || typeof each === 'number') into.push(Boolean(each));
  }
  return undefined;
}
