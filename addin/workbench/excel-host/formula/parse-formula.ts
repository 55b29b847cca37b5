import type { Area } from '../book/area.ts';
import { parseArea, splitSheetName } from '../book/address.ts';
import { type Scalar, cellError, errorOfText } from '../book/cell.ts';
import { type TableReference, parseTableReference } from './table-reference.ts';
import { type Token, tokenise } from './tokenise.ts';

export type Expression =
  | { readonly kind: 'constant'; readonly value: Scalar }
  | { readonly kind: 'reference'; readonly sheetName: string | undefined; readonly area: Area }
  | { readonly kind: 'table'; readonly reference: TableReference }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression };

const NOT_UNDERSTOOD: Expression = { kind: 'constant', value: cellError('#NAME?') };

/** The expression of a formula (with its equals sign). What this evaluator does not know becomes `#NAME?`. */
export function parseFormula(formula: string): Expression {
  const reader = new TokenReader(tokenise(formula.slice(1)));
  const expression = parseBinary(reader, 0);
  return reader.isAtEnd && !reader.failed ? expression : NOT_UNDERSTOOD;
}

class TokenReader {
  readonly #tokens: readonly Token[];
  #at = 0;
  failed = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }
  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }
  peek(): Token | undefined {
    return this.#tokens[this.#at];
  }
  next(): Token | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }
  accept(kind: Token['kind'], text?: string): boolean {
    const token = this.peek();
    if (token?.kind !== kind || (text !== undefined && token.text !== text)) return false;
    this.#at += 1;
    return true;
  }
}

/** Loosest first: comparison, text joining, sum, product, power. */
const LEVELS: readonly (readonly string[])[] = [
  ['=', '<>', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
];

function parseBinary(reader: TokenReader, level: number): Expression {
  const operators = LEVELS[level];
  if (operators === undefined) return parseUnary(reader);
  let left = parseBinary(reader, level + 1);
  for (let token = reader.peek(); token?.kind === 'operator' && operators.includes(token.text); token = reader.peek()) {
    reader.next();
    left = { kind: 'binary', operator: token.text, left, right: parseBinary(reader, level + 1) };
  }
  return left;
}

function parseUnary(reader: TokenReader): Expression {
  const token = reader.peek();
  if (token?.kind === 'operator' && (token.text === '-' || token.text === '+')) {
    reader.next();
    return { kind: 'unary', operator: token.text, operand: parseUnary(reader) };
  }
  let operand = parsePrimary(reader);
  while (reader.accept('operator', '%')) operand = { kind: 'unary', operator: '%', operand };
  return operand;
}

function parsePrimary(reader: TokenReader): Expression {
  const token = reader.next();
  switch (token?.kind) {
    case 'number':
      return { kind: 'constant', value: Number(token.text) };
    case 'text':
      return { kind: 'constant', value: token.text.slice(1, -1).replaceAll('""', '"') };
    case 'error':
      return { kind: 'constant', value: errorOfText(token.text) ?? cellError('#REF!') };
    case 'reference':
      return parseReference(token.text);
    case 'table':
      return parseTable(reader, token.text);
    case 'name':
      return parseName(reader, token.text);
    case 'open': {
      const inner = parseBinary(reader, 0);
      if (!reader.accept('close')) reader.failed = true;
      return inner;
    }
    default:
      reader.failed = true;
      return NOT_UNDERSTOOD;
  }
}

function parseReference(text: string): Expression {
  const { sheetName, rest } = splitSheetName(text);
  const area = parseArea(rest);
  return area === undefined ? { kind: 'constant', value: cellError('#REF!') } : { kind: 'reference', sheetName, area };
}

function parseTable(reader: TokenReader, text: string): Expression {
  const reference = parseTableReference(text);
  if (reference !== undefined) return { kind: 'table', reference };
  reader.failed = true;
  return NOT_UNDERSTOOD;
}

function parseName(reader: TokenReader, name: string): Expression {
  if (!reader.accept('open')) {
    const upper = name.toUpperCase();
    if (upper === 'TRUE' || upper === 'FALSE') return { kind: 'constant', value: upper === 'TRUE' };
    return { kind: 'name', name };
  }
  const args: Expression[] = [];
  if (!reader.accept('close')) {
    do args.push(isEmptyArgument(reader) ? { kind: 'constant', value: '' } : parseBinary(reader, 0));
    while (reader.accept('comma'));
    if (!reader.accept('close')) reader.failed = true;
  }
  return { kind: 'call', name: name.toUpperCase(), args };
}

function isEmptyArgument(reader: TokenReader): boolean {
  const token = reader.peek();
  return token?.kind === 'comma' || token?.kind === 'close';
}
