import { isCellError } from '../book/cell.ts';
import type { Expression } from '../formula/expression.ts';
import { broadcast } from './broadcast.ts';
import { toBoolean, toNumber, toText } from './coerce.ts';
import { evaluate, read, readSingle } from './evaluate.ts';
import type { FunctionSpec, Scope } from './scope.ts';
import { type Fallible, type Matrix, NUM, type Operand, Reference, VALUE, type Value } from './value.ts';

/** More arguments than a formula can hold: "as many as you like". */
export const MANY = 255;

/** What a function takes a single value as. */
export interface ArgumentKind<T> {
  read(value: Value, scope: Scope): Fallible<T>;
  /** What it is where it was not given; undefined = it must be. */
  readonly absent?: T;
}

export const number: ArgumentKind<number> = { read: toNumber };
export const text: ArgumentKind<string> = { read: toText };
export const boolean: ArgumentKind<boolean> = { read: toBoolean };
/** A number without its decimals. */
export const integer: ArgumentKind<number> = { read: (value, scope) => mapped(toNumber(value, scope), Math.trunc) };
/** Any value but an error, which is passed on. */
export const anything: ArgumentKind<Value> = { read: (value) => value };
/** A day as a serial number, without its time. */
export const day: ArgumentKind<number> = {
  read: (value, scope) => {
    const serial = toNumber(value, scope);
    if (isCellError(serial)) return serial;
    return serial < 0 || serial >= 2_958_466 ? NUM : Math.floor(serial);
  },
};
/** A number that a truth value does not stand for, as the functions of the old Analysis ToolPak want it. */
export const strictNumber: ArgumentKind<number> = {
  read: (value, scope) => (typeof value === 'boolean' ? VALUE : toNumber(value, scope)),
};

export function optional<T>(kind: ArgumentKind<T>, absent: T): ArgumentKind<T> {
  return { ...kind, absent };
}

export function mapped<T, U>(value: Fallible<T>, map: (value: T) => U): Fallible<U> {
  return isCellError(value) ? value : map(value);
}

/** Evaluates single-valued arguments and repeats the function over blocks. `undefined` stands for an argument not given. */
export function overValues(
  least: number,
  most: number,
  run: (values: readonly (Value | undefined)[], scope: Scope) => Value,
): FunctionSpec {
  return {
    least,
    most,
    run: (args, scope) => {
      const operands = args.map((arg) => read(evaluate(arg, scope), scope));
      return broadcast(operands, (values) => checked(run(values, scope)));
    },
  };
}

function checked(value: Value): Value {
  return typeof value === 'number' && !Number.isFinite(value) ? NUM : value;
}

function take<T>(kind: ArgumentKind<T>, value: Value | undefined, scope: Scope): Fallible<T> {
  if (value !== undefined) return kind.read(value, scope);
  return kind.absent ?? VALUE;
}

function leastOf(kinds: readonly ArgumentKind<unknown>[]): number {
  const given = kinds.findIndex(({ absent }) => absent !== undefined);
  return given < 0 ? kinds.length : given;
}

export function lift1<A>(a: ArgumentKind<A>, run: (a: A, scope: Scope) => Value): FunctionSpec {
  return overValues(leastOf([a]), 1, ([first], scope) => {
    const x = take(a, first, scope);
    return isCellError(x) ? x : run(x, scope);
  });
}

export function lift2<A, B>(
  a: ArgumentKind<A>,
  b: ArgumentKind<B>,
  run: (a: A, b: B, scope: Scope) => Value,
): FunctionSpec {
  return overValues(leastOf([a, b]), 2, ([first, second], scope) => {
    const x = take(a, first, scope);
    if (isCellError(x)) return x;
    const y = take(b, second, scope);
    return isCellError(y) ? y : run(x, y, scope);
  });
}

export function lift3<A, B, C>(
  a: ArgumentKind<A>,
  b: ArgumentKind<B>,
  c: ArgumentKind<C>,
  run: (a: A, b: B, c: C, scope: Scope) => Value,
): FunctionSpec {
  return overValues(leastOf([a, b, c]), 3, ([first, second, third], scope) => {
    const x = take(a, first, scope);
    if (isCellError(x)) return x;
    const y = take(b, second, scope);
    if (isCellError(y)) return y;
    const z = take(c, third, scope);
    return isCellError(z) ? z : run(x, y, z, scope);
  });
}

/** For more than three arguments of one kind; `absent` fills those not given. */
export function liftAll<T>(
  kinds: readonly ArgumentKind<T>[],
  run: (values: readonly T[], scope: Scope) => Value,
): FunctionSpec {
  return overValues(leastOf(kinds), kinds.length, (values, scope) => {
    const taken: T[] = [];
    for (const [index, kind] of kinds.entries()) {
      const value = take(kind, values[index], scope);
      if (isCellError(value)) return value;
      taken.push(value);
    }
    return run(taken, scope);
  });
}

/** Single values as they are, errors among them. */
export function liftRaw(run: (value: Value, scope: Scope) => Value): FunctionSpec {
  return overValues(1, 1, ([value = null], scope) => run(value, scope));
}

/** Arguments as they come, references not yet read. */
export function overOperands(
  least: number,
  most: number,
  run: (operands: readonly Operand[], scope: Scope) => Operand,
): FunctionSpec {
  return {
    least,
    most,
    run: (args, scope) =>
      run(
        args.map((arg) => evaluate(arg, scope)),
        scope,
      ),
  };
}

/** Arguments that the function evaluates itself, if at all. */
export function lazy(
  least: number,
  most: number,
  run: (args: readonly Expression[], scope: Scope) => Operand,
): FunctionSpec {
  return { least, most, run };
}

/** All numbers of the arguments: of references and blocks only the numbers, of single arguments what reads as one. */
export function numbersOf(operands: readonly Operand[], scope: Scope): Fallible<number[]> {
  const numbers: number[] = [];
  for (const operand of operands) {
    const failed = collectNumbers(operand, scope, numbers);
    if (failed !== undefined) return failed;
  }
  return numbers;
}

function collectNumbers(operand: Operand, scope: Scope, into: number[]): Exclude<Fallible<number>, number> | undefined {
  let failed: Exclude<Fallible<number>, number> | undefined;
  const visit = (value: Value): void => {
    if (typeof value === 'number') into.push(value);
    else if (isCellError(value)) failed ??= value;
  };
  if (operand instanceof Reference) {
    for (const area of operand.areas) scope.cells.eachFilled(area, visit);
    return failed;
  }
  const value = read(operand, scope);
  if (Array.isArray(value)) for (const row of value) row.forEach(visit);
  else {
    const single = toNumber(value, scope);
    if (isCellError(single)) return single;
    into.push(single);
  }
  return failed;
}

/** A function of all numbers in its arguments, such as SUM. */
export function overNumbers(run: (numbers: readonly number[]) => Value, least = 1): FunctionSpec {
  return overOperands(least, MANY, (operands, scope) => {
    const numbers = numbersOf(operands, scope);
    return isCellError(numbers) ? numbers : checked(run(numbers));
  });
}

/** All values of an operand by rows. */
export function matrixOf(operand: Operand | undefined, scope: Scope): Matrix {
  const value = operand === undefined ? null : read(operand, scope);
  return Array.isArray(value) ? value : [[value]];
}

/** One argument as a single value of a kind. */
export function single<T>(kind: ArgumentKind<T>, operand: Operand | undefined, scope: Scope): Fallible<T> {
  return take(kind, operand === undefined ? undefined : readSingle(operand, scope), scope);
}
