import { choicesFor, type Choice } from '../../shared/sync/apply/decide.ts';
import { tableNamed } from '../../shared/tables/all-tables.ts';
import type { OpenConflict } from './session/sync-state.ts';

/** Choices that make sense for a conflict; the pane offers just these. */
export function choicesOf(conflict: OpenConflict): Choice['kind'][] {
  const column = tableNamed(conflict.table).columns[conflict.column];
  return choicesFor(conflict, column?.kind ?? 'text');
}

/** True for a conflict about a whole row, an edit against a delete: it is decided for the row at once. */
export function isAboutRow({ kind }: Pick<OpenConflict, 'kind'>): boolean {
  return kind === 'editDelete' || kind === 'deleteEdit';
}
