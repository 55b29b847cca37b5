import type { Expression } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { FUNCTIONS } from './functions.ts';

/** Whether Excel would take a text as a formula: it can be read, and functions have as many arguments as they want. */
export function acceptsFormula(text: string): boolean {
  const formula = parseFormula(text);
  return formula !== undefined && hasRightArguments(formula.expression);
}

function hasRightArguments(expression: Expression): boolean {
  switch (expression.kind) {
    case 'call': {
      const spec = FUNCTIONS.get(expression.name);
      const count = expression.args.length;
      const isEnough = spec === undefined || (count >= spec.least && count <= spec.most);
      return isEnough && expression.args.every(hasRightArguments);
    }
    case 'invoke':
      return hasRightArguments(expression.callee) && expression.args.every(hasRightArguments);
    case 'lambda':
      return hasRightArguments(expression.body);
    case 'let':
      return (
        expression.declarations.every(({ value }) => hasRightArguments(value)) && hasRightArguments(expression.body)
      );
    case 'unary':
      return hasRightArguments(expression.operand);
    case 'binary':
      return hasRightArguments(expression.left) && hasRightArguments(expression.right);
    default:
      return true;
  }
}
