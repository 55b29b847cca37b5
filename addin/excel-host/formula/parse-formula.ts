import {
  type AstExpression,
  type Identifier,
  type ReferenceIdentifier,
  type Token,
  parse,
  parseA1Ref,
  parseStructRef,
  tokenize,
} from '@borgar/fx';
import { type Area, SHEET_COLUMNS, SHEET_ROWS, areaOf } from '../book/area.ts';
import { type Scalar, cellError, errorOfText } from '../book/cell.ts';
import type {
  Expression,
  Formula,
  NameExpression,
  TableExpression,
  TableSection,
  WrittenReference,
} from './expression.ts';

/** Formulas are parsed once: columns of a table repeat the same text, and a formula is read each time cells move. */
const parsed = new Map<string, Formula | null>();
const MOST_KEPT = 50_000;

/** The tree of a formula (with its equals sign); undefined where Excel would refuse to take it. */
export function parseFormula(text: string): Formula | undefined {
  const known = parsed.get(text);
  if (known !== undefined) return known ?? undefined;
  const formula = read(text);
  if (parsed.size >= MOST_KEPT) parsed.clear();
  parsed.set(text, formula ?? null);
  return formula;
}

function read(text: string): Formula | undefined {
  const references: WrittenReference[] = [];
  try {
    const tree = parse(joinLostReferences(tokenize(text, { mergeRefs: true, withLocation: true })));
    return { expression: new TreeReader(references).read(tree, NO_PARAMETERS), references };
  } catch {
    // The library throws on what is no formula.
    return undefined;
  }
}

/** `Sheet1!#REF!` and `#REF!A1`, which Excel writes where cells or a sheet were deleted, are one lost reference. */
function joinLostReferences(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last?.value === '!') joined.splice(-2, 2, token);
    else if (token.type === 'range' && last?.value === LOST) continue;
    else joined.push(token);
  }
  return joined;
}

const LOST = '#REF!';
const NO_PARAMETERS: ReadonlySet<string> = new Set();

/** Turns the library's tree into ours, and notes every reference on the way. */
class TreeReader {
  readonly #references: WrittenReference[];

  constructor(references: WrittenReference[]) {
    this.#references = references;
  }

  read(node: AstExpression, parameters: ReadonlySet<string>): Expression {
    switch (node.type) {
      case 'Literal':
        return { kind: 'constant', value: node.value };
      case 'ErrorLiteral':
        return { kind: 'constant', value: errorOfText(node.value) ?? cellError('#REF!') };
      case 'ArrayExpression':
        return { kind: 'array', rows: node.elements.map((row) => row.map(arrayElement)) };
      case 'ReferenceIdentifier':
        return this.#reference(node, parameters);
      case 'UnaryExpression':
        return { kind: 'unary', operator: node.operator, operand: this.#optional(node.arguments[0], parameters) };
      case 'BinaryExpression':
        return {
          kind: 'binary',
          operator: node.operator,
          left: this.#optional(node.arguments[0], parameters),
          right: this.#optional(node.arguments[1], parameters),
        };
      case 'CallExpression':
        return this.#call(node.callee, node.arguments, parameters);
      case 'LambdaExpression': {
        const params = node.params.map(({ name }) => parameterName(name));
        return { kind: 'lambda', params, body: this.#optional(node.body, new Set([...parameters, ...params])) };
      }
      case 'LetExpression': {
        let known = parameters;
        const declarations = node.declarations.map(({ id, init }) => {
          const value = this.#optional(init, known);
          const name = parameterName(id.name);
          known = new Set([...known, name]);
          return { name, value };
        });
        return { kind: 'let', declarations, body: this.#optional(node.body, known) };
      }
    }
  }

  #optional(node: AstExpression | null | undefined, parameters: ReadonlySet<string>): Expression {
    return node === null || node === undefined ? { kind: 'missing' } : this.read(node, parameters);
  }

  #call(
    callee: AstExpression | Identifier,
    nodes: readonly (AstExpression | null)[],
    parameters: ReadonlySet<string>,
  ): Expression {
    const args = nodes.map((node) => this.#optional(node, parameters));
    if (callee.type !== 'Identifier') return { kind: 'invoke', callee: this.read(callee, parameters), args };
    const name = callee.name.toUpperCase().replace(/^_XL(?:FN|WS|UDF|PM)\.(?:_XLWS\.)?/, '');
    const [first] = args;
    if (parameters.has(name)) return { kind: 'invoke', callee: nameOf(callee.name, undefined), args };
    if (name === 'SINGLE' && first !== undefined) return { kind: 'unary', operator: '@', operand: first };
    if (name === 'ANCHORARRAY' && first !== undefined) return { kind: 'unary', operator: '#', operand: first };
    return { kind: 'call', name, args };
  }

  #reference(node: ReferenceIdentifier, parameters: ReadonlySet<string>): Expression {
    if (node.kind === 'table') return this.#noted(node, tableReference(node.value));
    const reference = parseA1Ref(node.value);
    if (reference === undefined) return nameOf(node.value, undefined);
    const context = reference.context ?? [];
    const [sheetName] = context;
    if (context.length > 1) return { kind: 'lacking', what: `references to other workbooks (${node.value})` };
    if ('name' in reference) {
      const name = nameOf(reference.name, sheetName);
      return parameters.has(name.name) ? name : this.#noted(node, name);
    }
    if (sheetName?.includes(':') === true) return { kind: 'lacking', what: `references over sheets (${node.value})` };
    const { range } = reference;
    if (range.trim !== undefined && range.trim !== null)
      return { kind: 'lacking', what: `trimmed ranges (${node.value})` };
    return this.#noted(node, {
      kind: 'cells',
      sheetName,
      area: areaBetween(range.top, range.left, range.bottom, range.right),
      fixed: {
        top: range.$top === true,
        left: range.$left === true,
        bottom: range.$bottom === true,
        right: range.$right === true,
      },
    });
  }

  #noted(node: ReferenceIdentifier, expression: WrittenReference['expression']): Expression {
    const [start = 0, end = 0] = node.loc ?? [];
    this.#references.push({ start, end, expression });
    return expression;
  }
}

/** The area a range of the library stands for: no rows or columns given means all of them. */
function areaBetween(
  top: number | null,
  left: number | null,
  bottom: number | null | undefined,
  right: number | null | undefined,
): Area {
  const [row, column] = [top ?? 0, left ?? 0];
  const lastRow = top === null ? SHEET_ROWS - 1 : (bottom ?? row);
  const lastColumn = left === null ? SHEET_COLUMNS - 1 : (right ?? column);
  return areaOf(row, column, lastRow - row + 1, lastColumn - column + 1);
}

function tableReference(text: string): TableExpression {
  const found = parseStructRef(text);
  if (found === undefined) throw new Error(`${text} cannot be read.`);
  const [first] = found.columns ?? [];
  return {
    kind: 'table',
    tableName: found.table === '' ? undefined : found.table,
    sections: (found.sections ?? []).flatMap((section) =>
      TABLE_SECTIONS.filter((known) => known === section.toLowerCase()),
    ),
    columns: first === undefined ? undefined : [first, found.columns?.[1] ?? first],
  };
}

const TABLE_SECTIONS: readonly TableSection[] = ['all', 'data', 'headers', 'totals', 'this row'];

function nameOf(name: string, sheetName: string | undefined): NameExpression {
  return { kind: 'name', name: parameterName(name), sheetName };
}

/** Names are the same in any case; files put a prefix before parameters. */
function parameterName(name: string): string {
  return name.toUpperCase().replace(/^_XLPM\./, '');
}

function arrayElement(node: AstExpression | null): Scalar {
  if (node?.type === 'Literal') return node.value;
  if (node?.type === 'ErrorLiteral') return errorOfText(node.value) ?? cellError('#VALUE!');
  return cellError('#VALUE!');
}
