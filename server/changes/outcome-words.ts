import type { StateAct } from '../../shared/plan/changes/act-edits.ts';
import type { Objection } from '../../shared/plan/changes/objections.ts';
import { waitsFor } from '../../shared/plan/changes/waits-for.ts';
import { changeStatus, type ChangeOutcome } from '../../shared/protocol/budget-changes.ts';
import type { StoredRow } from '../../shared/sync/history/journal.ts';
import type { Cells } from '../../shared/tables/cell.ts';

type Sentence = (number: string, change: Cells) => string;

const done: { readonly [A in StateAct]: Sentence } = {
  submit: (number, change) => `${number} is submitted and waits for ${waitsFor(change)?.who ?? 'a decision'}.`,
  recommend: (number) => `${number} is recommended and waits for the Board.`,
  approve: (number, { effectiveDate }) => `${number} is approved and counts from ${String(effectiveDate)}.`,
  reject: (number) => `${number} is rejected. Nothing has moved.`,
  withdraw: (number) => `${number} is withdrawn. Nothing has moved.`,
  revise: (number) => `${number} is a draft again, so its lines can be changed.`,
};

export function doneOutcome(
  act: StateAct,
  { cells }: StoredRow,
  committed: number,
  warnings: readonly Objection[],
): ChangeOutcome {
  const number = String(cells['number']);
  return {
    number,
    done: true,
    status: changeStatus.parse(cells['status']),
    committed,
    message: done[act](number, cells),
    objections: [],
    warnings: [...warnings],
  };
}

/** Nothing has happened to a change, and why. */
export function undoneOutcome(
  number: string,
  header: StoredRow | undefined,
  objections: readonly Objection[],
): ChangeOutcome {
  const status = header === undefined ? null : changeStatus.parse(header.cells['status']);
  return {
    number,
    done: false,
    status,
    committed: null,
    message: objections[0]?.message ?? `Nothing of ${number} has changed.`,
    objections: [...objections],
    warnings: [],
  };
}

/** An objection that no rule of the plan makes. */
export function plainObjection(message: string, rule = 'M3'): Objection {
  return { rule, message, table: null, row: null, column: null };
}
