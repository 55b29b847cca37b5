import type { Cell } from '../../shared/tables/cell.ts';
import type { Fold } from './parse-filter.ts';
import type { TypedFilter } from './typed-filter.ts';

/** True for a row that a filter asks for. Nothing equals nothing, and is neither more nor less than anything. */
export function matchesFilter(filter: TypedFilter, cellOf: (column: string) => Cell): boolean {
  switch (filter.kind) {
    case 'and':
      return matchesFilter(filter.left, cellOf) && matchesFilter(filter.right, cellOf);
    case 'or':
      return matchesFilter(filter.left, cellOf) || matchesFilter(filter.right, cellOf);
    case 'not':
      return !matchesFilter(filter.of, cellOf);
    case 'compare':
      return compares(filter, folded(cellOf(filter.column), filter.folded));
    case 'text': {
      const cell = folded(cellOf(filter.column), filter.folded);
      if (typeof cell !== 'string') return false;
      if (filter.by === 'contains') return cell.includes(filter.value);
      return filter.by === 'startswith' ? cell.startsWith(filter.value) : cell.endsWith(filter.value);
    }
  }
}

function folded(cell: Cell, fold: Fold): Cell {
  if (typeof cell !== 'string' || fold === null) return cell;
  return fold === 'lower' ? cell.toLowerCase() : cell.toUpperCase();
}

function compares({ by, value }: Extract<TypedFilter, { kind: 'compare' }>, cell: Cell): boolean {
  if (by === 'eq') return cell === value;
  if (by === 'ne') return cell !== value;
  if (cell === null || value === null) return false;
  const order = orderOf(cell, value);
  if (by === 'gt') return order > 0;
  if (by === 'ge') return order >= 0;
  return by === 'lt' ? order < 0 : order <= 0;
}

/** Nothing comes first; texts by their letters' numbers, as both databases order them. */
export function orderOf(left: Cell, right: Cell): number {
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  if (typeof left === 'string' && typeof right === 'string')
    return Buffer.compare(Buffer.from(left), Buffer.from(right));
  return Number(left) - Number(right);
}
