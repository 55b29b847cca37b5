import type { Expression } from './expression.ts';
import { parseFormula } from './parse-formula.ts';

/** Whether a defined name stands for more than one cell or value. */
export type IsBlockName = (name: string) => boolean;

/**
 * Whether a formula gives, or works through, several values where an Excel before dynamic arrays took one: such a formula
 * means something else unless a file says that it may fill cells. Where in doubt, it is one: Excel shows it as it was typed.
 * Source: Microsoft, "Implicit intersection operator: @", and Range.Formula vs Range.Formula2.
 */
export function isArrayFormula(formula: string, isBlockName: IsBlockName): boolean {
  return arrayPlaces(formula, isBlockName).size > 0;
}

/**
 * A formula that a file has as one of single values, as Excel shows it: `@` before whatever gives several where one is
 * wanted.
 */
export function withIntersections(formula: string, isBlockName: IsBlockName): string {
  const parsed = parseFormula(formula);
  if (parsed === undefined) return formula;
  const places = arrayPlaces(formula, isBlockName);
  if (places.size === 0) return formula;
  const starts = parsed.references.filter(({ expression }) => places.has(expression)).map(({ start }) => start);
  // A call that gives several values of its own accord, not because it was given some.
  if (places.size === 1 && places.has(parsed.expression) && parsed.expression.kind === 'call') starts.push(1);
  return [...new Set(starts)]
    .toSorted((a, b) => b - a)
    .reduce((text, at) => `${text.slice(0, at)}@${text.slice(at)}`, formula);
}

/** What gives several values where one was wanted; the formula itself where it gives several. */
function arrayPlaces(formula: string, isBlockName: IsBlockName): ReadonlySet<Expression> {
  const root = parseFormula(formula)?.expression;
  const places = new Set<Expression>();
  if (root === undefined) return places;
  const search = new BlockSearch(isBlockName, places);
  if (search.visit(root, new Map())) places.add(root);
  return places;
}

/** Parameters of LET by name: whether they stand for several values. */
type Bound = ReadonlyMap<string, boolean>;

class BlockSearch {
  readonly #isBlockName: IsBlockName;
  readonly #places: Set<Expression>;

  constructor(isBlockName: IsBlockName, places: Set<Expression>) {
    this.#isBlockName = isBlockName;
    this.#places = places;
  }

  /** Whether an expression may give several values; notes the places in it where one is wanted. */
  visit(expression: Expression, bound: Bound): boolean {
    switch (expression.kind) {
      case 'constant':
      case 'missing':
      case 'lacking':
        return false;
      case 'array':
        return expression.rows.length > 1 || (expression.rows[0]?.length ?? 0) > 1;
      case 'cells':
        return expression.area.rowCount > 1 || expression.area.columnCount > 1;
      case 'table':
        return (
          !expression.sections.includes('this row') ||
          expression.columns?.[0] !== expression.columns?.[1] ||
          expression.columns === undefined
        );
      case 'name':
        return (
          (expression.sheetName === undefined ? bound.get(expression.name) : undefined) ??
          this.#isBlockName(expression.name)
        );
      case 'lambda':
        this.visit(expression.body, new Map([...bound, ...expression.params.map((name) => [name, false] as const)]));
        return false;
      case 'let':
        return this.#let(expression, bound);
      case 'invoke':
        for (const part of [expression.callee, ...expression.args]) this.visit(part, bound);
        return true;
      case 'unary':
        return this.#unary(expression, bound);
      case 'binary':
        return this.#binary(expression, bound);
      case 'call':
        return this.#call(expression, bound);
    }
  }

  #let({ declarations, body }: Extract<Expression, { kind: 'let' }>, bound: Bound): boolean {
    const inner = new Map(bound);
    for (const { name, value } of declarations) inner.set(name, this.visit(value, inner));
    return this.visit(body, inner);
  }

  #unary({ operator, operand }: Extract<Expression, { kind: 'unary' }>, bound: Bound): boolean {
    const isBlock = this.visit(operand, bound);
    if (operator === '@') return false;
    if (operator === '#') return true;
    if (isBlock) this.#places.add(operand);
    return isBlock;
  }

  #binary({ operator, left, right }: Extract<Expression, { kind: 'binary' }>, bound: Bound): boolean {
    const blocks = [left, right].filter((side) => this.visit(side, bound));
    if (operator === ':' || operator === ' ' || operator === ',') return true;
    for (const side of blocks) this.#places.add(side);
    return blocks.length > 0;
  }

  #call({ name, args }: Extract<Expression, { kind: 'call' }>, bound: Bound): boolean {
    // It works through its arguments as an array formula does, in any Excel.
    const search = name === 'SUMPRODUCT' ? new BlockSearch(this.#isBlockName, new Set()) : this;
    const blocks = args.map((arg) => search.visit(arg, bound));
    const takes = BLOCK_ARGUMENTS.get(name);
    const single = args.filter((_arg, index) => blocks[index] === true && takes?.(index) !== true);
    for (const arg of single) this.#places.add(arg);
    if (PASSES_ON.has(name)) return blocks.slice(name === 'IF' ? 1 : 0).some(Boolean) || single.length > 0;
    if (name === 'INDEX') return single.length > 0 || args.length < 2 || args.slice(1).some(isNothing);
    if (name === 'XLOOKUP') return single.length > 0 || isWide(args[2]);
    return GIVES_BLOCK.has(name) || single.length > 0;
  }
}

/** More than one row and column: what is found in it is a row or a column of it. */
function isWide(expression: Expression | undefined): boolean {
  if (expression?.kind === 'cells') return expression.area.rowCount > 1 && expression.area.columnCount > 1;
  return (
    expression !== undefined && !(expression.kind === 'table' && expression.columns?.[0] === expression.columns?.[1])
  );
}

function isNothing(expression: Expression): boolean {
  return expression.kind === 'missing' || (expression.kind === 'constant' && expression.value === 0);
}

const words = (text: string): string[] => text.trim().split(/\s+/);

/** What they give may be one of their arguments as it is. */
const PASSES_ON = new Set(['IF', 'IFS', 'SWITCH', 'CHOOSE', 'IFERROR', 'IFNA']);

const GIVES_BLOCK = new Set(
  words(`SORT SORTBY UNIQUE FILTER SEQUENCE RANDARRAY TRANSPOSE MMULT MINVERSE MUNIT FREQUENCY LINEST LOGEST TREND GROWTH
    HSTACK VSTACK TAKE DROP CHOOSECOLS CHOOSEROWS EXPAND TOCOL TOROW WRAPCOLS WRAPROWS TEXTSPLIT MAP SCAN BYROW BYCOL
    MAKEARRAY OFFSET INDIRECT MODE.MULT GROUPBY PIVOTBY TRIMRANGE REDUCE`),
);

const ALL = (): boolean => true;
const at =
  (...places: readonly number[]) =>
  (index: number): boolean =>
    places.includes(index);
const EVEN = (index: number): boolean => index % 2 === 0;
/** The first, and then ranges and criteria in turn. */
const FIRST_AND_ODD = (index: number): boolean => index === 0 || index % 2 === 1;

/** The arguments in which functions take several values in any Excel. */
const BLOCK_ARGUMENTS = new Map<string, (index: number) => boolean>([
  ...words(`SUM COUNT COUNTA COUNTBLANK AVERAGE AVERAGEA MIN MAX MINA MAXA PRODUCT SUMSQ MEDIAN MODE MODE.SNGL STDEV STDEV.S
    STDEV.P STDEVP STDEVA STDEVPA VAR VAR.S VAR.P VARP VARA VARPA GEOMEAN HARMEAN AVEDEV DEVSQ KURT SKEW SKEW.P AND OR XOR
    CONCAT ROWS COLUMNS AREAS GCD LCM MULTINOMIAL CORREL COVAR COVARIANCE.P COVARIANCE.S PEARSON RSQ SLOPE INTERCEPT STEYX
    SUMX2MY2 SUMX2PY2 SUMXMY2 IRR MIRR SUMPRODUCT MMULT MINVERSE MDETERM TRANSPOSE HSTACK VSTACK TOCOL TOROW SORT UNIQUE
    FILTER SORTBY FREQUENCY LINEST LOGEST TREND GROWTH SHEETS ISREF CELL`).map((name) => [name, ALL] as const),
  ...words('SUBTOTAL NPV TEXTJOIN SERIESSUM').map((name) => [name, (index: number) => index > 0] as const),
  ['AGGREGATE', (index) => index > 1],
  ...words('SUMIF AVERAGEIF').map((name) => [name, at(0, 2)] as const),
  ['COUNTIF', at(0)],
  ['COUNTIFS', EVEN],
  ...words('SUMIFS AVERAGEIFS MAXIFS MINIFS').map((name) => [name, FIRST_AND_ODD] as const),
  ...words('VLOOKUP HLOOKUP MATCH XMATCH RANK RANK.EQ RANK.AVG').map((name) => [name, at(1)] as const),
  ...words('LOOKUP XLOOKUP').map((name) => [name, at(1, 2)] as const),
  ...words(`INDEX LARGE SMALL PERCENTILE PERCENTILE.INC PERCENTILE.EXC QUARTILE QUARTILE.INC QUARTILE.EXC PERCENTRANK
    PERCENTRANK.INC PERCENTRANK.EXC TRIMMEAN OFFSET TAKE DROP CHOOSECOLS CHOOSEROWS EXPAND WRAPCOLS WRAPROWS ROW COLUMN
    NETWORKDAYS.INTL TRIMRANGE`).map((name) => [name, at(0)] as const),
  ...words('XIRR').map((name) => [name, at(0, 1)] as const),
  ...words('XNPV FORECAST FORECAST.LINEAR PROB').map((name) => [name, (index: number) => index > 0] as const),
  ...words('NETWORKDAYS WORKDAY').map((name) => [name, at(2)] as const),
  ...words('DSUM DCOUNT DCOUNTA DAVERAGE DMIN DMAX DGET DPRODUCT DSTDEV DSTDEVP DVAR DVARP').map(
    (name) => [name, at(0, 2)] as const,
  ),
  ...words('IF IFS SWITCH CHOOSE IFERROR IFNA').map((name) => [name, passedArguments(name)] as const),
]);

/** Arguments that a function may give as they are. */
function passedArguments(name: string): (index: number) => boolean {
  if (name === 'IFERROR' || name === 'IFNA') return at();
  if (name === 'IFS') return (index) => index % 2 === 1;
  return (index) => index > 0;
}
