import type { Area } from '../book/area.ts';
import { type CellError, type Scalar, cellError, isCellError } from '../book/cell.ts';
import { FUNCTIONS } from './functions.ts';
import { type FormulaSurroundings, type Operand, single, textOf, toNumber } from './operand.ts';
import type { Expression } from './parse-formula.ts';
import type { TableReference } from './table-reference.ts';

/** The value a cell with this formula shows. */
export function evaluateFormula(expression: Expression, surroundings: FormulaSurroundings): Scalar {
  const result = single(evaluate(expression, surroundings));
  // A reference to a blank cell shows 0; a text function that gives no text shows nothing.
  const isReference = expression.kind !== 'call' && expression.kind !== 'constant' && expression.kind !== 'binary';
  return result === '' && isReference ? 0 : result;
}

export function evaluate(expression: Expression, surroundings: FormulaSurroundings): Operand {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'reference':
      return readReference(expression.sheetName, expression.area, surroundings);
    case 'table':
      return readTable(expression.reference, surroundings);
    case 'name': {
      const named = surroundings.findName(expression.name);
      if (named !== undefined) return evaluate(named, surroundings);
      return readTable({ tableName: expression.name, part: 'data', columns: undefined }, surroundings, '#NAME?');
    }
    case 'unary':
      return evaluateUnary(expression.operator, single(evaluate(expression.operand, surroundings)));
    case 'binary':
      return evaluateBinary(
        expression.operator,
        single(evaluate(expression.left, surroundings)),
        single(evaluate(expression.right, surroundings)),
      );
    case 'call': {
      const known = FUNCTIONS[expression.name];
      return known === undefined ? cellError('#NAME?') : known(expression.args, surroundings, evaluate);
    }
  }
}

function readReference(sheetName: string | undefined, area: Area, surroundings: FormulaSurroundings): Operand {
  const values = surroundings.readArea(sheetName, area);
  if (values === undefined) return cellError('#REF!');
  return values;
}

function readTable(
  reference: TableReference,
  surroundings: FormulaSurroundings,
  otherwise: '#REF!' | '#NAME?' = '#REF!',
): Operand {
  const found = surroundings.findTable(reference);
  return (found && surroundings.readArea(found.sheetName, found.area)) ?? cellError(otherwise);
}

function evaluateUnary(operator: string, operand: Scalar): Scalar {
  const number = toNumber(operand);
  if (isCellError(number)) return number;
  if (operator === '-') return -number;
  return operator === '%' ? number / 100 : operand;
}

function evaluateBinary(operator: string, left: Scalar, right: Scalar): Scalar {
  if (isCellError(left)) return left;
  if (isCellError(right)) return right;
  if (operator === '&') return textOf(left) + textOf(right);
  if (['+', '-', '*', '/', '^'].includes(operator)) return arithmetic(operator, toNumber(left), toNumber(right));
  const order = compareValues(left, right);
  if (operator === '=') return order === 0;
  if (operator === '<>') return order !== 0;
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

function arithmetic(operator: string, left: number | CellError, right: number | CellError): Scalar {
  if (isCellError(left)) return left;
  if (isCellError(right)) return right;
  if (operator === '/' && right === 0) return cellError('#DIV/0!');
  const result =
    operator === '+'
      ? left + right
      : operator === '-'
        ? left - right
        : operator === '*'
          ? left * right
          : operator === '/'
            ? left / right
            : left ** right;
  return Number.isFinite(result) ? result : cellError('#NUM!');
}

function compareValues(left: Scalar, right: Scalar): number {
  const [a, b] = [blankLike(left, right), blankLike(right, left)];
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x === y ? 0 : x < y ? -1 : 1;
  }
  const rank = (value: Scalar): number => (typeof value === 'number' ? 0 : typeof value === 'string' ? 1 : 2);
  return rank(a) - rank(b) || Number(a) - Number(b);
}

/** A blank compares as the other side's kind: 0, "" or FALSE. */
function blankLike(value: Scalar, other: Scalar): Scalar {
  if (value !== '' || typeof other === 'string') return value;
  return typeof other === 'number' ? 0 : false;
}
