/** An error value such as `#DIV/0!`; one frozen object per code, so that `===` compares. */
export interface CellError {
  readonly error: ErrorCode;
  /** What this host would have to know to give the value Excel shows here; such an error is none of Excel's. */
  readonly lacking?: string;
}

export type ErrorCode = '#DIV/0!' | '#N/A' | '#NAME?' | '#NULL!' | '#NUM!' | '#REF!' | '#VALUE!' | '#SPILL!' | '#CALC!';

/** What a cell shows: text, number (dates are serial days), truth value or error. A blank cell is `''`. */
export type Scalar = string | number | boolean | CellError;

/** What a cell holds. `undefined` in a written block leaves the cell alone. */
export type Content = Scalar | FormulaContent | undefined;

export interface FormulaContent {
  /** With its equals sign, in A1 notation, English names. */
  readonly formula: string;
}

const CODES: readonly ErrorCode[] = [
  '#DIV/0!',
  '#N/A',
  '#NAME?',
  '#NULL!',
  '#NUM!',
  '#REF!',
  '#VALUE!',
  '#SPILL!',
  '#CALC!',
];
const ERRORS = new Map<string, CellError>(CODES.map((error) => [error, Object.freeze({ error })]));

export function cellError(code: ErrorCode): CellError {
  return ERRORS.get(code) ?? { error: code };
}

/** The error a text such as `#N/A` stands for, else undefined. */
export function errorOfText(text: string): CellError | undefined {
  return ERRORS.get(text.toUpperCase());
}

export function isCellError(value: unknown): value is CellError {
  return typeof value === 'object' && value !== null && 'error' in value;
}

export function isFormula(content: Content): content is FormulaContent {
  return typeof content === 'object' && 'formula' in content;
}

/** Looks of a cell; a missing property is Excel's default. Colours are `#RRGGBB`. */
export interface CellStyle {
  readonly fillColor?: string;
  readonly fontColor?: string;
  readonly fontName?: string;
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly underline?: string;
  readonly strikethrough?: boolean;
  readonly wrapText?: boolean;
  readonly horizontalAlignment?: string;
  readonly verticalAlignment?: string;
  readonly indentLevel?: number;
  /** Cells are locked by default; it matters only once the sheet is protected. */
  readonly locked?: boolean;
  readonly formulaHidden?: boolean;
  /** Border style by side (`EdgeBottom`, `InsideHorizontal`, …). */
  readonly borders?: Readonly<Record<string, BorderStyle>>;
}

export interface BorderStyle {
  readonly style?: string;
  readonly color?: string;
  readonly weight?: string;
}

export const DEFAULT_STYLE: CellStyle = Object.freeze({});
export const GENERAL = 'General';
export const TEXT_FORMAT = '@';
