/** A test that has been played once, to be played again with one change after the other switched on. */
export interface PlayedTest {
  readonly name: string;
  readonly file: string;
  readonly play: () => unknown;
  /** How often it has passed the place of each planted change, by the change's id. */
  readonly passes: Readonly<Record<string, number>>;
}

/**
 * What Stryker's switches read and where they count, under the names they know. Modules stay loaded from file to file and
 * keep these two objects, so they are filled anew, never replaced.
 */
export interface StrykerSwitches {
  activeMutant: string | undefined;
  hitCount: number | undefined;
  hitLimit: number | undefined;
  /** Passes are counted for a test while one runs, else as static. */
  currentTestId: string | undefined;
  readonly mutantCoverage: { static: Record<string, number>; perTest: Record<string, Record<string, number>> };
  /** Ours: modules have been loaded with a change switched on. */
  areModulesChanged: boolean;
  /** Ours: what the test files leave for the replay, which is the last of them. */
  readonly played: PlayedTest[];
}

declare global {
  var __stryker__: StrykerSwitches | undefined;
}

/** The switches of this process, all off. */
export function strykerSwitches(): StrykerSwitches {
  return (globalThis.__stryker__ ??= {
    activeMutant: undefined,
    hitCount: undefined,
    hitLimit: undefined,
    currentTestId: undefined,
    mutantCoverage: { static: {}, perTest: {} },
    areModulesChanged: false,
    played: [],
  });
}
