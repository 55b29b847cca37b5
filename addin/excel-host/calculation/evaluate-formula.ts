import type { Expression } from '../formula/expression.ts';
import { evaluate, read } from './evaluate.ts';
import { lackingError } from './lacking.ts';
import type { Scope } from './scope.ts';
import { type Matrix, NUM, TooManyCells, type Value } from './value.ts';

/** What a whole formula comes to, also where it would come to no end. */
export function evaluateFormula(expression: Expression, scope: Scope): Value | Matrix {
  try {
    return read(evaluate(expression, scope), scope);
  } catch (thrown) {
    if (thrown instanceof TooManyCells) return lackingError(thrown.message);
    // A LAMBDA that calls itself for ever.
    if (thrown instanceof RangeError) return NUM;
    throw thrown;
  }
}
