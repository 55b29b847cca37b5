import type { FilterCriteria } from './book.ts';
import type { Scalar } from './cell.ts';

/** Whether a cell passes a filter. `text` is what the cell shows. Filters this book does not know let every row pass. */
export function passesFilter(criteria: FilterCriteria, value: Scalar, text: string): boolean {
  if (criteria.filterOn === 'Values') {
    const shown = text.toLowerCase();
    return (criteria.values ?? []).some((wanted) => wanted.toLowerCase() === shown);
  }
  if (criteria.filterOn !== 'Custom') return true;
  const first = criteria.criterion1 === undefined || passesCriterion(criteria.criterion1, value, text);
  if (criteria.criterion2 === undefined) return first;
  const second = passesCriterion(criteria.criterion2, value, text);
  return criteria.operator === 'Or' ? first || second : first && second;
}

function passesCriterion(criterion: string, value: Scalar, text: string): boolean {
  const match = /^(<=|>=|<>|=|<|>)?(.*)$/s.exec(criterion);
  const operator = match?.[1] ?? '=';
  const operand = match?.[2] ?? '';
  const number = operand.trim() === '' ? Number.NaN : Number(operand);
  if (operator === '=' || operator === '<>') {
    const equal = typeof value === 'number' && !Number.isNaN(number) ? value === number : wildcard(operand).test(text);
    return operator === '=' ? equal : !equal;
  }
  if (typeof value === 'number' && !Number.isNaN(number)) return compare(operator, value - number);
  if (typeof value !== 'string' || value === '' || !Number.isNaN(number)) return false;
  return compare(
    operator,
    value.toLowerCase() < operand.toLowerCase() ? -1 : Number(value.toLowerCase() > operand.toLowerCase()),
  );
}

function compare(operator: string, order: number): boolean {
  if (operator === '<') return order < 0;
  if (operator === '>') return order > 0;
  return operator === '<=' ? order <= 0 : order >= 0;
}

/** `*` and `?` as in Excel, `~` before them takes them literally. */
function wildcard(pattern: string): RegExp {
  const source = pattern.replaceAll(/~?[*?~]|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return `\\${part.startsWith('~') && part.length > 1 ? part.slice(1) : part}`;
  });
  return new RegExp(`^${source}$`, 'is');
}
