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
  if (locked?.table === periods.name) {
    const about = { kind: 'period', period: locked.key } as const;
    const what = `${placeWords(table, rowKey, column, names)}: `;
    return { label: 'Ask to reopen', about, begun: `Please open ${locked.key} again, for ${what}` };
  }
  const label = 'Ask about it';
  if (isNewRow === true)
    return { label, about: { kind: 'program' }, begun: `${placeWords(table, rowKey, column, names)}: ` };
  return column === null
    ? { label, about: { kind: 'row', table, row } }
    : { label, about: { kind: 'cell', table, row, column }, typed: value };
}
