import type { CodeNames } from '../../../shared/tables/code-names.ts';
import { periods } from '../../../shared/tables/periods.ts';
import { placeWords } from '../../../shared/tables/place-words.ts';
import type { OpenRefusal } from '../../sync/session/sync-state.ts';
import type { ConversationProps } from './conversation.tsx';

/**
 * What to ask when something was refused: of a closed month to have it opened again. A row that the plan does not have is
 * spoken of by its name alone.
 */
export function askAboutRefusal(
  { table, row, rowKey, value, isNewRow, locked }: OpenRefusal,
  column: string | null,
  names: CodeNames,
): ConversationProps & { readonly label: string } {
  const ofMonth = locked?.table === periods.name;
  const label = ofMonth ? 'Ask to reopen' : 'Ask about it';
  const please = ofMonth ? `Please open ${locked.key} again: ` : '';
  if (isNewRow === true) {
    const begun = `${placeWords(table, rowKey, column, names)}: ${please}`;
    return { label, about: { kind: 'program' }, begun };
  }
  const begun = please === '' ? {} : { begun: please };
  return column === null
    ? { label, about: { kind: 'row', table, row }, ...begun }
    : { label, about: { kind: 'cell', table, row, column }, typed: value, ...begun };
}
