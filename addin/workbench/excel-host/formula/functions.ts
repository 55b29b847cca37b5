import { type CellError, type Scalar, cellError, isCellError } from '../book/cell.ts';
import { type Evaluate, type FormulaSurroundings, type Operand, single, textOf, toNumber } from './operand.ts';
import type { Expression } from './parse-formula.ts';

type FormulaFunction = (args: readonly Expression[], surroundings: FormulaSurroundings, evaluate: Evaluate) => Operand;

/** The functions this evaluator knows; every other name is `#NAME?`. */
export const FUNCTIONS: Readonly<Record<string, FormulaFunction | undefined>> = {
  SUM: fold((numbers) => numbers.reduce((sum, number) => sum + number, 0)),
  AVERAGE: fold((numbers) =>
    numbers.length === 0 ? cellError('#DIV/0!') : numbers.reduce((sum, number) => sum + number, 0) / numbers.length,
  ),
  MIN: fold((numbers) => numbers.reduce((least, number) => Math.min(least, number), numbers[0] ?? 0)),
  MAX: fold((numbers) => numbers.reduce((most, number) => Math.max(most, number), numbers[0] ?? 0)),
  COUNT: (args, surroundings, evaluate) =>
    flatten(args, surroundings, evaluate).filter((value) => typeof value === 'number').length,
  COUNTA: (args, surroundings, evaluate) =>
    flatten(args, surroundings, evaluate).filter((value) => value !== '').length,
  ROUND: (args, surroundings, evaluate) => {
    const value = numberArgument(args[0], surroundings, evaluate);
    const digits = numberArgument(args[1], surroundings, evaluate);
    if (isCellError(value) || isCellError(digits)) return isCellError(value) ? value : digits;
    return roundHalfAway(value, digits);
  },
  ABS: (args, surroundings, evaluate) => {
    const value = numberArgument(args[0], surroundings, evaluate);
    return isCellError(value) ? value : Math.abs(value);
  },
  IF: (args, surroundings, evaluate) => {
    const test = single(argument(args[0], surroundings, evaluate));
    if (isCellError(test)) return test;
    const isTrue = typeof test === 'string' ? test.toUpperCase() === 'TRUE' : Boolean(test);
    if (isTrue) return argument(args[1], surroundings, evaluate);
    return args[2] === undefined ? false : argument(args[2], surroundings, evaluate);
  },
  IFERROR: (args, surroundings, evaluate) => {
    const value = single(argument(args[0], surroundings, evaluate));
    return isCellError(value) ? argument(args[1], surroundings, evaluate) : value;
  },
  AND: (args, surroundings, evaluate) => truth(args, surroundings, evaluate, (values) => values.every(Boolean)),
  OR: (args, surroundings, evaluate) => truth(args, surroundings, evaluate, (values) => values.some(Boolean)),
  NOT: (args, surroundings, evaluate) => truth(args, surroundings, evaluate, (values) => !values.every(Boolean)),
  ISTEXT: (args, surroundings, evaluate) => typeof single(argument(args[0], surroundings, evaluate)) === 'string',
  ISNUMBER: (args, surroundings, evaluate) => typeof single(argument(args[0], surroundings, evaluate)) === 'number',
  NA: () => cellError('#N/A'),
  CONCATENATE: (args, surroundings, evaluate) => {
    const values = args.map((arg) => single(evaluate(arg, surroundings)));
    return values.find(isCellError) ?? values.map(textOf).join('');
  },
  SUBTOTAL: subtotal,
};

/** Numbers in references count, texts and truth values there do not; errors win. */
function fold(combine: (numbers: readonly number[]) => Scalar): FormulaFunction {
  return (args, surroundings, evaluate) => {
    const values = flatten(args, surroundings, evaluate);
    const failed = values.find(isCellError);
    return failed ?? combine(values.filter((value) => typeof value === 'number'));
  };
}

function flatten(args: readonly Expression[], surroundings: FormulaSurroundings, evaluate: Evaluate): Scalar[] {
  return args.flatMap((arg) => {
    const operand = evaluate(arg, surroundings);
    return Array.isArray(operand) ? operand.flat() : [operand];
  });
}

function argument(expression: Expression | undefined, surroundings: FormulaSurroundings, evaluate: Evaluate): Operand {
  return expression === undefined ? '' : evaluate(expression, surroundings);
}

function numberArgument(
  expression: Expression | undefined,
  surroundings: FormulaSurroundings,
  evaluate: Evaluate,
): number | CellError {
  return toNumber(single(argument(expression, surroundings, evaluate)));
}

/** Excel rounds halves away from zero on the 15 digits it shows: 1.005 to 2 digits is 1.01. */
function roundHalfAway(value: number, digits: number): number {
  const places = Math.trunc(digits);
  const shifted = Number(`${Math.abs(value).toPrecision(15)}e${places}`);
  const scaled = Number.isNaN(shifted) ? Math.abs(value) * 10 ** places : shifted;
  return (Math.sign(value) * Math.round(scaled)) / 10 ** places;
}

function truth(
  args: readonly Expression[],
  surroundings: FormulaSurroundings,
  evaluate: Evaluate,
  decide: (values: readonly boolean[]) => boolean,
): Operand {
  const values = flatten(args, surroundings, evaluate);
  return values.find(isCellError) ?? decide(values.filter((value) => typeof value !== 'string').map(Boolean));
}

const SUBTOTALS: Readonly<Record<number, string>> = {
  1: 'AVERAGE',
  2: 'COUNT',
  3: 'COUNTA',
  4: 'MAX',
  5: 'MIN',
  9: 'SUM',
};

/** Only rows that no filter hides; 101–111 leave out rows hidden by hand, too. */
function subtotal(args: readonly Expression[], surroundings: FormulaSurroundings, evaluate: Evaluate): Operand {
  const code = single(argument(args[0], surroundings, evaluate));
  const combine = typeof code === 'number' ? FUNCTIONS[SUBTOTALS[code % 100] ?? ''] : undefined;
  if (combine === undefined) return cellError('#VALUE!');
  return combine(
    args.slice(1),
    {
      ...surroundings,
      findTable: (reference) => surroundings.findTable(reference),
      findName: (name) => surroundings.findName(name),
      isShown: (sheetName, row) => surroundings.isShown(sheetName, row),
      readArea: (sheetName, area) =>
        surroundings
          .readArea(sheetName, area)
          ?.filter((_, offset) => surroundings.isShown(sheetName, area.row + offset)),
    },
    evaluate,
  );
}
