import type { Area } from '../book/area.ts';
import type { Scalar } from '../book/cell.ts';

/** A formula as a tree. */
export type Expression =
  | { readonly kind: 'constant'; readonly value: Scalar }
  /** An argument left empty: `IF(A1,,2)`. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'array'; readonly rows: readonly (readonly Scalar[])[] }
  | CellsExpression
  | TableExpression
  | NameExpression
  /** `name` in capitals, without the prefixes a file puts before newer functions. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  /** Calls what an expression gives: `LAMBDA(x,x+1)(2)`. */
  | { readonly kind: 'invoke'; readonly callee: Expression; readonly args: readonly Expression[] }
  | { readonly kind: 'lambda'; readonly params: readonly string[]; readonly body: Expression }
  | { readonly kind: 'let'; readonly declarations: readonly Declaration[]; readonly body: Expression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  /** What Excel would calculate and this host does not, in words. */
  | { readonly kind: 'lacking'; readonly what: string };

export interface CellsExpression {
  readonly kind: 'cells';
  /** Undefined = the sheet that holds the formula. */
  readonly sheetName: string | undefined;
  readonly area: Area;
  /** Which sides have a dollar sign: they stay when the formula is copied. */
  readonly fixed: { readonly top: boolean; readonly left: boolean; readonly bottom: boolean; readonly right: boolean };
}

export interface TableExpression {
  readonly kind: 'table';
  /** Undefined = the table that holds the formula. */
  readonly tableName: string | undefined;
  /** Empty = the body. */
  readonly sections: readonly TableSection[];
  /** First and last column; undefined = all columns. */
  readonly columns: readonly [string, string] | undefined;
}

export type TableSection = 'all' | 'data' | 'headers' | 'totals' | 'this row';

/** A defined name, a parameter of LET or LAMBDA, or a table without brackets. */
export interface NameExpression {
  readonly kind: 'name';
  readonly name: string;
  readonly sheetName: string | undefined;
}

export interface Declaration {
  readonly name: string;
  readonly value: Expression;
}

/** A reference as it stands in the text of a formula; parameters of LET and LAMBDA are not among them. */
export interface WrittenReference {
  readonly start: number;
  readonly end: number;
  readonly expression: CellsExpression | TableExpression | NameExpression;
}

export interface Formula {
  readonly expression: Expression;
  readonly references: readonly WrittenReference[];
}
