/** Where money goes that belongs to no site: neither the line nor the project's scope names one. */
export const DISTRICTWIDE = 'Districtwide';
/** Where a forecast goes that no budget line stands behind, in cuts by an attribute of lines. */
export const NO_LINE = 'No budget line';

/** Where lines go that say nothing of what is asked for. */
export const NO_MANAGER = 'No project manager';
export const NO_SERIES = 'No series';
export const NO_OBJECT = 'No account string';
export const NO_FRN = 'No FRN';
/** Where lines go with commitments of several funding requests, or of requests of several categories. */
export const SEVERAL_FRNS = 'Several FRNs';

/** Groups for what belongs to no other. */
export const restGroups: readonly string[] = [
  DISTRICTWIDE,
  NO_LINE,
  NO_MANAGER,
  NO_SERIES,
  NO_OBJECT,
  NO_FRN,
  SEVERAL_FRNS,
];
