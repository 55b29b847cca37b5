import {
  DataValidationErrorStyle,
  DataValidationOperator as Operator,
  DataValidationRenderMode,
  DataValidationType,
  type IDataValidationRule,
} from '@univerjs/core';
import { AddDataValidationMutation, RemoveDataValidationMutation } from '@univerjs/preset-sheets-data-validation';
import type { Book, ValidatedArea, Validation } from 'excel-host/book/book.ts';
import type { Json } from 'excel-host/book/json.ts';
import { listSource } from './list-source.ts';
import { toRange } from './ranges.ts';
import { type Spreadsheet, UNIT_ID } from './spreadsheet.ts';

/** Rules that come so do not make Univer measure the height of every row they cover. */
const PATCHED = 'patched';

/** Draws the rules of a sheet anew: drop-downs, limits, alerts. */
export function paintValidation(book: Book, { validation, draw }: Spreadsheet, sheetId: string): void {
  const wanted = univerRules(book, book.validations(sheetId));
  const drawn = validation.getRules(UNIT_ID, sheetId);
  if (sameRules(wanted, drawn)) return;
  if (drawn.length > 0)
    draw(RemoveDataValidationMutation.id, { subUnitId: sheetId, ruleId: drawn.map(({ uid }) => uid), source: PATCHED });
  if (wanted.length > 0) draw(AddDataValidationMutation.id, { subUnitId: sheetId, rule: wanted, source: PATCHED });
}

function sameRules(a: readonly IDataValidationRule[], b: readonly IDataValidationRule[]): boolean {
  const plain = ({ uid: _uid, ...rule }: IDataValidationRule) => rule;
  return a.length === b.length && JSON.stringify(a.map(plain)) === JSON.stringify(b.map(plain));
}

/** Parts of one rule that was cut by another are one rule again. */
function univerRules(book: Book, validated: readonly ValidatedArea[]): IDataValidationRule[] {
  const areas = new Map<Validation, ReturnType<typeof toRange>[]>();
  for (const { area, validation } of validated) {
    areas.set(validation, [...(areas.get(validation) ?? []), toRange(area)]);
  }
  return [...areas].flatMap(([validation, ranges], index) => {
    const kind = ruleKind(book, validation.rule);
    return kind === undefined ? [] : [{ uid: `rule-${index}`, ...kind, ...alertOf(validation), ranges }];
  });
}

type RuleKind = Pick<IDataValidationRule, 'type' | 'formula1' | 'formula2' | 'operator' | 'renderMode'>;

function ruleKind(book: Book, rule: Validation['rule']): RuleKind | undefined {
  const list = text(rule['list'], 'source');
  if (list !== undefined) {
    const formula1 = listSource(book, list);
    return { type: DataValidationType.LIST, formula1, renderMode: DataValidationRenderMode.ARROW };
  }
  const formula = text(rule['custom'], 'formula');
  if (formula !== undefined) return { type: DataValidationType.CUSTOM, formula1: formula };
  for (const [name, type] of LIMITS) {
    const limit = rule[name];
    const formula1 = text(limit, 'formula1');
    const operator = OPERATORS.find(([excel]) => excel === text(limit, 'operator'))?.[1];
    if (formula1 === undefined || operator === undefined) continue;
    const formula2 = text(limit, 'formula2');
    return formula2 === undefined ? { type, operator, formula1 } : { type, operator, formula1, formula2 };
  }
  return undefined;
}

function alertOf({ errorAlert, ignoreBlanks }: Validation): Partial<IDataValidationRule> {
  const style = text(errorAlert, 'style') ?? 'Stop';
  return {
    allowBlank: ignoreBlanks ?? true,
    showErrorMessage: errorAlert?.['showAlert'] !== false,
    errorStyle: STYLES.find(([excel]) => excel === style)?.[1] ?? DataValidationErrorStyle.STOP,
    error: text(errorAlert, 'message') ?? '',
    errorTitle: text(errorAlert, 'title') ?? '',
  };
}

const LIMITS = [
  ['wholeNumber', DataValidationType.WHOLE],
  ['decimal', DataValidationType.DECIMAL],
  ['date', DataValidationType.DATE],
  ['textLength', DataValidationType.TEXT_LENGTH],
] as const;

const STYLES = [
  ['Stop', DataValidationErrorStyle.STOP],
  ['Warning', DataValidationErrorStyle.WARNING],
  ['Information', DataValidationErrorStyle.INFO],
] as const;

const OPERATORS = [
  ['Between', Operator.BETWEEN],
  ['NotBetween', Operator.NOT_BETWEEN],
  ['EqualTo', Operator.EQUAL],
  ['NotEqualTo', Operator.NOT_EQUAL],
  ['GreaterThan', Operator.GREATER_THAN],
  ['GreaterThanOrEqualTo', Operator.GREATER_THAN_OR_EQUAL],
  ['LessThan', Operator.LESS_THAN],
  ['LessThanOrEqualTo', Operator.LESS_THAN_OR_EQUAL],
] as const;

/** A field of a JSON record as text; undefined where there is none. */
function text(record: Json | undefined, name: string): string | undefined {
  if (typeof record !== 'object' || record === null) return undefined;
  const value = Object.entries(record).find(([key]) => key === name)?.[1];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
