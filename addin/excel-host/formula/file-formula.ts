import { type Token, parseStructRef, stringifyStructRef, stringifyTokens, tokenize } from '@borgar/fx';
import type { Expression } from './expression.ts';
import { parseFormula } from './parse-formula.ts';

/**
 * Functions that came after Excel 2007. A file names them with a prefix, and Excel shows `#NAME?` where it is missing.
 * Source: Microsoft, "Issue: An _xlfn. prefix is displayed in front of a formula", and [MS-XLSX] 2.2.2 for the newest.
 */
const FUTURE = new Set(
  `
ACOT ACOTH AGGREGATE ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND BITLSHIFT
BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT
CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC
CSCH DAYS DECIMAL DROP ENCODEURL ERF.PRECISE ERFC.PRECISE EXPAND EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST
FILTERXML FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT
FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS GROUPBY HSTACK HYPGEOM.DIST IFNA IFS
IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA LET LOGNORM.DIST
LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST
NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA
PHI PIVOTBY POISSON.DIST QUARTILE.EXC QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT REGEXREPLACE
REGEXTEST RRI SCAN SEC SECH SEQUENCE SHEET SHEETS SKEW.P SORTBY STDEV.P STDEV.S STOCKHISTORY SWITCH T.DIST T.DIST.2T
T.DIST.RT T.INV T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRANSLATE TRIMRANGE UNICHAR
UNICODE UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR Z.TEST
`
    .trim()
    .split(/\s+/),
);
/** Two that have one prefix more. */
const WORKSHEET_FUTURE = new Set(['FILTER', 'SORT']);

/** Where a formula stands in a file. */
export interface FormulaPlace {
  /** The table around its cell. */
  readonly tableName?: string | undefined;
  /** The file marks it as one that may fill cells; in one that it does not, `@` is meant wherever it can be. */
  readonly isArray?: boolean;
}

/**
 * A formula (with its equals sign) as an .xlsx file holds it: newer functions, and names of LET and LAMBDA, with their
 * prefixes; `[@Amount]` with its table; `@` and `#` as the functions they stand for.
 */
export function toFileFormula(formula: string, { tableName, isArray = false }: FormulaPlace = {}): string {
  const expression = parseFormula(formula)?.expression;
  if (expression === undefined) return formula;
  const parameters = new Set(parametersOf(expression));
  const tokens = tokenize(formula, { mergeRefs: true }).map((token) => {
    const upper = token.value.toUpperCase();
    if (token.type === 'structured') return { ...token, value: fileTableReference(token.value, tableName) };
    if (token.type === 'func' && WORKSHEET_FUTURE.has(upper)) return { ...token, value: `_xlfn._xlws.${token.value}` };
    if (token.type === 'func' && FUTURE.has(upper)) return { ...token, value: `_xlfn.${token.value}` };
    return token.type !== 'func' && parameters.has(upper) ? { ...token, value: `_xlpm.${token.value}` } : token;
  });
  return stringifyTokens(withoutOperators(tokens, isArray));
}

function fileTableReference(text: string, tableName: string | undefined): string {
  const reference = parseStructRef(text);
  if (reference === undefined) return text;
  const isOwn = (reference.table ?? '') === '' && tableName !== undefined;
  return stringifyStructRef(isOwn ? { ...reference, table: tableName } : reference, { thisRow: true });
}

/** A formula of a file as Excel shows it; `tableName` is the table around its cell. Texts in quotes stay as they are. */
export function fromFileFormula(formula: string, tableName?: string): string {
  if (!formula.includes('_xl') && !formula.includes('[')) return formula;
  const tokens = tokenize(formula, { mergeRefs: true }).map((token) => {
    if (token.type === 'structured') return { ...token, value: shownTableReference(token.value, tableName) };
    return { ...token, value: token.value.replace(/^(?:_xlfn\.|_xlws\.|_xlpm\.)+/i, '') };
  });
  return stringifyTokens(withOperators(tokens));
}

/** `[@Amount]` for `Sales[[#This Row],[Amount]]`; inside a table its own name is left out. */
function shownTableReference(text: string, tableName: string | undefined): string {
  const reference = parseStructRef(text);
  const isOwn = tableName !== undefined && reference?.table?.toLowerCase() === tableName.toLowerCase();
  if (isOwn) return stringifyStructRef({ ...reference, table: '' });
  return reference?.sections?.includes('this row') === true ? stringifyStructRef(reference) : text;
}

/** `@` before an operand and `#` behind one, written as functions or left out. */
function withoutOperators(tokens: readonly Token[], isArray: boolean): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    if (isOperator(token, '#')) {
      const operand = out.pop();
      if (operand !== undefined) out.push({ ...operand, value: `_xlfn.ANCHORARRAY(${operand.value})` });
    } else if (!isOperator(token, '@')) out.push(token);
    else if (isArray) {
      const end = operandEnd(tokens, at + 1);
      const operand = stringifyTokens(withoutOperators(tokens.slice(at + 1, end), isArray));
      out.push({ ...token, value: `_xlfn.SINGLE(${operand})` });
      at = end - 1;
    }
  }
  return out;
}

/** `SINGLE(A1:A3)` and `ANCHORARRAY(A1)`, which nobody can type, as the operators they stand for. */
function withOperators(tokens: readonly Token[]): Token[] {
  const out: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) continue;
    const name = token.type === 'func' ? token.value.toUpperCase() : '';
    const end = name === 'SINGLE' || name === 'ANCHORARRAY' ? operandEnd(tokens, at) : at;
    if (end <= at) out.push(token);
    else {
      const operand = withOperators(tokens.slice(at + 2, end - 1));
      const mark = { ...token, type: 'operator', value: name === 'SINGLE' ? '@' : '#' };
      out.push(...(name === 'SINGLE' ? [mark, ...operand] : [...operand, mark]));
      at = end - 1;
    }
  }
  return out;
}

function isOperator(token: Token | undefined, operator: string): boolean {
  return token?.type === 'operator' && token.value === operator;
}

/** Behind the operand that begins at a token: one token, or a call or bracket with all it holds. */
function operandEnd(tokens: readonly Token[], start: number): number {
  const isCall = tokens[start]?.type === 'func';
  if (!isCall && !isOperator(tokens[start], '(')) return start + 1;
  let depth = 0;
  for (let at = isCall ? start + 1 : start; at < tokens.length; at += 1) {
    if (isOperator(tokens[at], '(')) depth += 1;
    if (isOperator(tokens[at], ')')) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}

function parametersOf(expression: Expression): string[] {
  switch (expression.kind) {
    case 'let':
      return [
        ...expression.declarations.flatMap(({ name, value }) => [name, ...parametersOf(value)]),
        ...parametersOf(expression.body),
      ];
    case 'lambda':
      return [...expression.params, ...parametersOf(expression.body)];
    case 'call':
      return expression.args.flatMap(parametersOf);
    case 'invoke':
      return [...parametersOf(expression.callee), ...expression.args.flatMap(parametersOf)];
    case 'unary':
      return parametersOf(expression.operand);
    case 'binary':
      return [...parametersOf(expression.left), ...parametersOf(expression.right)];
    default:
      return [];
  }
}
