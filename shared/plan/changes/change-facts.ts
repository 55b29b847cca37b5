import type { Amounts } from '../figures/amounts.ts';
import type { ProgramSettings } from '../program-settings.ts';
import type { Cells, RowId } from '../../tables/cell.ts';

/** A line of a budget change, drafted or about to be. */
export interface ChangeLine {
  readonly line: number;
  /** Null: it is not in the plan yet. */
  readonly row: RowId | null;
  /** Id of the budget line. */
  readonly budgetLine: string;
  /** Cents. */
  readonly amount: number;
  readonly counterpart: string | null;
  readonly note: string | null;
}

/** A budget line that a change moves, with what it has. */
export interface MovedLine {
  readonly id: string;
  readonly project: string;
  readonly source: string;
  readonly fiscalYear: string;
  readonly category: string;
  readonly location: string | null;
  readonly system: string | null;
  readonly account: string | null;
  /** It comes into the plan with the change. */
  readonly isNew: boolean;
  readonly amounts: Readonly<Amounts>;
}

/** What the current budget of a project or source is, and what it is called. */
export interface MovedWhole {
  readonly name: string | null;
  readonly amounts: Readonly<Amounts>;
}

export interface MovedSource extends MovedWhole {
  /** Cents. */
  readonly authorized: number;
}

/** All that is looked at of a budget change and of the plan around it, on one day. */
export interface ChangeFacts {
  /** The header. */
  readonly change: Cells;
  readonly lines: readonly ChangeLine[];
  /** By id: all lines of the projects that it moves money of, and others that could be its other side. */
  readonly budgetLines: ReadonlyMap<string, MovedLine>;
  readonly projects: ReadonlyMap<string, MovedWhole>;
  readonly sources: ReadonlyMap<string, MovedSource>;
  readonly settings: ProgramSettings;
  /** The day of all amounts. */
  readonly asOf: string;
}

/** Lines of a change with the budget line of each; a line that names none is left out. */
export function movedLines({ lines, budgetLines }: ChangeFacts): (ChangeLine & { readonly of: MovedLine })[] {
  return lines.flatMap((line) => {
    const of = budgetLines.get(line.budgetLine);
    return of === undefined ? [] : [{ ...line, of }];
  });
}

const waiting: readonly unknown[] = ['Pending', 'BOC Recommended'];

/** In what the amounts of the plan hold a change on that day already: in the current budget, among what waits, or nowhere. */
export function countedIn({ change, asOf }: Pick<ChangeFacts, 'change' | 'asOf'>): 'current' | 'pending' | null {
  const { status, effectiveDate = null, submittedOn = null } = change;
  if (waiting.includes(status)) return submittedOn === null || String(submittedOn) <= asOf ? 'pending' : null;
  if (status !== 'Approved') return null;
  if (effectiveDate === null || String(effectiveDate) <= asOf) return 'current';
  return submittedOn === null || String(submittedOn) <= asOf ? 'pending' : null;
}
