/** From where to where something reaches, in px of the sheet. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** How far to have scrolled so that a cell is among what is seen: as little as it takes; of a cell too wide, its start. */
export function scrolledTo(cell: Stretch, seen: Stretch, scrolled: number): number {
  if (cell.start < seen.start) return Math.max(0, scrolled - (seen.start - cell.start));
  if (cell.end <= seen.end) return scrolled;
  return scrolled + Math.min(cell.end - seen.end, cell.start - seen.start);
}
