import { type Area, areaOf, boundingArea, intersectAreas } from '../book/area.ts';
import { type CellError, isCellError } from '../book/cell.ts';
import type { CellsExpression, Expression, NameExpression } from '../formula/expression.ts';
import { broadcast } from './broadcast.ts';
import { compareValues, finite, power, toNumber, toText } from './coerce.ts';
import { lackingError, lackingFunction } from './lacking.ts';
import type { Scope } from './scope.ts';
import {
  CALC,
  Closure,
  DIV0,
  type Fallible,
  type Matrix,
  NAME,
  NULL,
  type Operand,
  REF,
  Reference,
  VALUE,
  type Value,
  valueAt,
} from './value.ts';

/** What an expression comes to in its place. References are not read unless somebody needs their values. */
export function evaluate(expression: Expression, scope: Scope): Operand {
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'missing':
      return null;
    case 'array':
      return expression.rows.map((row) => [...row]);
    case 'cells':
      return cellsReference(expression, scope);
    case 'table': {
      const found = scope.cells.tableArea(expression, scope.sheetId, scope.row, scope.column);
      return found === undefined ? REF : new Reference([found]);
    }
    case 'name':
      return evaluateName(expression, scope);
    case 'call':
      return call(expression.name, expression.args, scope);
    case 'invoke':
      return invoke(
        evaluate(expression.callee, scope),
        expression.args.map((arg) => evaluate(arg, scope)),
      );
    case 'lambda':
      return closure(expression, scope);
    case 'let': {
      const inner = expression.declarations.reduce(
        (known, { name, value }) => known.with(name, evaluate(value, known)),
        scope,
      );
      return evaluate(expression.body, inner);
    }
    case 'unary':
      return evaluateUnary(expression.operator, expression.operand, scope);
    case 'binary':
      return evaluateBinary(expression, scope);
    case 'lacking':
      return lackingError(expression.what);
  }
}

/** The values of an operand: of a reference those of its cells, read now. */
export function read(operand: Operand, scope: Scope): Value | Matrix {
  if (operand instanceof Closure) return CALC;
  if (!(operand instanceof Reference)) return operand;
  const [only, ...others] = operand.areas;
  if (only === undefined || others.length > 0) return VALUE;
  const { area, sheetId } = only;
  if (area.rowCount === 1 && area.columnCount === 1) return scope.cells.value(sheetId, area.row, area.column);
  return scope.cells.matrix(only);
}

/** The first value of an operand, for what takes one value and no block. */
export function readSingle(operand: Operand, scope: Scope): Value {
  const value = read(operand, scope);
  return Array.isArray(value) ? valueAt(value, 0, 0) : value;
}

/** Calls what LAMBDA gave. */
export function invoke(callee: Operand, args: readonly Operand[]): Operand {
  if (isError(callee)) return callee;
  return callee instanceof Closure && args.length === callee.count ? callee.call(args) : VALUE;
}

function closure({ params, body }: Extract<Expression, { kind: 'lambda' }>, scope: Scope): Closure {
  return new Closure(params.length, (args) =>
    evaluate(
      body,
      params.reduce((known, name, index) => known.with(name, args[index] ?? null), scope),
    ),
  );
}

function call(name: string, args: readonly Expression[], scope: Scope): Operand {
  const spec = scope.functions.get(name);
  if (spec !== undefined) {
    return args.length < spec.least || args.length > spec.most ? VALUE : spec.run(args, scope);
  }
  const named = scope.cells.named(name, scope.sheetId);
  if (named === undefined) return lackingFunction(name) ?? NAME;
  return invoke(
    evaluate(named.expression, scope),
    args.map((arg) => evaluate(arg, scope)),
  );
}

function cellsReference({ sheetName, area }: CellsExpression, scope: Scope): Operand {
  const sheetId = sheetName === undefined ? scope.sheetId : scope.cells.sheetNamed(sheetName);
  return sheetId === undefined ? REF : new Reference([{ sheetId, area }]);
}

function evaluateName({ name, sheetName }: NameExpression, scope: Scope): Operand {
  const bound = sheetName === undefined ? scope.bound(name) : undefined;
  if (bound !== undefined) return bound.value;
  const home = sheetName === undefined ? scope.sheetId : scope.cells.sheetNamed(sheetName);
  if (home === undefined) return REF;
  const named = scope.cells.named(name, home);
  if (named !== undefined) return evaluate(named.expression, scope);
  const table = { kind: 'table', tableName: name, sections: [], columns: undefined } as const;
  if (!scope.cells.hasTable(name)) return NAME;
  const found = scope.cells.tableArea(table, scope.sheetId, scope.row, scope.column);
  return found === undefined ? REF : new Reference([found]);
}

function evaluateUnary(operator: string, operand: Expression, scope: Scope): Operand {
  const argument = evaluate(operand, scope);
  if (operator === '@') return intersection(argument, scope);
  if (operator === '#') return spillReference(argument, scope);
  // A plus changes nothing, not even a text.
  if (operator === '+') return read(argument, scope);
  const sign = operator === '%' ? 0.01 : -1;
  return broadcast([read(argument, scope)], ([value = null]) => {
    const number = toNumber(value, scope);
    if (isCellError(number)) return number;
    return sign === -1 ? -number : number / 100;
  });
}

/** `@`: of a block the value in the row or column of the formula. */
function intersection(operand: Operand, scope: Scope): Operand {
  if (Array.isArray(operand)) return valueAt(operand, 0, 0);
  if (!(operand instanceof Reference)) return operand;
  const [only] = operand.areas;
  if (only === undefined) return VALUE;
  const { area, sheetId } = only;
  const row = area.rowCount === 1 ? area.row : scope.row;
  const column = area.columnCount === 1 ? area.column : scope.column;
  const cell = intersectAreas(area, areaOf(row, column, 1, 1));
  return cell === undefined ? VALUE : new Reference([{ sheetId, area: cell }]);
}

/** `A1#`: all cells the formula in A1 has spilled to. */
function spillReference(operand: Operand, scope: Scope): Operand {
  const only = operand instanceof Reference ? operand.areas[0] : undefined;
  if (only === undefined) return isError(operand) ? operand : REF;
  const area = scope.cells.spillArea(only.sheetId, only.area.row, only.area.column);
  return area === undefined ? REF : new Reference([{ sheetId: only.sheetId, area }]);
}

function evaluateBinary(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): Operand {
  const { operator } = expression;
  const left = evaluate(expression.left, scope);
  const right = evaluate(expression.right, scope);
  if (operator === ':' || operator === ' ' || operator === ',') return joinReferences(operator, left, right);
  const [a, b] = [read(left, scope), read(right, scope)];
  if (!Array.isArray(a) && !Array.isArray(b)) return operate(operator, a, b, scope);
  return broadcast([a, b], ([x = null, y = null]) => operate(operator, x, y, scope));
}

function joinReferences(operator: string, left: Operand, right: Operand): Operand {
  if (isError(left)) return left;
  if (isError(right)) return right;
  if (!(left instanceof Reference) || !(right instanceof Reference)) return VALUE;
  if (operator === ',') return new Reference([...left.areas, ...right.areas]);
  const [a, b] = [left.areas[0], right.areas[0]];
  if (a === undefined || b === undefined || a.sheetId !== b.sheetId) return VALUE;
  const area: Area | undefined = operator === ':' ? boundingArea(a.area, b.area) : intersectAreas(a.area, b.area);
  return area === undefined ? NULL : new Reference([{ sheetId: a.sheetId, area }]);
}

function operate(operator: string, left: Value, right: Value, scope: Scope): Value {
  if (isCellError(left)) return left;
  if (isCellError(right)) return right;
  switch (operator) {
    case '&':
      return joinTexts(toText(left), toText(right));
    case '=':
      return compareValues(left, right) === 0;
    case '<>':
      return compareValues(left, right) !== 0;
    case '<':
      return compareValues(left, right) < 0;
    case '>':
      return compareValues(left, right) > 0;
    case '<=':
      return compareValues(left, right) <= 0;
    case '>=':
      return compareValues(left, right) >= 0;
    default: {
      const [a, b] = [toNumber(left, scope), toNumber(right, scope)];
      if (isCellError(a)) return a;
      return isCellError(b) ? b : arithmetic(operator, a, b);
    }
  }
}

function joinTexts(left: Fallible<string>, right: Fallible<string>): Value {
  if (isCellError(left)) return left;
  return isCellError(right) ? right : left + right;
}

function arithmetic(operator: string, left: number, right: number): Value {
  switch (operator) {
    case '+':
      return finite(sum(left, right));
    case '-':
      return finite(sum(left, -right));
    case '*':
      return finite(left * right);
    case '/':
      return right === 0 ? DIV0 : finite(left / right);
    default:
      return power(left, right);
  }
}

/** Excel shows 0 for a difference that is only what the computer could not write down: 1.1-1-0.1. */
function sum(left: number, right: number): number {
  const total = left + right;
  return Math.abs(total) < Math.abs(left) * 2 ** -48 ? 0 : total;
}

export function isError(operand: Operand): operand is CellError {
  return isCellError(operand);
}
