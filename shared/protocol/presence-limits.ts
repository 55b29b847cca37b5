/** Row IDs a workbook may name in one announcement, all tables together. */
export const MAX_DRAFT_ROWS = 2_000;

/** An announcement counts for this long; a pane that stays repeats it before then. */
export const PRESENT_FOR_MS = 60_000;
