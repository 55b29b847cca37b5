import { type CellError, errorOfText, isCellError } from '../book/cell.ts';
import { type ArgumentKind, liftAll, numbersOf, overOperands } from '../calculation/declare.ts';
import type { FunctionSpec, Scope } from '../calculation/scope.ts';
import { type Fallible, NUM, type Operand, VALUE, type Value } from '../calculation/value.ts';

/** A function of the library: it answers a value, or an `Error` whose message is the error value. */
export type LibraryFunction = (...args: readonly (number | string | boolean)[]) => unknown;

/**
 * A function of `@formulajs/formulajs` for single values. Its arguments are coerced and checked here, by Excel's rules, so
 * that the library never sees what it would read in its own way.
 */
export function library(kinds: readonly ArgumentKind<number | string | boolean>[], run: LibraryFunction): FunctionSpec {
  return liftAll(kinds, (values) => toValue(run(...values)));
}

/** A function of lists: the first arguments are lists of numbers, those after them single numbers. */
export function ofLists(
  lists: number,
  kinds: readonly ArgumentKind<number>[],
  run: (lists: readonly number[][], values: readonly number[]) => unknown,
): FunctionSpec {
  const least = lists + kinds.filter(({ absent }) => absent === undefined).length;
  return overOperands(least, lists + kinds.length, (operands, scope) => {
    const taken = listsOf(operands.slice(0, lists), scope);
    if (isCellError(taken)) return taken;
    const values: number[] = [];
    for (const [index, kind] of kinds.entries()) {
      const operand = operands[lists + index];
      const value = operand === undefined ? (kind.absent ?? VALUE) : firstOf(operand, kind, scope);
      if (isCellError(value)) return value;
      values.push(value);
    }
    return toValue(run(taken, values));
  });
}

function firstOf(operand: Operand, kind: ArgumentKind<number>, scope: Scope): Fallible<number> {
  const numbers = numbersOf([operand], scope);
  if (isCellError(numbers)) return numbers;
  return kind.read(numbers[0] ?? null, scope);
}

function listsOf(operands: readonly Operand[], scope: Scope): Fallible<number[][]> {
  const lists: number[][] = [];
  for (const operand of operands) {
    const numbers = numbersOf([operand], scope);
    if (isCellError(numbers)) return numbers;
    lists.push(numbers);
  }
  return lists;
}

/** What the library answers, as a value of a cell. */
export function toValue(answer: unknown): Value {
  if (typeof answer === 'number') return Number.isFinite(answer) ? answer : NUM;
  if (typeof answer === 'string') return answer;
  if (answer instanceof Error) return errorOfText(answer.message) ?? VALUE;
  return isKnownError(answer) ? answer : VALUE;
}

function isKnownError(answer: unknown): answer is CellError {
  return isCellError(answer);
}
