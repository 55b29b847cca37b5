import type { ConflictOutcome } from '../../shared/protocol/sync.ts';
import { choicesFor, type Choice } from '../../shared/sync/apply/decide.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { Decision } from './session/sync-session.ts';
import type { OpenConflict } from './session/sync-state.ts';

/** The choices of the merge for each answer of the pane. */
export function choiceOf(decision: Decision): Choice {
  switch (decision.outcome) {
    case 'mine':
      return { kind: 'keepMine' };
    case 'theirs':
      return { kind: 'takeTheirs' };
    case 'both':
      return { kind: 'both' };
    case 'other':
      return { kind: 'another', value: decision.value };
  }
}

/** Answers that make sense for a conflict; the pane offers just these. */
export function answersFor(conflict: OpenConflict): ConflictOutcome[] {
  const column = tableNamed(conflict.table).columns[conflict.column];
  const choices = choicesFor(conflict, column?.kind ?? 'text');
  const answers = { keepMine: 'mine', takeTheirs: 'theirs', both: 'both', another: 'other' } as const;
  return choices.map((choice) => answers[choice]);
}

/** True for a conflict about a whole row, an edit against a delete: it is decided for the row at once. */
export function isAboutRow({ kind }: Pick<OpenConflict, 'kind'>): boolean {
  return kind === 'editDelete' || kind === 'deleteEdit';
}
