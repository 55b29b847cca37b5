import type { RowOrCellPlace } from '../../tables/cell.ts';
import type { CodeNames } from '../../tables/code-names.ts';
import type { PlanFacts } from '../figures/plan-facts.ts';
import type { ProgramSettings, SettingName } from '../program-settings.ts';
import type { PlanRows } from './plan-rows.ts';
import type { RefusedEdits } from './refused-edits.ts';

/** What an invariant speaks of: one of these is named by each finding. */
export type Subject = 'row' | 'line' | 'commitment' | 'source' | 'project' | 'change' | 'period' | 'site' | 'program';

/** An error has to be cured before a month closes; a warning has to be explained. Only errors refuse edits. */
export type Severity = 'error' | 'warning';

/** The plan at one moment, as far as an invariant may look at it. */
export interface InvariantFacts {
  readonly rows: PlanRows;
  /** Sums of the rows. */
  readonly plan: PlanFacts;
  /** Names that stand beside codes [FB6]. */
  readonly names: CodeNames;
  readonly settings: ProgramSettings;
  /** The day that it is: YYYY-MM-DD. */
  readonly today: string;
}

/** One place where an invariant does not hold. */
export interface Finding {
  /** The line, commitment, project and so on, as a person calls it. */
  readonly subject: string;
  /** How much is wrong, in cents of either sign; 0 where it is no amount. */
  readonly difference: number;
  /** The place and what is wrong: a sentence or two. */
  readonly message: string;
  /** The cells to blame, the first one first. Empty where no single row is. */
  readonly cells: readonly RowOrCellPlace[];
}

/**
 * One rule of the plan that a state of it keeps or breaks. Adding one is adding an entry to a list in this folder; the
 * Checks page, the Checks sheet, the API and docs/rules.md follow.
 */
export interface Invariant {
  /** V01…V58 of the program office, or C01…C18 by the number of its invariants. */
  readonly id: string;
  /** What holds, in a clause without full stop. */
  readonly title: string;
  readonly subject: Subject;
  readonly severity: Severity | ((settings: ProgramSettings) => Severity);
  /** What it is to an edit, where that is not what it is to a plan that stands so. */
  readonly atTheDoor?: Severity;
  /** The settings that it goes by. */
  readonly settings: readonly SettingName[];
  /** How to mend a breach, in a sentence. */
  readonly mend: string;
  /** The check of old panes that this one is part of. */
  readonly check?: string;
  /**
   * Edits that are refused when they break it, or make a breach worse, while it is an error at the door. Absent: it says how the plan
   * stands, and refuses nobody.
   */
  readonly refuses?: readonly RefusedEdits[];
  /** It refuses what comes first into an empty plan as well, which is taken as it is otherwise. */
  readonly refusesFirst?: true;
  find(facts: InvariantFacts): Finding[];
}

/** What a breach is in a program with these settings. */
export function severityOf({ severity }: Invariant, settings: ProgramSettings): Severity {
  return typeof severity === 'function' ? severity(settings) : severity;
}
