/** Splits a formula (without its equals sign) into tokens; text positions are kept so that references can be rewritten in place. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
}

export type TokenKind =
  'number' | 'text' | 'error' | 'reference' | 'table' | 'name' | 'operator' | 'open' | 'close' | 'comma' | 'unknown';

const SHEET = String.raw`(?:(?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?`;
const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
const REFERENCE = new RegExp(
  String.raw`${SHEET}(?:${CELL}(?::${CELL})?|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?\d{1,7}:\$?\d{1,7})(?![\w(.[])`,
  'y',
);
const PATTERNS: readonly (readonly [TokenKind, RegExp])[] = [
  ['text', /"(?:[^"]|"")*"/y],
  ['error', /#(?:DIV\/0!|N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!)/iy],
  ['reference', REFERENCE],
  ['number', /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['name', /[A-Za-z_\\][\w.]*/y],
  ['operator', /<=|>=|<>|[-+*/^&=<>%]/y],
  ['open', /\(/y],
  ['close', /\)/y],
  ['comma', /,/y],
];

export function tokenise(formula: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < formula.length) {
    if (/\s/.test(formula[at] ?? '')) {
      at += 1;
      continue;
    }
    const token = tableToken(formula, at) ?? plainToken(formula, at);
    tokens.push(token);
    at += token.text.length;
  }
  return tokens;
}

function plainToken(formula: string, at: number): Token {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const match = pattern.exec(formula);
    if (match !== null && match[0] !== '') return { kind, text: match[0], start: at };
  }
  return { kind: 'unknown', text: formula[at] ?? '', start: at };
}

/** `Table1[…]` or `[…]`: brackets nest, a quote in front takes one character literally. */
function tableToken(formula: string, at: number): Token | undefined {
  const name = /[A-Za-z_\\]?[\w.]*\[/y;
  name.lastIndex = at;
  const head = name.exec(formula);
  if (head === null) return undefined;
  let depth = 0;
  for (let index = at + head[0].length - 1; index < formula.length; index += 1) {
    const character = formula[index];
    if (character === "'") index += 1;
    else if (character === '[') depth += 1;
    else if (character === ']' && (depth -= 1) === 0) {
      return { kind: 'table', text: formula.slice(at, index + 1), start: at };
    }
  }
  return undefined;
}
