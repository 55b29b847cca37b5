import type { Column } from './column.ts';

/** Characters' room for the filter button in a header. */
const BUTTON_WIDTH = 3;

/** Width in characters at which a column's header is read whole beside its filter button, and its cells as well. */
export function columnWidth({ label, width }: Pick<Column, 'label' | 'width'>): number {
  return Math.max(width, label.length) + BUTTON_WIDTH;
}
