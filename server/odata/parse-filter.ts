import { invalidRequest } from '../errors.ts';

export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof comparisons)[number];

export const textTests = ['contains', 'startswith', 'endswith'] as const;
export type TextTest = (typeof textTests)[number];

export type Literal = string | number | boolean | null;

/** What a `$filter` says, with names and values as they stand there. Dates are `{ date }`, so that texts stay texts. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly of: Filter }
  | {
      readonly kind: 'compare';
      readonly name: string;
      readonly by: Comparison;
      readonly value: FilterValue;
      readonly folded: Fold;
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly by: TextTest;
      readonly value: string;
      readonly folded: Fold;
    };

export type FilterValue = Literal | { readonly date: string };
/** tolower or toupper around the column's name. */
export type Fold = 'lower' | 'upper' | null;

const LONGEST = 4000;
const DEEPEST = 40;

type Token =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string }
  | { readonly kind: 'value'; readonly value: FilterValue };

const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<date>\d{4}-\d{2}-\d{2})(?<time>T[\d:.]+(?:Z|[+-]\d{2}:\d{2})?)?|(?<number>[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)(?![\w.])|(?<word>[A-Za-z_]\w*)|(?<mark>[(),]))/iuy;

/**
 * Parses the part of OData's filter language that asks about one table: comparisons, `in`, and, or, not, brackets, contains,
 * startswith, endswith, tolower, toupper, null. Throws HttpError invalid_request with the place.
 */
export function parseFilter(text: string): Filter {
  if (text.length > LONGEST) throw invalidRequest('$filter', `A filter has at most ${LONGEST} characters.`);
  return new FilterParser(tokensOf(text)).whole();
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const groups = TOKEN.exec(text)?.groups;
    if (!groups) throw invalidRequest('$filter', `It is not understood from “${text.slice(at, at + 30)}” on.`);
    tokens.push(tokenOf(groups));
  }
  return tokens;
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { text, date, number, word, mark = '' } = groups;
  if (text !== undefined) return { kind: 'value', value: text.slice(1, -1).replaceAll("''", "'") };
  if (date !== undefined) return { kind: 'value', value: { date } };
  if (number !== undefined) return { kind: 'value', value: Number(number) };
  if (word === undefined) return { kind: 'mark', text: mark };
  if (word === 'null') return { kind: 'value', value: null };
  if (word === 'true' || word === 'false') return { kind: 'value', value: word === 'true' };
  return { kind: 'word', text: word };
}

/** Halves joined with halves: SQLite takes no expression that is a thousand deep, and a list of values may be as long. */
function joined(kind: 'and' | 'or', parts: readonly Filter[]): Filter {
  const [only, second] = parts;
  if (only === undefined) throw new Error('There is nothing to be joined.');
  if (second === undefined) return only;
  const half = parts.length >> 1;
  return { kind, left: joined(kind, parts.slice(0, half)), right: joined(kind, parts.slice(half)) };
}

class FilterParser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Filter {
    const filter = this.#either();
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return filter;
  }

  #either(): Filter {
    const parts = [this.#both()];
    while (this.#takeWord('or')) parts.push(this.#both());
    return joined('or', parts);
  }

  #both(): Filter {
    const parts = [this.#single()];
    while (this.#takeWord('and')) parts.push(this.#single());
    return joined('and', parts);
  }

  #single(): Filter {
    if (++this.#depth > DEEPEST) throw invalidRequest('$filter', `Brackets go at most ${DEEPEST} deep.`);
    const filter = this.#takeWord('not')
      ? ({ kind: 'not', of: this.#single() } as const)
      : this.#takeMark('(')
        ? this.#closed(this.#either())
        : this.#test();
    this.#depth--;
    return filter;
  }

  #closed(filter: Filter): Filter {
    this.#mark(')');
    return filter;
  }

  #test(): Filter {
    const word = this.#peekWord();
    const by = textTests.find((test) => test === word);
    if (by === undefined) return this.#comparison();
    this.#at++;
    this.#mark('(');
    const operand = this.#operand();
    this.#mark(',');
    const value = this.#value();
    this.#mark(')');
    if (typeof value !== 'string') throw invalidRequest('$filter', `${by} looks for a text.`);
    // "contains(…) eq true" is how some clients write it.
    if (this.#takeWord('eq') && this.#value() !== true) throw this.#unexpected();
    return { kind: 'text', by, value, ...operand };
  }

  #comparison(): Filter {
    const operand = this.#operand();
    if (this.#takeWord('in')) return this.#among(operand);
    const word = this.#peekWord();
    const by = comparisons.find((comparison) => comparison === word);
    if (by === undefined) throw this.#unexpected();
    this.#at++;
    return { kind: 'compare', by, value: this.#value(), ...operand };
  }

  #among(operand: { readonly name: string; readonly folded: Fold }): Filter {
    this.#mark('(');
    const equal = (): Filter => ({ kind: 'compare', by: 'eq', value: this.#value(), ...operand });
    const parts = [equal()];
    while (this.#takeMark(',')) parts.push(equal());
    this.#mark(')');
    return joined('or', parts);
  }

  #operand(): { readonly name: string; readonly folded: Fold } {
    const name = this.#word();
    if (name !== 'tolower' && name !== 'toupper') return { name, folded: null };
    this.#mark('(');
    const inner = this.#word();
    this.#mark(')');
    return { name: inner, folded: name === 'tolower' ? 'lower' : 'upper' };
  }

  #value(): FilterValue {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'value') throw this.#unexpected();
    this.#at++;
    return token.value;
  }

  #word(): string {
    const word = this.#peekWord();
    if (word === null) throw this.#unexpected();
    this.#at++;
    return word;
  }

  #peekWord(): string | null {
    const token = this.#tokens[this.#at];
    return token?.kind === 'word' ? token.text : null;
  }

  #takeWord(text: string): boolean {
    return this.#take('word', text);
  }

  #takeMark(text: string): boolean {
    return this.#take('mark', text);
  }

  #mark(text: string): void {
    if (!this.#takeMark(text)) throw this.#unexpected();
  }

  #take(kind: 'word' | 'mark', text: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== kind || token.text !== text) return false;
    this.#at++;
    return true;
  }

  #unexpected(): Error {
    const token = this.#tokens[this.#at];
    const found = token === undefined ? 'its end' : token.kind === 'value' ? JSON.stringify(token.value) : token.text;
    return invalidRequest('$filter', `It is not understood at ${found}.`);
  }
}
