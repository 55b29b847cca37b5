import { type Area, containsArea, areaOf } from '../book/area.ts';
import type { TableInfo } from '../book/book.ts';
import type { Expression, TableExpression } from '../formula/expression.ts';
import { parseFormula } from '../formula/parse-formula.ts';
import { FUNCTIONS } from './functions.ts';

/** The cell a formula is meant for. */
interface Place {
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

/**
 * Why Excel would not take a text as a formula, as a clause; undefined where it would. It takes only what it can read, with
 * as many arguments as functions want, and with tables and columns that are there; other names may be unknown.
 */
export function formulaRefusal(text: string, tables: readonly TableInfo[], place?: Place): string | undefined {
  const formula = parseFormula(text);
  if (formula === undefined) return 'it cannot be read as a formula';
  const missing = formula.references.flatMap(({ expression }) =>
    expression.kind === 'table' ? (missingPart(expression, tables, place) ?? []) : [],
  );
  return missing[0] ?? wrongArguments(formula.expression);
}

function missingPart(reference: TableExpression, tables: readonly TableInfo[], place?: Place): string | undefined {
  const table = tables.find((known) =>
    reference.tableName === undefined ? isIn(known, place) : isSame(known.name, reference.tableName),
  );
  // Without its name a table is known by the cell, which may be about to become its part.
  if (table === undefined) return reference.tableName && `this workbook has no table ${reference.tableName}`;
  const missing = reference.columns?.find((name) => !table.columns.some((column) => isSame(column.name, name)));
  return missing === undefined ? undefined : `the table ${table.name} has no column ${missing}`;
}

function isIn({ sheetId, area }: { readonly sheetId: string; readonly area: Area }, place?: Place): boolean {
  return place?.sheetId === sheetId && containsArea(area, areaOf(place.row, place.column, 1, 1));
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function wrongArguments(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'call':
      return wrongCount(expression.name, expression.args.length) ?? firstWrong(expression.args);
    case 'invoke':
      return firstWrong([expression.callee, ...expression.args]);
    case 'lambda':
      return wrongArguments(expression.body);
    case 'let':
      return firstWrong([...expression.declarations.map(({ value }) => value), expression.body]);
    case 'unary':
      return wrongArguments(expression.operand);
    case 'binary':
      return firstWrong([expression.left, expression.right]);
    default:
      return undefined;
  }
}

function firstWrong(expressions: readonly Expression[]): string | undefined {
  for (const each of expressions) {
    const wrong = wrongArguments(each);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wrongCount(name: string, count: number): string | undefined {
  const spec = FUNCTIONS.get(name);
  if (spec === undefined) return undefined;
  if (count < spec.least) return `${name} wants more arguments`;
  return count > spec.most ? `${name} wants fewer arguments` : undefined;
}
