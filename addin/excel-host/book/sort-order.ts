import type { SortField, SortOptions } from './book.ts';
import type { Scalar } from './cell.ts';
import { compareScalars } from './compare-scalars.ts';

/** The old offset of the row that belongs at each place. Hidden rows stay where they are; equal rows keep their order. */
export function sortOrder(
  values: readonly (readonly Scalar[])[],
  fields: readonly SortField[],
  options: SortOptions,
  isShown: (offset: number) => boolean,
): number[] {
  const order = values.map((_, offset) => offset);
  const shown = order.filter((offset) => isShown(offset));
  const sorted = [...shown].sort((a, b) => {
    for (const field of fields) {
      const by = compareScalars(values[a]?.[field.key] ?? '', values[b]?.[field.key] ?? '', {
        ascending: field.ascending ?? true,
        matchCase: options.matchCase ?? false,
      });
      if (by !== 0) return by;
    }
    return a - b;
  });
  shown.forEach((place, index) => {
    order[place] = sorted[index] ?? place;
  });
  return order;
}
