import { errorOfText, isCellError } from '../book/cell.ts';
import { compareTexts, sameNumber, toNumber } from '../calculation/coerce.ts';
import type { Scope } from '../calculation/scope.ts';
import type { Value } from '../calculation/value.ts';

/** Whether a value meets a criterion of COUNTIF and its kin. */
export type Criterion = (value: Value) => boolean;

/**
 * A criterion as Excel reads it: `5` and `"5"` mean numbers and texts that read as 5; `">=5"` compares numbers with
 * numbers and texts with texts; `"a*"`, `"?"` are wildcards, `~` takes them literally; `"="` means blank, `""` blank or empty.
 */
export function criterionOf(wanted: Value, scope: Scope): Criterion {
  if (typeof wanted === 'number') return equals(wanted, scope);
  if (typeof wanted === 'boolean') return (value) => value === wanted;
  if (isCellError(wanted)) return (value) => value === wanted;
  // A criterion cell that is blank counts as 0.
  if (wanted === null) return equals(0, scope);
  const [, operator = '', operand = ''] = /^(<=|>=|<>|=|<|>)?(.*)$/s.exec(wanted) ?? [];
  if (operator === '' || operator === '=') return equal(operand, operator === '=', scope);
  if (operator === '<>') {
    const isEqual = equal(operand, true, scope);
    return (value) => !isEqual(value);
  }
  return ordered(operator, operand, scope);
}

function equal(operand: string, isExplicit: boolean, scope: Scope): Criterion {
  if (operand === '') return isExplicit ? (value) => value === null : (value) => value === null || value === '';
  const number = toNumber(operand, scope);
  if (!isCellError(number)) return equals(number, scope);
  const upper = operand.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') return (value) => value === (upper === 'TRUE');
  const error = errorOfText(operand);
  if (error !== undefined) return (value) => value === error;
  const pattern = wildcardPattern(operand);
  return (value) => typeof value === 'string' && pattern.test(value);
}

function equals(wanted: number, scope: Scope): Criterion {
  return (value) => {
    if (typeof value === 'number') return sameNumber(value, wanted);
    if (typeof value !== 'string' || value === '') return false;
    const number = toNumber(value, scope);
    return !isCellError(number) && sameNumber(number, wanted);
  };
}

function ordered(operator: string, operand: string, scope: Scope): Criterion {
  const holds = (order: number): boolean =>
    operator === '<' ? order < 0 : operator === '>' ? order > 0 : operator === '<=' ? order <= 0 : order >= 0;
  const number = operand === '' ? undefined : toNumber(operand, scope);
  if (typeof number === 'number') {
    return (value) => typeof value === 'number' && holds(sameNumber(value, number) ? 0 : value - number);
  }
  const upper = operand.toUpperCase();
  if (upper === 'TRUE' || upper === 'FALSE') {
    return (value) => typeof value === 'boolean' && holds(Number(value) - Number(upper === 'TRUE'));
  }
  return (value) => typeof value === 'string' && holds(compareTexts(value, operand));
}

/** A text with `*`, `?` and `~` as a pattern for whole texts, without case. */
export function wildcardPattern(text: string): RegExp {
  return new RegExp(`^${wildcardSource(text)}$`, 'isu');
}

export function wildcardSource(text: string): string {
  return text.replaceAll(
    /~([*?~])|([*?])|([$()+./[\\\]^{|}-])/gu,
    (_, literal?: string, wild?: string, special?: string) => {
      if (literal !== undefined) return literal === '~' ? '~' : `\\${literal}`;
      if (wild !== undefined) return wild === '*' ? '.*' : '.';
      return special === '-' ? '-' : `\\${special ?? ''}`;
    },
  );
}

export function hasWildcard(text: string): boolean {
  return /[*?~]/.test(text);
}
