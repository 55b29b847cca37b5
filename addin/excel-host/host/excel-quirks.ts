/** Quirks of real Excel, each to be switched off by itself. All are on unless said otherwise. */
export interface ExcelQuirks {
  /** Text beginning with `=`, `+`, `-` becomes a formula; text like a number or a date becomes one, unless the cell is text. */
  readonly textIsInterpreted: boolean;
  /** Requests and responses over 5 MB fail. */
  readonly payloadIsLimited: boolean;
  /** Reads of more than 5 million cells, or of whole columns, give `null`. */
  readonly largeReadsAreNull: boolean;
  /** Values written into a table with hidden rows land on the shown rows. */
  readonly filteredWriteMisplaces: boolean;
  /** Deleting rows of a filtered table fails. */
  readonly filteredDeleteFails: boolean;
  /** No table event after a drag-fill over a filtered table. */
  readonly fillOverFilterIsSilent: boolean;
  /** No table event after rows were deleted. */
  readonly rowDeleteIsSilent: boolean;
  /** No event after a pick from a validation drop-down. */
  readonly dropDownIsSilent: boolean;
  /** Requests fail while a person types in a cell, or wait where `delayForCellEdit` is set. */
  readonly cellEditBlocks: boolean;
  /** Writes to locked cells of a protected sheet fail. */
  readonly protectionDenies: boolean;
  /** Document settings do not survive the session: they are gone in the saved file. */
  readonly settingsAreLost: boolean;
  /** `rows.add` after a co-author's edit that came in since the last request loses the new row. */
  readonly rowsAddConflicts: boolean;
  /** One formula written into an otherwise blank table column fills the column; new rows get it, too. */
  readonly columnFormulaFills: boolean;
  /** Writing right below a table makes it grow. */
  readonly tableGrows: boolean;
}

export const ALL_QUIRKS: ExcelQuirks = Object.freeze({
  textIsInterpreted: true,
  payloadIsLimited: true,
  largeReadsAreNull: true,
  filteredWriteMisplaces: true,
  filteredDeleteFails: true,
  fillOverFilterIsSilent: true,
  rowDeleteIsSilent: true,
  dropDownIsSilent: true,
  cellEditBlocks: true,
  protectionDenies: true,
  settingsAreLost: true,
  rowsAddConflicts: true,
  columnFormulaFills: true,
  tableGrows: true,
});

/** Excel on the web: 5 MB for a request and for a response. */
export const PAYLOAD_LIMIT_BYTES = 5 * 1024 * 1024;
export const READ_LIMIT_CELLS = 5_000_000;
