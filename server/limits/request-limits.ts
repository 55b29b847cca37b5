/** How often one may ask within a window of time; null: as often as anybody likes. */
export interface RequestLimits {
  /** What one person brings in: syncs with edits, and everything else that changes a program. */
  readonly pushesPerPerson: number | null;
  /** What all people together bring in to one program. */
  readonly pushesPerProgram: number | null;
  readonly requestsPerPerson: number | null;
  /** Files, reports, comparisons, checks of the history, previews: what takes seconds of a large plan. */
  readonly longPerPerson: number | null;
  /** From one address of the network, with a sign-in or without; a district may be behind a single one. */
  readonly requestsPerSource: number | null;
  readonly windowSeconds: number;
}

/** For an app that only its own process can ask: a test, the command line. */
export const noLimits: RequestLimits = {
  pushesPerPerson: null,
  pushesPerProgram: null,
  requestsPerPerson: null,
  longPerPerson: null,
  requestsPerSource: null,
  windowSeconds: 60,
};
